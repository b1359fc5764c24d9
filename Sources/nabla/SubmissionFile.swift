import Notebooks
import Rendering

/// What a file is that somebody has handed in: by its name, and by its bytes.
enum SubmissionFile {
  /// What a name says about a file.
  enum Kind {
    /// Markdown, which is what is handed in.
    case markdown
    /// Text of any kind, which is handed in if there is code in it.
    case text
    /// What people hand in by mistake in the place of a notebook.
    case stranger
    /// An image, data, or anything else that may lie beside a notebook.
    case companion
  }

  private static let markdown = ["md", "markdown", "mdown", "mkd"]
  private static let strangers = [
    "ipynb", "html", "htm", "pdf", "doc", "docx", "odt", "rtf", "pages", "tex", "rmd", "qmd",
    "swift", "py", "zip", "tar", "gz", "tgz", "7z", "rar",
  ]

  /// What the name of a file says about it.
  static func kind(of name: String) -> Kind {
    // Feedback is what `grade` itself has written.
    if name.hasSuffix(Feedback.ending) { return .companion }
    guard let ending = ending(of: name) else { return .text }
    if markdown.contains(ending) { return .markdown }
    if ending == "txt" { return .text }
    return strangers.contains(ending) ? .stranger : .companion
  }

  /// The name without an ending that says what kind of file it is.
  static func stem(of name: String) -> String {
    guard let ending = ending(of: name), ending == "txt" || (markdown + strangers).contains(ending)
    else { return name }
    return String(name.dropLast(ending.count + 1))
  }

  private static func ending(of name: String) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 ? parts[parts.count - 1].lowercased() : nil
  }
}

extension SubmissionFile {
  /// What a file is that is certainly no notebook: a phrase such as "is a Jupyter notebook".
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - name: Its name, which tells a document from other archives.
  /// - Returns: Nil where it may be a notebook.
  static func foreignKind(of bytes: [UInt8], named name: String) -> String? {
    func begins(_ first: [UInt8]) -> Bool { bytes.starts(with: first) }
    if begins(Array("%PDF-".utf8)) { return "is a PDF" }
    if begins(Array("PK\u{3}\u{4}".utf8)) {
      let isDocument = ["docx", "odt", "pages"].contains { ending(of: name) == $0 }
      return isDocument ? "is a document of a word processor" : "is a ZIP archive"
    }
    if begins([0xD0, 0xCF, 0x11, 0xE0]) || begins(Array("{\\rtf".utf8)) {
      return "is a document of a word processor"
    }
    let archives: [[UInt8]] = [[0x1F, 0x8B], Array("Rar!".utf8), [0x37, 0x7A, 0xBC, 0xAF]]
    if archives.contains(where: begins) { return "is an archive" }
    let images: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8)]
    if images.contains(where: begins) { return "is an image" }
    if isBinary(bytes) { return "is no text" }
    let text = text(of: bytes).text
    let start = text.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    if start.isEmpty { return "is empty" }
    let opening = String(start.prefix(15)).lowercased()
    if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html") { return "is a web page" }
    if opening.hasPrefix("{"), text.contains("\"nbformat\"") { return "is a Jupyter notebook" }
    return nil
  }

  /// Whether so much of a file is no text that the rest is none either.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    guard utf16(bytes) == nil else { return false }
    let odd = String(decoding: bytes, as: UTF8.self).unicodeScalars.count {
      $0 == "\u{FFFD}" || ($0.value < 32 && !"\t\n\r".unicodeScalars.contains($0))
    }
    return odd * 10 > bytes.count
  }

  /// The text of a file, whatever it is encoded in.
  ///
  /// - Parameter bytes: What the file holds.
  /// - Returns: The text without what no notebook may hold, and remarks about it.
  static func text(of bytes: [UInt8]) -> (text: String, remarks: [String]) {
    var remarks: [String] = []
    let text: String
    if let units = utf16(bytes) {
      text = String(decoding: units, as: UTF16.self)
      remarks.append("the notebook is text in UTF-16, and was read as that; save it as UTF-8")
    } else {
      text = String(decoding: bytes, as: UTF8.self)
      if !text.utf8.elementsEqual(bytes) {
        remarks.append(
          "the notebook holds bytes that are no text in UTF-8; each is read as '\u{FFFD}'")
      }
    }
    let clean = Notebook.withoutForbiddenCharacters(text)
    if clean.unicodeScalars.count < text.unicodeScalars.count {
      remarks.append("the notebook holds control characters; they are left out")
    }
    return (clean, remarks)
  }

  /// The code units of a text in UTF-16, which a mark at its beginning tells, or its many zeros.
  private static func utf16(_ bytes: [UInt8]) -> [UInt16]? {
    let zeros = bytes.indices.prefix(1024).reduce(into: (even: 0, odd: 0)) { zeros, index in
      guard bytes[index] == 0 else { return }
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = min(bytes.count, 1024) / 2
    let isLittle = bytes.starts(with: [0xFF, 0xFE]) || (half > 1 && zeros.odd * 4 > half * 3)
    let isBig = bytes.starts(with: [0xFE, 0xFF]) || (half > 1 && zeros.even * 4 > half * 3)
    guard isLittle != isBig else { return nil }
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return units.first == 0xFEFF ? Array(units.dropFirst()) : units
  }
}

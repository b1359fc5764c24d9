public import Notebooks

/// Something that students get.
public struct StudentArtefact: Sendable {
  /// The name of the file.
  public var name: String
  /// Everything in it.
  public var contents: String

  /// Names a file.
  public init(name: String, contents: String) {
    self.name = name
    self.contents = contents
  }
}

extension Secrets {
  /// Looks for what is secret in what students get, whatever the file writes it as.
  ///
  /// A file is searched as it is, with its tags taken out and its character references resolved, and
  /// with the escapes of JSON resolved; so neither a coloured line of code, nor a comment, nor the
  /// annotation of a formula hides anything.
  ///
  /// - Parameter artefacts: What students get.
  /// - Returns: An error for each line of the notebook that is in there, with all places.
  public func leaks(into artefacts: [StudentArtefact]) -> [Diagnostic] {
    guard !isEmpty else { return [] }
    let read = artefacts.map { (name: $0.name, forms: Forms($0.contents)) }
    return lines.compactMap { line in
      var places: [String] = []
      for (name, forms) in read where forms.contain(line.text) {
        let place = name + (forms.place(of: line.text).map { " (line \($0))" } ?? "")
        if !places.contains(place) { places.append(place) }
      }
      guard let last = places.popLast() else { return nil }
      let others = places.isEmpty ? "" : places.joined(separator: ", ") + " and "
      return Diagnostic(
        "what stands here is kept from students, but it is in \(others)\(last)", at: line.range,
        in: source, kind: .doesNotHold)
    }
  }
}

/// The ways in which a file can be read.
private struct Forms {
  private let lines: [Substring]
  private let condensed: [[UInt8]]

  init(_ contents: String) {
    lines = contents.split(separator: "\n", omittingEmptySubsequences: false)
    let resolved = contents.resolvingReferences
    let withoutTags = contents.withoutTags.resolvingReferences
    let unescaped = contents.resolvingEscapes
    // Jupyter's notebooks are Markdown, with its escapes, in the strings of JSON.
    let forms = [contents, resolved, withoutTags, unescaped, unescaped.resolvingEscapes]
    condensed = Set(forms).sorted().map(Secrets.condensed)
  }

  func contain(_ text: [UInt8]) -> Bool { condensed.contains { $0.contains(text) } }

  /// The line of the file that holds the text as a whole, if one does.
  func place(of text: [UInt8]) -> Int? {
    lines.firstIndex { line in
      let line = String(line)
      let unescaped = line.resolvingEscapes
      return [line, line.withoutTags.resolvingReferences, unescaped, unescaped.resolvingEscapes]
        .contains { Secrets.condensed($0).contains(text) }
    }.map { $0 + 1 }
  }
}

extension [UInt8] {
  /// Whether the bytes hold others, by looking for the rarest chance first: the first byte.
  fileprivate func contains(_ pattern: [UInt8]) -> Bool {
    guard let first = pattern.first, count >= pattern.count else { return false }
    return withUnsafeBufferPointer { bytes in
      pattern.withUnsafeBufferPointer { pattern in
        var start = 0
        while start <= bytes.count - pattern.count {
          if bytes[start] == first {
            var index = 1
            while index < pattern.count, bytes[start + index] == pattern[index] { index += 1 }
            if index == pattern.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }
}

extension String {
  /// The text between the tags of HTML.
  fileprivate var withoutTags: String {
    guard contains("<") else { return self }
    return replacing(/<\/?[A-Za-z][^>]*>/, with: "")
  }

  /// The text with the character references of HTML resolved.
  fileprivate var resolvingReferences: String {
    guard contains("&") else { return self }
    let named = replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
    let numbered = named.replacing(/&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});/) { match in
      let digits = match.output.1
      let value =
        digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { String($0) } ?? String(match.output.0)
    }
    return numbered.replacing("&amp;", with: "&")
  }

  /// The text with the escapes of JSON resolved.
  fileprivate var resolvingEscapes: String {
    guard contains("\\") else { return self }
    return replacing(/\\(u[0-9A-Fa-f]{4}|.)/) { match in
      let escape = match.output.1
      switch escape {
      case "n", "t", "r": return " "
      case _ where escape.count == 5:
        return UInt32(escape.dropFirst(), radix: 16).flatMap(Unicode.Scalar.init)
          .map { String($0) } ?? ""
      default: return String(escape)
      }
    }
  }
}

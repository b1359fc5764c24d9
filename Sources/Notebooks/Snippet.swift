/// The marks of SE-0356 in the comments of Swift code.
public enum Snippet {
  /// The lines without those from `// snippet.hide` to `// snippet.show`, and without the marks.
  public static func shown(_ lines: [String]) -> [String] {
    var result: [String] = []
    var isHidden = false
    for line in lines {
      switch mark(line) {
      case "hide": isHidden = true
      case "show": isHidden = false
      default: if !isHidden { result.append(line) }
      }
    }
    return result
  }

  /// The numbers of the lines between `// snippet.NAME` and the mark that ends it.
  ///
  /// - Parameters:
  ///   - name: The name of the part.
  ///   - lines: The lines of the file.
  /// - Returns: Indices among the lines, or nil where the file has no such part.
  public static func part(_ name: String, of lines: [String]) -> Range<Int>? {
    guard let start = lines.firstIndex(where: { mark($0) == Substring(name) }) else { return nil }
    let end = lines[(start + 1)...].firstIndex { line in
      mark(line).map { $0 != "hide" && $0 != "show" } ?? false
    }
    return start + 1..<(end ?? lines.count)
  }

  /// The names of the parts of a file.
  public static func parts(of lines: [String]) -> [String] {
    lines.compactMap(mark).filter { !["hide", "show", "end"].contains($0) }.map(String.init)
  }

  private static func mark(_ line: String) -> Substring? {
    guard line.contains("snippet.") else { return nil }
    return line.wholeMatch(of: /\s*\/\/+\s*snippet\.([A-Za-z][\w\-]*)\s*/)?.output.1
  }
}

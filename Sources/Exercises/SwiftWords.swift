/// The names in lines of Swift, as far as they can be told without a compiler.
struct SwiftWords {
  /// Names and operators, but for members and the labels of arguments.
  private(set) var words: Set<String> = []
  /// Names after a dot.
  private(set) var members: Set<String> = []

  /// Collects the names in lines.
  ///
  /// - Parameter lines: The lines; what stands in texts and comments is passed over.
  init(in lines: [String]) {
    for line in lines {
      let code = line.withoutTexts
      for match in code.matches(of: /(\.\s*)?([A-Za-z_]\w*)(\s*:)?/) where match.output.3 == nil {
        if match.output.1 == nil {
          words.insert(String(match.output.2))
        } else {
          members.insert(String(match.output.2))
        }
      }
      for match in code.matches(of: /[\/=\-+!*%<>&|^~]+/) { words.insert(String(match.output)) }
    }
  }

  /// The names that lines declare, those of parameters included.
  static func declared(in lines: [String]) -> Set<String> {
    var names: Set<String> = []
    for line in lines {
      let declarations =
        /\b(?:func|let|var|struct|class|enum|actor|protocol|typealias|case)\s+`?([A-Za-z_]\w*)/
      for match in line.matches(of: declarations) { names.insert(String(match.output.1)) }
      for match in line.matches(of: /\bfunc\s+([\/=\-+!*%<>&|^~]+)/) {
        names.insert(String(match.output.1))
      }
      // The parameters of functions and closures, and the variables of loops.
      for match in line.matches(of: /([A-Za-z_]\w*)\s*:/) { names.insert(String(match.output.1)) }
      for match in line.matches(of: /\bin\b/) {
        // Walked back by hand: a pattern would try each of a long line's beginnings.
        let before = line[..<match.range.lowerBound].suffix(200)
        let list = before.reversed().prefix {
          $0.isLetter || $0.isNumber || "_, ()\t".contains($0)
        }
        for name in String(list.reversed()).matches(of: /[A-Za-z_]\w*/) {
          names.insert(String(name.output))
        }
      }
    }
    return names
  }
}

extension SwiftWords {
  /// What stands in lines that a submission may not use: an attribute that gives something a name for
  /// the linker, or is not part of the language; or a directive by which messages are about other lines.
  ///
  /// A function with the name of one of the system's takes its place in the whole program, the
  /// checking functions included.
  static func forbidden(in lines: [String]) -> String? {
    let code = lines.joined(separator: "\n")
    if code.contains(/#\s*sourceLocation\b/) { return "#sourceLocation" }
    // Comments may stand between the sign and the name, and nest. Rather than read them, which a text
    // that looks like one would mislead, any such name in code with such a comment is refused.
    let hasComment = code.contains(/@\s*\/\*/)
    let name = hasComment ? /\b(_\w+|c|section|used)\b/ : /@\s*`?(_\w+|c|section|used)\b/
    return code.firstMatch(of: name).map { "@" + $0.output.1 }
  }
}

extension String {
  /// The line without comments, and with nothing of its texts but what is computed in them.
  fileprivate var withoutTexts: String {
    replacing(/"(?:[^"\\]|\\.)*"/) { match in
      " "
        + match.output.matches(of: /\\\(([^)]*)\)/).map { String($0.output.1) }
        .joined(separator: " ") + " "
    }.replacing(/\/\/.*/, with: "")
  }
}

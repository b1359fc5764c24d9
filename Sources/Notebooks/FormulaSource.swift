private import CommonMark

/// A formula as the notebook holds it, with names of values still in it.
public struct FormulaSource: Sendable {
  /// A part of a formula.
  public enum Part: Sendable {
    /// TeX, as it stands at these bytes of the source.
    case tex(Range<Int>)
    /// The end of a line, whichever characters the notebook ends lines with: to TeX it is a line
    /// feed, which also ends a comment.
    case lineEnd(Int)
    /// A computed value.
    case value(ValueReference)
  }

  /// The parts, in their order.
  public var parts: [Part]
  /// Whether the formula stands on a line of its own.
  public var isDisplay: Bool
  /// The bytes of the source that hold the formula, with its delimiters.
  public var range: Range<Int>
  /// What links refer to it by, if the author gives it a label.
  public var label: Located<String>?
}

extension FormulaSource {
  /// Reads a formula and the values in it, each written `\value{deep.difference:.3e}`.
  ///
  /// - Parameters:
  ///   - lines: The bytes of its TeX, line by line, without what belongs to blocks around it.
  ///   - range: The bytes with the delimiters.
  ///   - isDisplay: Whether the formula stands on a line of its own.
  ///   - source: The notebook.
  /// - Returns: The formula, and what is wrong with the values in it.
  static func parsing(
    _ lines: [Range<Int>], of range: Range<Int>, isDisplay: Bool, in source: SourceText
  ) -> (FormulaSource, [Diagnostic]) {
    var formula = FormulaSource(parts: [], isDisplay: isDisplay, range: range)
    var diagnostics: [Diagnostic] = []
    for line in lines {
      var start = line.lowerBound
      let text = source[line]
      let matches =
        text.containsBytes("\\value")
        ? text.matches(of: /\\value(?![A-Za-z])\s*(?:\{([^{}]*)\})?/) : []
      for match in matches {
        let found =
          line.lowerBound
          + text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
        let whole = found..<found + match.output.0.utf8.count
        formula.parts.append(.tex(start..<whole.lowerBound))
        start = whole.upperBound
        let content = match.output.1.map { content in
          let inner =
            line.lowerBound
            + text.utf8.distance(from: text.startIndex, to: content.startIndex)
          return inner..<inner + content.utf8.count
        }
        do throws(Diagnostic) {
          formula.parts.append(
            .value(
              try .parsing(content ?? whole, of: whole, in: source, allowsStated: false)))
        } catch {
          diagnostics.append(
            content == nil
              ? Diagnostic(
                "'\\value' needs a name in braces, as in '\\value{CHECK.difference:.3e}'",
                at: whole, in: source)
              : error)
        }
      }
      formula.parts.append(.tex(start..<line.upperBound))
      if line != lines.last { formula.parts.append(.lineEnd(line.upperBound)) }
    }
    return (formula, diagnostics)
  }

  /// The values in the formula.
  public var values: [ValueReference] {
    parts.compactMap { part in
      if case .value(let reference) = part { reference } else { nil }
    }
  }

  /// The formula with its values put in, ready for a typesetter.
  ///
  /// - Parameters:
  ///   - source: The notebook.
  ///   - tex: Returns a value as TeX.
  /// - Returns: TeX that knows where each of its bytes came from.
  public func filled(from source: SourceText, _ tex: (ValueReference) -> String) -> MappedText {
    var text = MappedText()
    for part in parts {
      switch part {
      case .tex(let range): text.append(range, of: source)
      case .lineEnd(let place): text.append("\n", for: place..<place)
      case .value(let reference): text.append(tex(reference), for: reference.range)
      }
    }
    return text
  }
}

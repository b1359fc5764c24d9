import CommonMark
import Notebooks

/// The kinds of callout, as GitHub names them.
enum CalloutKind: String, CaseIterable {
  case note, tip, important, warning, caution

  var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// The shapes of its icon, in a square of 16 units.
  var icon: HTML {
    switch self {
    case .note: "<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"M8 7v4.2M8 4.6v.4\"/>"
    case .tip:
      "<path d=\"M6 11.5h4M6.5 14h3M8 1.8a4.3 4.3 0 0 0-2.6 7.7l.6 2h4l.6-2A4.3 4.3 0 0 0 8 1.8z\"/>"
    case .important: "<path d=\"M2 2.5h12v8.5H7.5L4.5 14v-3H2zM8 4.5v3M8 9v.3\"/>"
    case .warning: "<path d=\"M8 1.8 15 14H1zM8 6.2v3.6M8 11.6v.4\"/>"
    case .caution:
      "<path d=\"M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.6v4.2M8 10.9v.4\"/>"
    }
  }
}

extension PageStructure {
  /// Renders the callouts, each with its icon, its word and the title that the author gives.
  mutating func formCallouts(_ document: inout Document) {
    let callouts = document.callouts
    let kinds = callouts.map { callout -> CalloutKind in
      if let kind = CalloutKind(rawValue: callout.kind.lowercased()) { return kind }
      report(
        "callout '\(callout.kind)' is unknown", unknown: callout.kind,
        among: CalloutKind.allCases.map { $0.rawValue.uppercased() }, noun: "callouts",
        at: places.place(ofFirst: ["[!\(callout.kind)]"], in: callout.line...callout.line))
      return .note
    }
    document.replaceCallouts { index in
      let kind = kinds[index]
      let opening: HTML =
        "<div class=\"callout \(kind.rawValue)\" role=\"note\" aria-label=\"\(kind.word)\">\n"
      let title: HTML = """
        <p class="callout-title"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">\
        \(kind.icon)</svg> \(kind.word)\(callouts[index].hasTitle ? ": " : "")
        """
      return ((opening.markup, "</div>"), (title.markup, "</p>"))
    }
  }
}

import CommonMark
import Notebooks

extension PageStructure {
  /// Sends links where they lead in the page, and writes the numbers of what they refer to.
  mutating func formLinks(_ document: inout Document) {
    let links = document.links.map { link in change(of: link) }
    document.changeLinks { links[$0] }
  }

  private mutating func change(of link: Link) -> (destination: String, suffix: String) {
    let destination = link.destination
    if destination.hasPrefix("#") { return reference(link) }
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    let isAddress =
      destination.hasPrefix("/") || destination.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/) != nil
    guard !isAddress, path.hasSuffix(".md") else { return (destination, "") }
    switch surroundings.page(path.decoded, edition.variant?.name) {
    case .success(let page): return (page + destination.dropFirst(path.count), "")
    case .failure(let refusal):
      report(
        "notebook '\(path.decoded)' can't be linked to: \(refusal.reason)",
        at: places.place(ofAddress: destination, in: link.lines))
      return (destination, failureOfLastReport)
    }
  }

  /// What follows the text of a link that leads nowhere, in an output that is written all the same.
  private var failureOfLastReport: String {
    let html: HTML = " <span class=\"failure\">⚠ \(diagnostics.last?.message ?? "")</span>"
    return html.markup
  }

  /// A link to a place of the same page.
  private mutating func reference(_ link: Link) -> (destination: String, suffix: String) {
    let name = link.destination.dropFirst().decoded
    guard !name.isEmpty else { return (link.destination, "") }
    guard let anchor = anchors[name] else {
      report(
        "'#\(name)' leads nowhere", unknown: name, among: anchors.names.filter(isMeaningful),
        noun: "labels", at: places.place(ofAddress: link.destination, in: link.lines))
      return (link.destination, failureOfLastReport)
    }
    return ("#" + anchor.id, suffix(of: link, to: anchor))
  }

  private func isMeaningful(_ name: String) -> Bool { name != "main" && name != "contents-title" }

  /// What follows the text of a reference: the number, where the text is a word for it or is missing.
  private func suffix(of link: Link, to anchor: Anchor) -> String {
    let text = link.text.filter { !$0.isWhitespace }
    let space = "\u{A0}"
    if text.isEmpty {
      let words = anchor.shownNumber.map { anchor.kind.word + space + $0 }
      let html: HTML = "\(words ?? anchor.title ?? anchor.id)"
      return html.markup
    }
    guard let number = anchor.shownNumber, isWord(link.text) else { return "" }
    return space + number
  }

  /// Whether a text is a word such as "Equation", "Fig." or "§", which a number can follow.
  private func isWord(_ text: String) -> Bool {
    let small = ["equation", "eq.", "figure", "fig.", "table", "tab.", "section", "sec.", "§"]
    if small.contains(text) { return true }
    return text.first?.isUppercase == true && !text.contains(where: \.isWhitespace)
  }
}

extension StringProtocol {
  /// The text with its percent escapes read.
  var decoded: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return String(self) }
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

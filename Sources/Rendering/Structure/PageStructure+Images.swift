import CommonMark
import Notebooks

extension PageStructure {
  /// Writes the images into the page.
  mutating func formImages(_ document: inout Document) {
    let outputs = document.images.map { image in html(of: image).markup }
    document.replaceImages { outputs[$0] }
  }

  private mutating func html(of image: Image) -> HTML {
    func text(_ text: String) -> String {
      Placeholder.replacing(in: text, with: evaluated.plainText(ofItem:))
    }
    let place = places.place(ofAddress: image.source, in: image.lines)
    let alternative = text(image.alternative)
    if alternative.allSatisfy(\.isWhitespace) {
      report(
        "image '\(image.source)' has no alternative text; say what can be seen in it, as in "
          + "'![The cost falls for ten steps](\(image.source))'",
        at: place)
    }
    let address: String
    do throws(Surroundings.Refusal) {
      address = try EmbeddedImage(path: image.source, in: surroundings).address
    } catch {
      report("image '\(image.source)' \(error.reason)", at: place)
      return
        "<span class=\"failure\">\(alternative) ⚠ image '\(image.source)' \(error.reason)</span>"
    }
    let element: HTML = "<img src=\"\(address)\" alt=\"\(alternative)\">"
    guard image.isFigure else { return element }
    let anchor = anchorByLine[image.lines.lowerBound]
    guard anchor != nil || !image.title.isEmpty else { return "<p>\(element)</p>\n" }
    let id: HTML = anchor.map { " id=\"\($0.id)\"" } ?? ""
    return """
      <figure\(id)>
      \(element)
      <figcaption>\(captionPrefix(of: anchor))\(text(image.title))</figcaption>
      </figure>

      """
  }
}

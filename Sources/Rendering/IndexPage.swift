/// An entry of the index page: one output of a notebook.
public struct IndexEntry: Sendable, Hashable {
  /// The title of the notebook.
  public var title: String
  /// The second line of the title, if there is one.
  public var subtitle: String?
  /// The pages of the notebook: the name of the variant, if it has one, and the file.
  public var pages: [Page]

  /// One page of a notebook.
  public struct Page: Sendable, Hashable {
    /// The name of the variant, or nil for the only page of a notebook.
    public var variant: String?
    /// The path of the file, relative to the index page.
    public var path: String

    /// Names a page.
    public init(variant: String?, path: String) {
      self.variant = variant
      self.path = path
    }
  }

  /// Describes a notebook.
  public init(title: String, subtitle: String?, pages: [Page]) {
    self.title = title
    self.subtitle = subtitle
    self.pages = pages
  }
}

/// Renders the page that leads to all others.
///
/// - Parameter entries: The notebooks, in the order in which they are listed.
/// - Returns: A self-contained HTML page.
public func indexPage(of entries: [IndexEntry]) -> String {
  let items = entries.map { entry -> HTML in
    let subtitle: HTML = entry.subtitle.map { "<p class=\"subtitle\">\($0)</p>\n" } ?? ""
    guard entry.pages.count != 1 || entry.pages[0].variant != nil else {
      return """
        <li><h2><a href="\(entry.pages[0].path.address)">\(entry.title)</a></h2>
        \(subtitle)</li>

        """
    }
    let links = entry.pages.map { page -> HTML in
      "<a href=\"\(page.path.address)\">\(page.variant ?? entry.title)</a>"
    }
    return """
      <li><h2>\(entry.title)</h2>
      \(subtitle)<p class="variants">\(links.joined(separator: " · "))</p></li>

      """
  }
  return pageHTML(
    title: "Notebooks", language: "en", mathStyle: "",
    content: "<h1>Notebooks</h1>\n<ul class=\"index\">\n\(items)</ul>")
}

extension String {
  /// The path as an address: whatever is not a letter, a digit or harmless stands as `%20` does for a
  /// space, a colon included, before which a browser would see a scheme.
  var address: String {
    utf8.map { byte in
      let letter = byte | 0x20
      if 0x61...0x7A ~= letter || 0x30...0x39 ~= byte || "-._~/".utf8.contains(byte) {
        return String(UnicodeScalar(byte))
      }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

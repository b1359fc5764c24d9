/// The running heads of the printed page: its title, and the number of the page.
///
/// - Parameter title: What the page is called.
/// - Returns: A style sheet.
func printStyle(title: String) -> String {
  """
  @page {
    @top-left { content: "\(title.escapedForCSS)"; }
    @bottom-right { content: counter(page) " / " counter(pages); }
  }
  @page :first { @top-left { content: none; } }

  """
}

extension String {
  /// The text as it stands between quotation marks in a style sheet inside of a page.
  fileprivate var escapedForCSS: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", ">", "&", "\n", "\r", "\u{C}":
        result += "\\" + String(scalar.value, radix: 16) + " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

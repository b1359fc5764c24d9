extension LaTeXWriter {
  /// A table that may go on on the next page, with rules above and below and none between columns.
  func table(_ element: MarkupElement) -> String {
    let rows = element.all("tr").map { $0.elements.filter { ["th", "td"].contains($0.name) } }
    guard let head = rows.first, !head.isEmpty else { return "" }
    let columns = columns(of: rows)
    let lines = rows.map { row in
      let cells = row.map { inlines($0.children).trimmingWhitespace.replacing("\n", with: " ") }
      return (cells + Array(repeating: "", count: max(0, head.count - cells.count)))
        .joined(separator: " & ") + " \\\\"
    }
    let caption = element.first("caption").map { caption in
      "\\multicolumn{\(head.count)}{@{}l@{}}{\\bfseries \(inlines(caption.children).trimmingWhitespace)} "
        + "\\\\\n"
    }
    // A table that fits on a page needs no second run of LaTeX to find its widths.
    guard rows.count > 30 else {
      return """
        {\\footnotesize
        \\begin{center}
        \\begin{tabular}{@{}\(columns)@{}}
        \(caption ?? "")\\toprule
        \(lines[0])
        \\midrule
        \(lines.dropFirst().joined(separator: "\n"))
        \\bottomrule
        \\end{tabular}
        \\end{center}
        }
        """
    }
    return """
      {\\footnotesize
      \\begin{longtable}{@{}\(columns)@{}}
      \(caption ?? "")\\toprule
      \(lines[0])
      \\midrule
      \\endhead
      \(lines.dropFirst().joined(separator: "\n"))
      \\bottomrule
      \\end{longtable}
      }
      """
  }

  /// Names with their values, a line each.
  func definitions(_ element: MarkupElement) -> String {
    let rows = zip(element.all("dt"), element.all("dd")).map { name, value in
      let cells = [name, value].map { inlines($0.children).trimmingWhitespace }
      return cells.joined(separator: " & ") + " \\\\"
    }
    guard !rows.isEmpty else { return "" }
    return """
      \\begin{tabular}{@{}ll@{}}
      \(rows.joined(separator: "\n"))
      \\end{tabular}
      """
  }

  /// A letter for each column: a column of long texts is as wide as the others leave it.
  private func columns(of rows: [[MarkupElement]]) -> String {
    let head = rows[0]
    let widths = head.indices.map { column in
      rows.map { column < $0.count ? $0[column].text.count : 0 }.max() ?? 0
    }
    // A line holds some hundred characters of this size.
    let line = 100
    let isWide = widths.reduce(0) { $0 + $1 + 2 } > line
    let long = widths.indices.filter { isWide && widths[$0] > 24 }
    let rest = line - widths.indices.filter { !long.contains($0) }.reduce(0) { $0 + widths[$1] + 2 }
    let total = long.reduce(0) { $0 + min(widths[$1], 80) }
    return head.indices.map { column in
      guard long.contains(column), total > 0 else {
        return head[column].classes.contains("number") ? "r" : "l"
      }
      let hundredths = max(rest, line / 3) * min(widths[column], 80) / total * 100 / (line + 6)
      let share = hundredths < 10 ? "0.0\(hundredths)" : "0.\(min(hundredths, 95))"
      return ">{\\raggedright\\arraybackslash}p{\(share)\\linewidth}"
    }.joined()
  }
}

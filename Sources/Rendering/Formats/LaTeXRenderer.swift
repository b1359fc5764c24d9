public import Evaluation

/// Writes an executed notebook as a LaTeX document that lualatex compiles as it stands.
public struct LaTeXRenderer: Renderer {
  /// Makes a renderer.
  public init() {}

  /// Renders an edition.
  public func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout {
    var tree = HandoutTree(of: evaluated, in: context)
    let writer = LaTeXWriter(of: tree.content)
    var title = tree.title.map { LaTeXText.escaped($0) }
    if title == nil, let index = tree.content.firstIndex(where: { $0.element?.name == "h1" }) {
      title = writer.inlines(tree.content[index].element?.children ?? [])
      tree.content.remove(at: index)
    }
    let subtitle = tree.subtitle.map { "\\\\[0.5ex]\\large \(LaTeXText.escaped($0))" } ?? ""
    let authors = tree.authors.map { LaTeXText.escaped($0) }.joined(separator: " \\and ")
    let variant = tree.variant.map { "\\date{Variant: \(LaTeXText.escaped($0))}" } ?? "\\date{}"
    let text = """
      % Made by Nabla from \(context.name.filter { !$0.isNewline }); compile it with lualatex.
      % \(Checksum.name): \(Checksum.blank)
      \(Self.preamble)
      \\title{\(title ?? "")\(subtitle)}
      \\author{\(authors)}
      \(variant)
      \\begin{document}
      \\maketitle

      \(writer.blocks(tree.content))

      \\bigskip\\noindent{\\small \(evaluated.closingWords("here")) \
      (\\ensuremath{\\nabla}).}
      \\end{document}

      """
    return Handout(contents: text)
  }

  private static let preamble = #"""
    \documentclass[11pt,a4paper]{article}
    \usepackage[margin=25mm]{geometry}
    \usepackage{amsmath,amssymb}
    \usepackage{array,booktabs,longtable}
    \usepackage{fancyvrb}
    \usepackage{xcolor}
    \usepackage[hidelinks]{hyperref}
    \setcounter{secnumdepth}{0}
    \setlength{\parindent}{0pt}
    \setlength{\parskip}{0.6\baselineskip plus 2pt}
    \setlength{\LTpre}{0.4\baselineskip}
    \setlength{\LTpost}{0.4\baselineskip}
    \emergencystretch=3em
    \newenvironment{nablapanel}{\par\medskip\hrule\medskip\small}{\par\medskip\hrule\medskip}
    \newenvironment{nablafigure}{\par\medskip\begin{minipage}{\linewidth}\centering}%
      {\end{minipage}\par\medskip}
    \newcommand{\nablastruck}[1]{\textcolor{gray}{#1}}
    """#
}

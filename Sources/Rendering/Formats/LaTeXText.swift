/// Text as LaTeX: what TeX would take for a command is escaped, and characters that the text fonts of
/// LaTeX lack become what its mathematics has for them.
enum LaTeXText {
  /// Escapes text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isCode: Whether it stands in a listing, where quotation marks and hyphens stay what they are.
  /// - Returns: LaTeX that prints as the text.
  static func escaped(_ text: String, isCode: Bool = false) -> String {
    var result = ""
    var previous: Character?
    for character in text {
      result += escaped(character, after: previous, isCode: isCode)
      previous = character
    }
    return result
  }

  private static func escaped(
    _ character: Character, after previous: Character?, isCode: Bool
  ) -> String {
    if let command = specials[character] { return command }
    if let symbol = symbols[character] { return "\\ensuremath{\(symbol)}" }
    switch character {
    case "'" where isCode: return "\\textquotesingle{}"
    case "\"": return "\\textquotedbl{}"
    // Two hyphens would become a dash.
    case "-" where previous == "-": return "{}-"
    case "\u{A0}": return "~"
    default: return String(character)
    }
  }

  private static let specials: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "`": "\\textasciigrave{}",
  ]

  private static let symbols: [Character: String] = {
    let greek =
      "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda "
      + "μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega "
      + "Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega "
      + "∂ partial ∇ nabla ∞ infty ∑ sum ∏ prod √ surd ∫ int ∈ in ∉ notin ⊙ odot ⊗ otimes ⊕ oplus "
      + "≤ leq ≥ geq ≠ neq ≈ approx ≡ equiv ∼ sim ∝ propto ± pm ∓ mp × times ÷ div · cdot ∘ circ "
      + "→ rightarrow ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow "
      + "↑ uparrow ↓ downarrow ↦ mapsto ∀ forall ∃ exists ∧ wedge ∨ vee ¬ neg ∪ cup ∩ cap "
      + "⊂ subset ⊆ subseteq ∅ emptyset ‖ Vert ✓ checkmark ∥ parallel ⟨ langle ⟩ rangle "
      + "◆ blacklozenge ○ bigcirc ● bullet □ square ■ blacksquare ▲ blacktriangle ★ bigstar"
    let words = greek.split(separator: " ")
    var table: [Character: String] = [
      "−": "-", "ᵀ": "^{\\mathsf{T}}", "✗": "\\times", "⚠": "\\triangle", "′": "'", "µ": "\\mu",
      "ϵ": "\\epsilon",
    ]
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      if let character = words[index].first { table[character] = "\\" + words[index + 1] }
    }
    for (character, digit) in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n") {
      table[character] = "^{\(digit)}"
    }
    for (character, digit) in zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-") {
      table[character] = "_{\(digit)}"
    }
    return table
  }()

  /// A listing, with its characters escaped so that all of them can be printed.
  static func listing(_ text: String) -> String {
    let lines = text.trimmingNewlines
    return """
      \\begin{Verbatim}[commandchars=\\\\\\{\\},fontsize=\\small]
      \(escaped(lines, isCode: true))
      \\end{Verbatim}
      """
  }
}

import ArgumentParser
import Typesetting

/// `nabla doctor`: says which parts were found, where, and how to get the missing ones.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says which parts were found, where, and how to get the missing ones.",
    discussion: "Exit status: 0 where nothing is missing that a notebook needs, else 1.")

  func run() throws {
    let parts = Self.parts
    for part in parts {
      let mark = part.place != nil ? "found  " : part.isRequired ? "MISSING" : "missing"
      print("\(mark)  \(part.name): \(part.place ?? part.purpose)")
      if part.place == nil { print("         \(part.remedy)") }
    }
    if parts.contains(where: { $0.isRequired && $0.place == nil }) {
      endProcess(ExitStatus.doesNotHold)
    }
  }

  /// A part that Nabla uses.
  private struct Part {
    var name: String
    var purpose: String
    var place: String?
    var remedy: String
    var isRequired = false
  }

  private static var parts: [Part] {
    let katex = Result { () throws(TypesettingError) in try KaTeXInstallation.locate() }
    let installation = try? katex.get()
    var chromium: String?
    if let browser = try? Browser.locate() { chromium = browser.program }
    return [
      Part(
        name: "KaTeX", purpose: "sets the formulas of pages", place: installation?.script,
        remedy:
          "apt-get install libjs-katex; or set NABLA_KATEX to the folder 'dist' of npm's katex",
        isRequired: true),
      Part(
        name: "KaTeX's fonts", purpose: "are written into pages with formulas",
        place: installation?.fonts, remedy: "apt-get install fonts-katex", isRequired: true),
      Part(
        name: "Swift", purpose: "runs cells of Swift", place: Files.program(named: "swiftc"),
        remedy: "see swift.org/install"),
      Part(
        name: "Chromium", purpose: "prints PDF (--to pdf)", place: chromium,
        remedy: "apt-get install chromium; or set NABLA_CHROMIUM to its path"),
      Part(
        name: "lualatex", purpose: "compiles what --to latex writes",
        place: Files.program(named: "lualatex"),
        remedy: "apt-get install texlive-luatex texlive-latex-recommended"),
    ]
  }
}

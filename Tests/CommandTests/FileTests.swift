import Foundation
import Testing

struct FileTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func diagnostic(_ arguments: String...) throws -> String {
    let outcome =
      switch arguments.count {
      case 1: try workspace.nabla(arguments[0])
      case 2: try workspace.nabla(arguments[0], arguments[1])
      default: try workspace.nabla(arguments[0], arguments[1], arguments[2], arguments[3])
      }
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.count == 1, "\(outcome.errors)")
    return outcome.diagnostics.first ?? ""
  }

  @Test func `a notebook that is not there is reported with the nearest name`() throws {
    try workspace.write(line, to: "Notebooks/gradient.md")
    #expect(
      try diagnostic("check", "Notebooks/gradeint.md")
        == "Notebooks/gradeint.md:1:1: error: there is no such file or folder; "
        + "did you mean 'Notebooks/gradient.md'?")
    #expect(
      try diagnostic("check", "nothing") == "nothing:1:1: error: there is no such file or folder")
    #expect(try diagnostic("render", "").contains("there is no such file or folder"))
  }

  @Test func `a folder without notebooks is reported`() throws {
    try workspace.write("x", to: "Empty/readme.txt")
    #expect(try diagnostic("render", "Empty").contains("the folder holds no notebooks"))
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0xC3, 0xA9, 0xFF, 0x62], "2:2", "0xFF"), ([0xC3], "1:1", "0xC3"),
      ([0x61, 0xE2, 0x82], "1:2", "0xE2"), ([0xFE, 0xFF, 0x00, 0x61], "1:1", "0xFE"),
      ([0xED, 0xA0, 0x80], "1:1", "0xED"), ([0xC0, 0x80], "1:1", "0xC0"),
    ] as [([UInt8], String, String)])
  func `what is not UTF-8 is reported at its byte`(
    bytes: [UInt8], place: String, byte: String
  ) throws {
    try workspace.write(Data(bytes), to: "x.md")
    let diagnostic = try diagnostic("check", "x.md")
    #expect(
      diagnostic == "x.md:\(place): error: byte \(byte) is not UTF-8; save the notebook as UTF-8")
  }

  @Test func `a pipe and a folder are no notebooks`() throws {
    #expect(mkfifo(workspace.url("pipe.md").path, 0o600) == 0)
    #expect(try diagnostic("check", "pipe.md").contains("can't be read: not a regular file"))
    #expect(try diagnostic("check", "/dev/zero").contains("can't be read: not a regular file"))
    try workspace.write(line, to: "x.md/y.md")
    #expect(try workspace.nabla("check", "x.md").status == 0)
  }

  @Test func `an output that can't be written is reported`() throws {
    try workspace.write(line, to: "x.md")
    try workspace.write("", to: "Output/x.html/y")
    #expect(
      try diagnostic("render", "x.md")
        == "Output/x.html:1:1: error: can't be written: a folder of that name is in its place")
    #expect(workspace.names(in: "Output") == ["x.html"])
    try workspace.write("mine", to: "file")
    #expect(
      try diagnostic("render", "x.md", "-o", "file")
        == "file/x.html:1:1: error: can't be written: 'file' is not a folder")
    #expect(workspace.text("file") == "mine")
    #expect(try diagnostic("render", "x.md", "-o", "/dev/null/x").contains("can't be written"))
  }

  @Test func `a folder that can't be written to is reported`() throws {
    try workspace.write(line, to: "x.md")
    try workspace.write("old", to: "Output/x.html")
    chmod(workspace.url("Output").path, 0o500)
    defer { chmod(workspace.url("Output").path, 0o700) }
    // Permissions mean nothing to root.
    guard getuid() != 0 else { return }
    #expect(try diagnostic("render", "x.md").contains("can't be written: permission denied"))
    #expect(workspace.text("Output/x.html") == "old")
  }

  @Test func `links that lead in circles are followed once`() throws {
    try workspace.write(line, to: "Notebooks/a/x.md")
    let manager = FileManager.default
    for (link, target) in [
      ("Notebooks/a/self", "."), ("Notebooks/a/up", ".."), ("Notebooks/b", "a"),
      ("Notebooks/c", "a"),
      ("Notebooks/gone.md", "nowhere"),
    ] {
      try manager.createSymbolicLink(
        atPath: workspace.url(link).path, withDestinationPath: target)
    }
    let outcome = try workspace.nabla("render")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n") == ["Output/a/x.html", "Output/index.html"])
  }

  @Test func `a byte order mark and any line ends are accepted`() throws {
    let text = "---\ntitle: T\n---\n\n" + line + "$$\n- x\n$$\n\n`{value} line.J`\n"
    try workspace.write(text, to: "a.md")
    #expect(try workspace.nabla("render", "a.md").status == 0)
    let page = try #require(workspace.text("Output/a.html"))
    for other in [
      "\u{FEFF}" + text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"),
      "\u{FEFF}" + text.replacing("\n", with: "\r\n"),
    ] {
      try workspace.write(other, to: "a.md")
      let outcome = try workspace.nabla("render", "a.md")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(workspace.text("Output/a.html") == page)
    }
  }

  @Test func `an interrupted run leaves the old file or the new one`() throws {
    try workspace.write(course, to: "x.md")
    #expect(try workspace.nabla("render", "x.md").status == 0)
    let page = try #require(workspace.text("Output/x.buggy.html"))
    for delay in [1, 5, 10, 20, 40, 60, 80, 100, 150, 200] {
      let process = try workspace.start(["render", "x.md"])
      usleep(UInt32(delay * 1000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(workspace.text("Output/x.buggy.html") == page)
    }
    // What was left behind is cleared away.
    #expect(try workspace.nabla("render", "x.md").status == 0)
    #expect(workspace.names(in: "Output") == ["x.buggy.html", "x.correct.html"])
  }
}

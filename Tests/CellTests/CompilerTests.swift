import CellRunner
import Foundation
import Testing

/// Compilers that run side by side.
struct CompilerTests {
  /// The folders of the objects that every program is linked with.
  private static var objectFolders: [URL] {
    let own = URL(filePath: CommandLine.arguments[0])
    let tests = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" } ?? own
    return ["CellWire", "CellSupport", "GradientChecking", "NeuralNetworks", "CKernels"].map {
      tests.deletingLastPathComponent().appending(path: "\($0).build")
    }
  }

  @Test func `a compiler writes nothing beside the objects, where all others would as well`() throws
  {
    // The driver's list of libraries is gone once it is done, so its place is taken beforehand.
    let places = Self.objectFolders.map { $0.appending(path: "Notebook.autolink") }
    func clear() { for place in places { try? FileManager.default.removeItem(at: place) } }
    clear()
    defer { clear() }
    for place in places {
      try FileManager.default.createDirectory(
        at: place.appending(path: "taken"), withIntermediateDirectories: true)
    }
    let bench = try #require(CellRunner(cache: nil, version: "test").bench(inputs: []))
    let compilation = bench.compile("import Checks; Checks.__nablaStart()\n", alias: "Checks")
    #expect(compilation.problem == nil)
    #expect(compilation.isComplete)
  }
}

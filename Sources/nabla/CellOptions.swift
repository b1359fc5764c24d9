import ArgumentParser
import CellRunner
import Notebooks
import Typesetting

/// How the cells of notebooks are run.
struct CellOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-run"),
    help: "Run no cells: show what is in the cache, and 'not run' for the rest.")
  var isDry = false

  @Flag(
    name: .customLong("no-cache"),
    help: "Run all cells, and keep nothing of what comes of them.")
  var ignoresCache = false

  /// What runs cells.
  func runner() -> CellRunner {
    CellOptions.runner(
      mode: isDry ? .cacheOnly : .run, cache: ignoresCache ? nil : TypesettingCache.standard())
  }

  /// What runs cells, and says so before it does.
  static func runner(
    mode: CellRunner.Mode = .run, cache: TypesettingCache? = .standard(), limits: Limits = Limits()
  ) -> CellRunner {
    CellRunner(mode: mode, cache: cache, version: Nabla.version, limits: limits) {
      source, cells, isSandboxed in
      let fence =
        isSandboxed
        ? "without network, and without writing outside a temporary folder"
        : "within limits on time and memory"
      Terminal.standardError.offer(
        "\(source.name): running the code of \(cells) \(cells == 1 ? "cell" : "cells"), \(fence)\n")
    }
  }
}

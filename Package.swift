// swift-tools-version: 6.2

import PackageDescription

/// Applied to every target of our own: warnings are errors, and imports say what they leak.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Nabla",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "GradientChecking", targets: ["GradientChecking"]),
    .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
    .executable(name: "nabla", targets: ["nabla"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // The engine: knows nothing of notebooks.
    .target(name: "GradientChecking", swiftSettings: strict),
    .target(name: "CKernels", cSettings: [.treatAllWarnings(as: .error)]),
    .target(
      name: "NeuralNetworks", dependencies: ["GradientChecking", "CKernels"], swiftSettings: strict),

    // The notebook: knows nothing of gradients.
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CommonMark", dependencies: ["CCMark"], swiftSettings: strict),
    .target(name: "Notebooks", dependencies: ["CommonMark", "Yams"], swiftSettings: strict),

    // Formulas.
    .systemLibrary(
      name: "CDuktape", pkgConfig: "duktape",
      providers: [.apt(["duktape-dev"]), .brew(["duktape"])]),
    .target(name: "Typesetting", dependencies: ["CDuktape"], swiftSettings: strict),

    // Swift in the notebook. What a program and the command that runs it say to each other; what a
    // program can say; programs and their results as values; and the one place that runs them.
    .target(name: "CellWire", swiftSettings: strict),
    .target(
      name: "CellSupport", dependencies: ["CellWire", "NeuralNetworks"], swiftSettings: strict),
    .target(
      name: "Cells", dependencies: ["Notebooks", "GradientChecking", "CellWire"],
      swiftSettings: strict),
    .target(
      name: "CellRunner", dependencies: ["Cells", "GradientChecking", "CellWire", "Typesetting"],
      swiftSettings: strict),

    // Exercises: what students get, and what they hand in.
    .target(
      name: "Exercises",
      dependencies: ["Cells", "CellRunner", "CellWire", "Notebooks", "GradientChecking"],
      swiftSettings: strict),

    // Where the lines meet.
    .target(
      name: "Evaluation",
      dependencies: ["Notebooks", "Cells", "NeuralNetworks", "GradientChecking"],
      swiftSettings: strict),
    .target(
      name: "Rendering", dependencies: ["Evaluation", "Cells", "Typesetting", "CommonMark"],
      resources: [
        .embedInCode("style.css"), .embedInCode("structure.css"), .embedInCode("cells.css"),
      ], swiftSettings: strict),

    // The preview: knows files and connections, and nothing of notebooks.
    .target(
      name: "Preview", dependencies: ["FlyingFox"], resources: [.embedInCode("reload.js")],
      swiftSettings: strict),
    .executableTarget(
      name: "nabla",
      dependencies: [
        "Rendering", "Preview", "Evaluation", "Notebooks", "Typesetting", "Cells", "CellRunner",
        "CellSupport", "Exercises",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // How long a check of every parameter takes.
    .executableTarget(
      name: "CheckSpeed", dependencies: ["NeuralNetworks", "GradientChecking"],
      path: "Benchmarks/CheckSpeed", swiftSettings: strict),

    // How often a verdict is wrong, counted over random networks.
    .executableTarget(
      name: "Reliability", dependencies: ["NeuralNetworks", "GradientChecking"],
      path: "Benchmarks/Reliability", swiftSettings: strict),

    .testTarget(
      name: "GradientCheckingTests", dependencies: ["GradientChecking"], swiftSettings: strict),
    .testTarget(
      name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "GradientChecking"],
      exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(name: "CommonMarkTests", dependencies: ["CommonMark"], swiftSettings: strict),
    .testTarget(
      name: "NotebooksTests", dependencies: ["Notebooks", "CommonMark"], swiftSettings: strict),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting"], swiftSettings: strict),
    .testTarget(
      name: "ReliabilityTests",
      dependencies: ["Reliability", "NeuralNetworks", "GradientChecking"],
      swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Notebooks", "GradientChecking"],
      swiftSettings: strict),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "Evaluation", "Notebooks", "Typesetting", "CommonMark", "CCMark",
      ],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "CellTests",
      dependencies: [
        "Cells", "CellRunner", "CellWire", "Evaluation", "GradientChecking", "Notebooks", "nabla",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExerciseTests",
      dependencies: ["Exercises", "CellRunner", "Evaluation", "Rendering", "Notebooks", "nabla"],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewTests", dependencies: ["Preview", "FlyingFox"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["nabla", "CommonMark"], swiftSettings: strict),
  ]
)

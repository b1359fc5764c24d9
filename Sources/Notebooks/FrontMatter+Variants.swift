extension FrontMatter {
  /// The names of a notebook's variants, for links that lead to its pages.
  ///
  /// - Parameter source: The notebook's text.
  /// - Returns: The names in the order of the front matter; none where it cannot be read.
  public static func variantNames(in source: SourceText) -> [String] {
    guard let lines = try? lines(in: source) else { return [] }
    return parsing(lines, of: source).0.variants.map(\.name)
  }
}

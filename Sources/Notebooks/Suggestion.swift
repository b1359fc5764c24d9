/// Finds the known name that an unknown one was probably meant to be.
public enum Suggestion {
  /// The known name nearest to an unknown one, if any is near enough to be meant.
  ///
  /// Near enough means that at most a third of its letters, and at least one, would have to change.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - known: What could have been meant.
  /// - Returns: The nearest, the first of them where several are equally near.
  public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    guard !name.isEmpty else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in known {
      let allowed = max(1, max(name.count, candidate.count) / 3)
      // Each letter that one name has more than the other is a change.
      guard abs(name.count - candidate.count) <= allowed else { continue }
      let distance = editDistance(name.lowercased(), candidate.lowercased())
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The nearest known name, if no other is equally near.
  static func onlyNearest(to name: String, among known: some Collection<String>) -> String? {
    guard !name.isEmpty, let nearest = nearest(to: name, among: known),
      nearest == self.nearest(to: name, among: Array(known).reversed())
    else { return nil }
    return nearest
  }

  /// The end of a message about an unknown name: the nearest known one, or all of them.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - known: What could have been meant.
  ///   - noun: What they are, in the plural.
  /// - Returns: A phrase that begins with a semicolon, empty where nothing is known.
  public static func phrase(
    for name: String, among known: some Collection<String>, noun: String
  ) -> String {
    if let nearest = nearest(to: name, among: known) { return "; did you mean '\(nearest)'?" }
    guard !known.isEmpty else { return "" }
    if known.count == 1, let only = known.first { return "; the only one is '\(only)'" }
    let shown = known.prefix(24).joined(separator: ", ") + (known.count > 24 ? ", …" : "")
    return "; the \(noun) are \(shown)"
  }

  /// How many letters must be inserted, deleted, replaced or swapped with their neighbour.
  static func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(64))
    let right = Array(right.prefix(64))
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var distance = min(
          rows[i][j] + (left[i] == right[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          distance = min(distance, rows[i - 1][j - 1] + 1)
        }
        row.append(distance)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}

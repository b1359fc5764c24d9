import Cells
import Evaluation
import Notebooks

extension EvaluatedEdition {
  /// What came of the cells, as further entries of the JSON; none where there are no cells.
  var cellEntries: [(key: String, value: JSON)] {
    guard let cells else { return [] }
    let shown = edition.cells.enumerated().filter { !($1.isHidden && edition.isForStudents) }
    let records = shown.map { index, cell -> JSON in
      let record = cells.crashes[index]?.cells[index] ?? cells.run?.cells[index]
      let own = claims.filter { $0.cell == index }
      return .object([
        ("line", .int(line(cell.range))),
        ("id", cell.id.map { .string($0.value) } ?? .null),
        ("ran", .bool(record?.isComplete ?? false)),
        ("output", .string(String(decoding: record?.output ?? [], as: UTF8.self))),
        ("expected", .array(own.map(\.json))),
      ])
    }
    let values = cellValues.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }
    let provenance = cells.provenance?.entries.map { ($0.name, JSON.string($0.value)) } ?? []
    return [
      ("cells", .array(records)), ("published", .object(values)),
      ("provenance", .object(provenance)),
    ]
  }
}

extension ClaimResult {
  fileprivate var json: JSON {
    .object([("label", .string(claim.label)), ("holds", .bool(holds))])
  }
}

extension Value {
  fileprivate var json: JSON {
    switch self {
    case .number(let number): .double(number)
    case .count(let count): .int(count)
    case .word(let word): .string(word)
    case .vector(let numbers): .numbers(numbers)
    }
  }
}

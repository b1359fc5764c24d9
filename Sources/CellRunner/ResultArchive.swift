import CellWire
import Cells

/// What is kept of the cells' results from one run of the command to the next.
struct ResultArchive {
  var messages: [CompilerMessage] = []
  var run: ProgramRun?
  var failures: [Int: [CompilerMessage]] = [:]
  var crashes: [Int: ProgramRun] = [:]
  /// The lines that held code when this was found out.
  var anchors: [ClosedRange<Int>]

  /// Whether the same would come out another time; what a clock has stopped may go further then.
  var isRepeatable: Bool {
    ([run].compactMap(\.self) + Array(crashes.values)).allSatisfy { run in
      switch run.ending {
      case .stopped(.time, _), .stopped(.computing, _), .stopped(.channel, _): false
      case .crashed(let crash): crash.signal != 9
      default: true
      }
    }
  }

  /// The archive as bytes.
  var bytes: [UInt8] {
    var writer = FrameWriter()
    writer.put(anchors) { writer, range in
      writer.put(range.lowerBound)
      writer.put(range.upperBound)
    }
    writer.put(messages) { $0.put($1) }
    writer.put(optional: run) { $0.put($1) }
    writer.put(failures.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value) { $0.put($1) }
    }
    writer.put(crashes.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value)
    }
    return writer.bytes
  }

  init(anchors: [ClosedRange<Int>]) { self.anchors = anchors }

  /// Reads an archive, or returns nil where it is damaged.
  init?(_ bytes: [UInt8]) {
    var reader = FrameReader(bytes)
    anchors = reader.list { reader in
      let first = reader.int()
      return first...max(first, reader.int())
    }
    messages = reader.list { $0.message() }
    run = reader.optional { $0.run() }
    failures = Dictionary(
      reader.list { reader in (reader.int(), reader.list { $0.message() }) },
      uniquingKeysWith: { first, _ in first })
    crashes = Dictionary(
      reader.list { reader in (reader.int(), reader.run()) },
      uniquingKeysWith: { first, _ in first })
    guard reader.isFinished else { return nil }
  }
}

extension FrameWriter {
  fileprivate mutating func put(_ message: CompilerMessage) {
    put(message.file)
    put(message.line)
    put(message.column)
    put(message.severity.rawValue)
    put(message.text)
  }

  fileprivate mutating func put(_ value: PublishedValue) {
    switch value {
    case .number(let number): put(WireValue.number(number))
    case .count(let count): put(WireValue.count(count))
    case .text(let text): put(WireValue.text(text))
    case .truth(let truth): put(WireValue.truth(truth))
    case .numbers(let numbers): put(WireValue.numbers(numbers))
    }
  }

  fileprivate mutating func put(_ run: ProgramRun) {
    put(run.cells.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value)
    }
    put(run.shown.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value)
    }
    put(run.ending)
  }

  private mutating func put(_ cell: CellRecord) {
    put(cell.output)
    put(cell.isComplete ? 1 : 0)
    put(cell.published) { writer, publication in
      writer.put(publication.name)
      writer.put(publication.value)
    }
    put(cell.claims) { writer, claim in
      writer.put(claim.label)
      writer.put(claim.actual)
      writer.put(claim.expected)
      writer.put(claim.tolerance)
      writer.put(claim.line)
    }
    put(cell.checks) { $0.put($1) }
  }

  private mutating func put(_ check: RecordedCheck) {
    put(check.id)
    put(check.tensors) { writer, tensor in
      writer.put(tensor.name)
      writer.put(tensor.shape) { $0.put($1) }
    }
    put(check.point)
    put(optional: check.step) { $0.put($1) }
    put(optional: check.threshold) { $0.put($1) }
    put(optional: check.scheme) { $0.put($1) }
    put(check.expectations) { $0.put($1) }
    put(check.line)
    put(check.isComplete ? 1 : 0)
    let answers = check.answers.sorted {
      ($0.key.isGradient ? 1 : 0, $0.key.fingerprint)
        < ($1.key.isGradient ? 1 : 0, $1.key.fingerprint)
    }
    put(answers) { writer, entry in
      writer.put(entry.key.isGradient ? 1 : 0)
      writer.put(Int(bitPattern: UInt(entry.key.fingerprint)))
      writer.put(entry.value) { $0.put($1) }
    }
  }

  private mutating func put(_ ending: Ending) {
    switch ending {
    case .finished(let cell):
      self.put(0)
      put(optional: cell) { $0.put($1) }
    case .exited(let status, let cell):
      self.put(1)
      self.put(status)
      put(optional: cell) { $0.put($1) }
    case .crashed(let crash):
      self.put(2)
      self.put(crash.signal)
      put(optional: crash.message) { $0.put($1) }
      put(optional: crash.cell) { $0.put($1) }
      put(optional: crash.line) { writer, place in
        writer.put(place.file)
        writer.put(place.line)
        writer.put(optional: place.column) { $0.put($1) }
      }
    case .stopped(let limit, let cell):
      let (kind, number) = limit.parts
      self.put(3)
      self.put(kind)
      self.put(number)
      put(optional: cell) { $0.put($1) }
    }
  }
}

extension Limit {
  fileprivate var parts: (Int, Int) {
    switch self {
    case .time(let milliseconds): (0, milliseconds)
    case .memory(let bytes): (1, bytes)
    case .output(let bytes): (2, bytes)
    case .channel: (3, 0)
    case .folder(let bytes): (4, bytes)
    case .messages(let bytes): (5, bytes)
    case .computing(let seconds): (6, seconds)
    }
  }

  fileprivate init(_ kind: Int, _ number: Int) {
    self =
      switch kind {
      case 0: .time(milliseconds: number)
      case 1: .memory(bytes: number)
      case 2: .output(bytes: number)
      case 4: .folder(bytes: number)
      case 5: .messages(bytes: number)
      case 6: .computing(seconds: number)
      default: .channel
      }
  }
}

extension FrameReader {
  fileprivate mutating func message() -> CompilerMessage {
    CompilerMessage(
      file: string(), line: int(), column: int(), severity: .init(rawValue: string()) ?? .error,
      text: string())
  }

  fileprivate mutating func run() -> ProgramRun {
    var run = ProgramRun()
    run.cells = Dictionary(
      list { reader in (reader.int(), reader.cell()) }, uniquingKeysWith: { first, _ in first })
    run.shown = Dictionary(
      list { reader in (reader.int(), PublishedValue(&reader)) },
      uniquingKeysWith: { first, _ in first })
    run.ending = ending()
    return run
  }

  private mutating func cell() -> CellRecord {
    var cell = CellRecord()
    cell.output = data()
    cell.isComplete = int() != 0
    cell.published = list { Publication(name: $0.string(), value: PublishedValue(&$0)) }
    cell.claims = list {
      ValueClaim(
        label: $0.string(), actual: PublishedValue(&$0), expected: PublishedValue(&$0),
        tolerance: $0.double(), line: $0.int())
    }
    cell.checks = list { $0.check() }
    return cell
  }

  private mutating func check() -> RecordedCheck {
    var check = RecordedCheck(
      id: string(),
      tensors: list { reader in
        RecordedCheck.Tensor(name: reader.string(), shape: reader.list { $0.int() })
      },
      point: doubles(), step: optional { $0.double() }, threshold: optional { $0.double() },
      scheme: optional { $0.string() }, expectations: list { $0.string() }, line: int())
    check.isComplete = int() != 0
    let answers = list { reader in
      (
        PointKey(
          isGradient: reader.int() != 0, fingerprint: UInt64(UInt(bitPattern: reader.int()))),
        reader.list { $0.doubles() }
      )
    }
    check.answers = Dictionary(answers, uniquingKeysWith: { first, _ in first })
    return check
  }

  private mutating func ending() -> Ending {
    func cell(_ reader: inout FrameReader) -> Int? { reader.optional { $0.int() } }
    switch int() {
    case 0: return .finished(cell: cell(&self))
    case 1: return .exited(status: int(), cell: cell(&self))
    case 2:
      let signal = int()
      let message = optional { $0.string() }
      let cell = cell(&self)
      let line = optional { reader in
        CrashPlace(
          file: reader.string(), line: reader.int(), column: reader.optional { $0.int() })
      }
      return .crashed(Crash(signal: signal, message: message, line: line, cell: cell))
    default:
      let limit = Limit(int(), int())
      return .stopped(limit, cell: cell(&self))
    }
  }
}

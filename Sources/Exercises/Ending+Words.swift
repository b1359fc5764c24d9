import CellRunner
import Cells
import Notebooks

extension Ending {
  /// What happened, as the student reads it.
  func words(limits: Limits) -> String {
    switch self {
    case .finished, .exited: return "ended the program"
    case .stopped(.time, _): return "ran longer than \(limits.time / 1000) s"
    case .stopped(.memory, _): return "needed more than \(limits.memory >> 20) MB of memory"
    case .stopped(.output, _): return "printed more than \(limits.output >> 10) kB"
    case .stopped(.folder, _): return "wrote more than \(limits.folder >> 20) MB"
    case .stopped(.computing(let seconds), _): return "computed for longer than \(seconds) s"
    case .stopped(.messages(let bytes), _): return "told more than \(bytes >> 20) MB"
    case .stopped(.channel, _): return "closed the way by which results are told"
    case .crashed(let crash):
      switch crash.signal {
      case 31: return "started a process"
      case 25: return "wrote a file of more than \(limits.file >> 20) MB"
      default: break
      }
      guard let message = crash.message else { return "crashed (\(crash.signalName))" }
      if message.contains(SolutionRegion.stubMessage) { return Work.notImplemented }
      return "crashed: \(message.prefix(200))"
    }
  }
}

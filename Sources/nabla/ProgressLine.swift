import GradientChecking
import Synchronization

/// A line on the terminal that shows what is being done, how fast, and for how much longer.
final class ProgressLine: Sendable {
  private let terminal: Terminal
  private let state = Mutex(State())

  private struct State {
    var title = ""
    var total = 0
    var began = ContinuousClock.now
    var shown = ContinuousClock.now
  }

  init(_ terminal: Terminal) { self.terminal = terminal }

  /// Shows a title alone.
  func begin(_ title: String) {
    state.withLock { $0.title = title }
    terminal.showProgress(title)
  }

  /// Shows how far a check has come, ten times a second at most, and not at all if it is quick.
  func show(_ work: Workers.Progress) {
    guard terminal.isInteractive else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if work.total != state.total || work.done == 0 {
        state.total = work.total
        state.began = now
        state.shown = now
      }
      guard now - state.shown >= .milliseconds(100) || work.done == work.total else { return }
      guard now - state.began >= .milliseconds(300) else { return }
      state.shown = now
      let seconds = (now - state.began) / .seconds(1)
      terminal.showProgress("\(state.title) \(ProgressLine.text(work, after: seconds))")
    }
  }

  /// A bar, the rate, and the time left: `▓▓▓▓▓░░░░░ 52 % 143,000 parameters/s 2 s left`.
  static func text(_ work: Workers.Progress, after seconds: Double) -> String {
    let width = 20
    let filled = work.total == 0 ? width : width * work.done / work.total
    let bar =
      String(repeating: "▓", count: filled) + String(repeating: "░", count: width - filled)
    let percent = work.total == 0 ? 100 : 100 * work.done / work.total
    let rate = Double(work.done) / max(seconds, 1e-3)
    let left = rate > 0 ? Double(work.total - work.done) / rate : 0
    return "\(bar) \(percent) % \(grouped(rate)) parameters/s \(grouped(left.rounded(.up))) s left"
  }

  /// A whole number with commas between thousands.
  private static func grouped(_ number: Double) -> String {
    let digits = Array(String(Int(min(number, 1e15))))
    return digits.indices.reduce(into: "") { text, place in
      if place > 0 && (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digits[place])
    }
  }
}

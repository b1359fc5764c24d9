import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What happens when someone presses Ctrl-C: the process ends at once, but for a file that is just
/// being replaced, which is finished first.
enum Interruption {
  private static let isPostponed = Atomic(false)
  private static let pending = Atomic<Int32>(0)

  /// Prepares for signals that end the process.
  static func handle() {
    // A signal must not be the first to use what is made on first use.
    isPostponed.store(false, ordering: .sequentiallyConsistent)
    pending.store(0, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if Interruption.isPostponed.load(ordering: .sequentiallyConsistent) {
          Interruption.pending.store(number, ordering: .sequentiallyConsistent)
        } else {
          Interruption.end(by: number)
        }
      }
    }
  }

  /// Keeps signals from ending the process for now.
  static func postpone() { isPostponed.store(true, ordering: .sequentiallyConsistent) }

  /// Lets them end it again, and those that came in between.
  static func deliver() {
    isPostponed.store(false, ordering: .sequentiallyConsistent)
    let number = pending.load(ordering: .sequentiallyConsistent)
    if number != 0 { end(by: number) }
  }

  /// Ends the process as the signal would have done.
  private static func end(by number: Int32) {
    signal(number, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    // Inside its handler a signal is blocked.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    kill(getpid(), number)
  }
}

/// The processors of this machine.
enum Processors {
  /// How many are online.
  static var count: Int {
    #if canImport(Glibc)
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    #else
    max(1, sysconf(_SC_NPROCESSORS_ONLN))
    #endif
  }
}

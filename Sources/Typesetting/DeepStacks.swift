#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// Runs the body on several new threads at once and waits for all; returns whether any began.
///
/// Duktape limits how deeply calls nest (1,000 from C, 10,000 in all), but its Debian build doesn't
/// look at the stack. A thread that only gets the usual 512 kB or 8 MB could overflow it before;
/// these get as much as those limits can need several times over. Untouched, it costs nothing.
func onDeepStacks(threads: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return false }
  defer { pthread_attr_destroy(&attributes) }
  guard pthread_attr_setstacksize(&attributes, 64 << 20) == 0 else { return false }

  #if canImport(Darwin)
  var started: [pthread_t?] = []
  #else
  var started: [pthread_t] = []
  #endif
  for _ in 0..<max(1, threads) {
    let work = Unmanaged.passRetained(Work(body: body))
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, { run($0) }, work.toOpaque())
    #else
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, { run($0) }, work.toOpaque())
    #endif
    guard status == 0 else {
      work.release()
      break
    }
    started.append(thread)
  }
  for thread in started {
    #if canImport(Darwin)
    guard let thread else { continue }
    #endif
    pthread_join(thread, nil)
  }
  return !started.isEmpty
}

private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

private func run(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let raw else { return nil }
  Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
  return nil
}

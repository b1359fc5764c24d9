#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// What the kernel is asked to keep a program from, with no right that the user would need for it.
///
/// Landlock hides all folders but those named, and lets the program write to its own only; a filter
/// of system calls ends it when it starts a process and refuses connections. A kernel without the
/// one or the other goes without; the limits on time, memory and output do not depend on them.
enum Confinement {
  /// Hides folders.
  static func apply(readable: [String], writable: String) {
    #if os(Linux)
    prctl(38, 1)  // PR_SET_NO_NEW_PRIVS, without which neither is allowed
    hideFolders(readable: readable, writable: writable)
    #endif
  }

  /// Refuses system calls.
  static func forbidCalls() {
    #if os(Linux)
    filterCalls()
    #endif
  }

  #if os(Linux)
  /// `syscall(2)`, which C declares with a variable number of arguments.
  private typealias Call = @convention(c) (Int, Int, Int, Int, Int, Int, Int) -> Int

  @discardableResult
  private static func call(_ number: Int, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0)
    -> Int
  {
    guard let symbol = dlsym(nil, "syscall") else { return -1 }
    return unsafeBitCast(symbol, to: Call.self)(number, a, b, c, d, 0, 0)
  }

  /// `prctl(2)`, likewise.
  @discardableResult
  static func prctl(_ option: Int, _ a: Int, _ b: Int = 0) -> Int {
    guard let symbol = dlsym(nil, "prctl") else { return -1 }
    typealias Call = @convention(c) (Int, Int, Int, Int, Int) -> Int
    return unsafeBitCast(symbol, to: Call.self)(option, a, b, 0, 0)
  }

  // MARK: Landlock

  private static let createRuleset = 444
  private static let addRule = 445
  private static let restrictSelf = 446
  private static let execute = 1 << 0
  private static let writeFile = 1 << 1
  private static let readFile = 1 << 2
  private static let readFolder = 1 << 3
  private static let truncate = 1 << 14
  /// The rights that a version of Landlock knows: thirteen at first, then moving files to another
  /// folder, cutting them off, and controlling devices.
  private static func rights(ofVersion version: Int) -> Int {
    switch version {
    case ..<2: 1 << 13 - 1
    case 2: 1 << 14 - 1
    case 3, 4: 1 << 15 - 1
    default: 1 << 16 - 1
    }
  }

  private static func hideFolders(readable: [String], writable: String) {
    let askForVersion = 1
    let all = rights(ofVersion: call(createRuleset, 0, 0, askForVersion))
    var handled = UInt64(all)
    let ruleset = withUnsafePointer(to: &handled) { call(createRuleset, Int(bitPattern: $0), 8) }
    guard ruleset >= 0 else { return }
    for path in readable { allow(execute | readFile | readFolder, path, ruleset) }
    allow((readFile | writeFile | truncate) & all, "/dev/null", ruleset)
    allow(all & ~execute, writable, ruleset)
    call(restrictSelf, ruleset)
    close(Int32(ruleset))
  }

  private static func allow(_ rights: Int, _ path: String, _ ruleset: Int) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    let isFolder = System.isFolder(path)
    // struct landlock_path_beneath_attr is packed: eight bytes of rights, then the descriptor.
    var rule = withUnsafeBytes(of: UInt64(isFolder ? rights : rights & ~readFolder)) { Array($0) }
    rule += withUnsafeBytes(of: file) { Array($0) }
    _ = rule.withUnsafeBytes { call(addRule, ruleset, 1, Int(bitPattern: $0.baseAddress)) }
  }

  // MARK: System calls

  private static func filterCalls() {
    guard let program = CallFilter.program(process: UInt32(getpid())) else { return }
    // struct sock_fprog: a count, padding, and the address of the instructions.
    program.withUnsafeBufferPointer { instructions in
      var header = (UInt64(instructions.count), UInt(bitPattern: instructions.baseAddress))
      _ = withUnsafePointer(to: &header) { prctl(22, 2, Int(bitPattern: $0)) }  // PR_SET_SECCOMP
    }
  }
  #endif
}

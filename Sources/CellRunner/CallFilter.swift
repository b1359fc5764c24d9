/// A filter of system calls, in the instructions of the kernel's packet filter.
///
/// Each is eight bytes: code, jumps, and a constant, as `struct sock_filter` lays them out.
enum CallFilter {
  /// What becomes of a call.
  private enum Fate: UInt32 {
    case allow = 0x7FFF_0000
    /// It fails with EPERM.
    case refuse = 0x0005_0001
    /// It does nothing, and says that all is well.
    case pretend = 0x0005_0000
    /// It fails with ENOSYS, so that the library takes an older way.
    case deny = 0x0005_0026
    /// It ends the program with SIGSYS.
    case end = 0x8000_0000
  }

  /// The numbers of calls on one kind of machine.
  private struct Machine {
    var audit: UInt32
    /// Calls that start a process.
    var starting: [UInt32]
    var clone: UInt32
    /// Calls that a program without network, children or rights has no use for.
    var refused: [UInt32]
    /// Calls that change the rights or the owner of a file, in whichever folder it is; a library that
    /// copies a file makes them, and does not need them.
    var pretended: [UInt32]
    var kill: UInt32
    var tgkill: UInt32
    var limits: UInt32
  }

  #if arch(x86_64)
  private static let machine: Machine? = Machine(
    audit: 0xC000_003E,
    starting: [57, 58],
    clone: 56,
    // socket, socketpair, ptrace, setpgid, setsid, setrlimit, chroot, mount, umount2, reboot,
    // init_module, delete_module, tkill, process_vm_readv and writev, finit_module, bpf, unshare,
    // setns, kexec_load, rt_sigqueueinfo, rt_tgsigqueueinfo, perf_event_open, keyctl,
    // pidfd_send_signal, io_uring_setup, enter and register, pidfd_open; then what outlives a
    // program: shmget, semget, msgget, mq_open, memfd_create; then what reaches files on other ways:
    // mknod, mknodat, name_to_handle_at, open_by_handle_at, and the newer calls for mounting
    refused: [
      41, 53, 101, 109, 112, 160, 161, 165, 166, 169, 175, 176, 200, 310, 311, 313, 321, 272, 308,
      246, 129, 297, 298, 250, 424, 425, 426, 427, 434, 29, 64, 68, 240, 319, 133, 259, 303, 304,
      155, 428, 429, 430, 442,
    ],
    // chmod, fchmod, chown, fchown, lchown, fchownat, fchmodat, fchmodat2, setxattr, lsetxattr,
    // fsetxattr, removexattr, lremovexattr, fremovexattr
    pretended: [90, 91, 92, 93, 94, 260, 268, 452, 188, 189, 190, 197, 198, 199],
    kill: 62, tgkill: 234, limits: 302)
  #elseif arch(arm64)
  private static let machine: Machine? = Machine(
    audit: 0xC000_00B7,
    starting: [],
    clone: 220,
    refused: [
      198, 199, 117, 154, 157, 164, 51, 40, 39, 142, 105, 106, 130, 270, 271, 273, 280, 97, 268,
      104, 138, 240, 241, 219, 424, 425, 426, 427, 434, 194, 190, 186, 180, 279, 33, 264, 265, 41,
      428, 429, 430, 442,
    ],
    pretended: [52, 53, 54, 55, 452, 5, 6, 7, 14, 15, 16],
    kill: 129, tgkill: 131, limits: 261)
  #else
  private static let machine: Machine? = nil
  #endif

  /// `clone3`, the same everywhere; its flags lie in memory, where a filter cannot look.
  private static let clone3: UInt32 = 435
  private static let threadFlag: UInt32 = 0x0001_0000

  /// The filter for a process.
  ///
  /// - Parameter process: The only process that it may send signals to: itself.
  /// - Returns: The instructions, or nil for a machine whose calls are not known here.
  static func program(process: UInt32) -> [UInt64]? {
    guard let machine else { return nil }
    var code: [UInt64] = []
    // seccomp_data: the call's number at 0, the machine at 4, the arguments from 16.
    code += [load(4), jump(ifEqual: machine.audit, 1, 0), result(.end), load(0)]
    // Numbers from here on are a second set of calls, on the machines that have them.
    code += [instruction(0x35, 0, 1, 0x4000_0000), result(.end)]
    for number in machine.starting { code += [jump(ifEqual: number, 0, 1), result(.end)] }
    code += [jump(ifEqual: clone3, 0, 1), result(.deny)]
    for number in machine.refused { code += [jump(ifEqual: number, 0, 1), result(.refuse)] }
    for number in machine.pretended { code += [jump(ifEqual: number, 0, 1), result(.pretend)] }
    // A thread is allowed, a process is not.
    code += [
      jump(ifEqual: machine.clone, 0, 4), load(16), jump(ifSet: threadFlag, 1, 0), result(.end),
      result(.allow),
    ]
    for number in [machine.kill, machine.tgkill] {
      code += [
        jump(ifEqual: number, 0, 4), load(16), jump(ifEqual: process, 1, 0), result(.refuse),
        result(.allow),
      ]
    }
    // prlimit64 may be asked, but not told: its third argument is the address of new limits.
    code += [
      jump(ifEqual: machine.limits, 0, 4), load(32), jump(ifEqual: 0, 1, 0), result(.refuse),
      result(.allow), result(.allow),
    ]
    return code
  }

  private static func instruction(
    _ code: UInt16, _ yes: UInt8 = 0, _ no: UInt8 = 0, _ value: UInt32
  ) -> UInt64 {
    UInt64(code) | UInt64(yes) << 16 | UInt64(no) << 24 | UInt64(value) << 32
  }

  private static func load(_ offset: UInt32) -> UInt64 { instruction(0x20, 0, 0, offset) }
  private static func result(_ fate: Fate) -> UInt64 { instruction(0x06, 0, 0, fate.rawValue) }
  private static func jump(ifEqual value: UInt32, _ yes: UInt8, _ no: UInt8) -> UInt64 {
    instruction(0x15, yes, no, value)
  }
  private static func jump(ifSet value: UInt32, _ yes: UInt8, _ no: UInt8) -> UInt64 {
    instruction(0x45, yes, no, value)
  }
}

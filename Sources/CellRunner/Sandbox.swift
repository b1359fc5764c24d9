/// How a program is kept to its own folder.
struct Sandbox: Sendable {
  /// Bubblewrap, where it is installed and works.
  var bubblewrap: String?

  /// Tries bubblewrap out: in a container it may be installed and yet not be allowed to work.
  static func available() -> Sandbox {
    guard let path = System.find("bwrap") else { return Sandbox() }
    let trial = Subprocess.run(
      [
        path, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "/bin/sh",
        "-c", ":",
      ],
      environment: [:], time: 5_000)
    return Sandbox(bubblewrap: trial.isSuccess ? path : nil)
  }

  /// The arguments that start a program in its working folder.
  func arguments(
    program: String, in folder: WorkFolder, toolchain: Toolchain, limits: Limits
  ) -> [String] {
    let runtime = System.parent(
      System.parent(System.realPath(toolchain.compiler) ?? "/usr/bin/swiftc"))
    let system = ["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime"]
    let own = [runtime + "/lib", toolchain.products, folder.program]
    let settings = Launcher.Settings(
      memory: limits.memory, seconds: limits.computing, file: limits.file,
      folder: folder.work, isConfined: true,
      readable: system + own + [
        "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/dev", "/sys/devices/system/cpu",
        "/sys/fs/cgroup",
      ])
    let launch = Launcher.arguments(nabla: toolchain.nabla, settings, program: [program])
    guard let bubblewrap else { return launch }
    var arguments = [
      bubblewrap, "--unshare-all", "--die-with-parent", "--proc", "/proc", "--dev", "/dev",
    ]
    for path in system + own { arguments += ["--ro-bind-try", path, path] }
    return arguments + ["--bind", folder.work, folder.work, "--chdir", folder.work, "--"] + launch
  }

  /// What a program finds in its environment.
  static func environment(_ folder: WorkFolder) -> [String: String] {
    [
      "HOME": folder.work, "TMPDIR": folder.work, "LANG": "C.UTF-8", "TZ": "UTC",
      "SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin",
    ]
  }
}

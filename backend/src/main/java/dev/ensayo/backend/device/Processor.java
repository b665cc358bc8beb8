package dev.ensayo.backend.device;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The processor, as far as native builds depend on it. */
final class Processor {
  private static final int AVX2 = 2;

  private Processor() {}

  /**
   * JavaCPP's name of operating system and architecture, such as {@code linux-x86_64}; found out
   * without touching JavaCPP, whose settings must come first.
   */
  static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name =
        system.startsWith("mac")
            ? "macosx"
            : system.startsWith("windows") ? "windows" : system.split(" ", 2)[0];
    return name
        + "-"
        + switch (machine) {
          case "amd64", "x86-64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> machine;
        };
  }

  /**
   * Whether the processor has AVX2. The virtual machine asks the processor when it starts and keeps
   * the answer in its flag {@code UseAVX}, on every operating system alike; where there is no such
   * flag there is no AVX2.
   */
  static boolean hasAvx2() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return machine != null && Integer.parseInt(machine.getVMOption("UseAVX").getValue()) >= AVX2;
    } catch (IllegalArgumentException noSuchFlag) {
      return false;
    }
  }
}

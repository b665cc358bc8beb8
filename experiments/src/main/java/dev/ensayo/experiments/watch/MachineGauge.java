package dev.ensayo.experiments.watch;

import com.google.common.base.Splitter;
import com.sun.management.OperatingSystemMXBean;
import dev.ensayo.core.lease.ProcessStamp;
import dev.ensayo.results.live.MachineUse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Measures what this machine is busy with. */
public final class MachineGauge {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final long KIBIBYTE = 1024;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  public MachineGauge() {
    double unused = system.getCpuLoad(); // of the time since the machine was started
  }

  /** Of the time since it was asked last. */
  public MachineUse now() {
    double load = system.getCpuLoad();
    long memory = system.getTotalMemorySize();
    return new MachineUse(
        ProcessStamp.own().host(),
        load >= 0 ? OptionalDouble.of(load) : OptionalDouble.empty(),
        Runtime.getRuntime().availableProcessors(),
        Math.max(0, memory - Math.min(memory, available())),
        memory);
  }

  /** Linux counts as free what is not even used to keep files; what programs can have is more. */
  private long available() {
    try {
      for (String line : Files.readAllLines(MEMORY)) {
        if (line.startsWith("MemAvailable:")) {
          return KIBIBYTE * Long.parseLong(Splitter.onPattern("\\s+").splitToList(line).get(1));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return system.getFreeMemorySize(); // not Linux
    }
    return system.getFreeMemorySize();
  }
}

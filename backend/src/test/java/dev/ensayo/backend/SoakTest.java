package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A hundred thousand steps on the compiled engine: in the second half, when the virtual machine has
 * compiled what it will, nothing comes onto the Java heap and the resident set of the process stays
 * where it is.
 */
class SoakTest {
  private static final int STEPS = 100_000;
  private static final int WARM_UP = 50_000;
  private static final Path STATUS = Path.of("/proc/self/status");

  @SuppressWarnings("unused") // by the annotation below
  private static final Iterable<String> KINDS = TrainingExamples.KINDS;

  @ParameterizedTest
  @FieldSource("KINDS")
  void nothingGrows(String kind) throws IOException {
    assumeThat(STATUS).as("the system tells the resident set").exists();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (TrainingExamples.Example example =
        TrainingExamples.of(kind, 8, 2, engine(Engine.COMPILED))) {
      for (int i = 0; i < WARM_UP; i++) {
        example.step();
      }
      long resident = residentKib();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      for (int i = WARM_UP; i < STEPS; i++) {
        example.step();
      }
      // The compiler of the virtual machine may still put a few objects aside; a step may not.
      assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
          .as("bytes on the heap in 50,000 steps")
          .isLessThan(50_000);
      // 64 bytes a step would be 3,125 KiB; what the virtual machine's own threads take is less.
      assertThat(residentKib() - resident).as("growth in KiB").isLessThan(3_000);
    }
  }

  private static long residentKib() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmRSS in " + STATUS);
  }
}

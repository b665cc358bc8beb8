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
 * A hundred thousand steps on the compiled engine, in five parts: what grows does so in each of
 * them, so the part that added least tells. The others also hold what the virtual machine's
 * compiler takes for a while.
 */
class SoakTest {
  private static final int STEPS = 100_000;
  private static final int PARTS = 5;
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
      long leastResident = Long.MAX_VALUE;
      long leastAllocated = Long.MAX_VALUE;
      for (int part = 0; part < PARTS; part++) {
        long resident = residentKib();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS / PARTS; i++) {
          example.step();
        }
        leastAllocated =
            Math.min(leastAllocated, threads.getCurrentThreadAllocatedBytes() - allocated);
        leastResident = Math.min(leastResident, residentKib() - resident);
      }
      // Nothing for 20,000 steps; the counter itself may cost a few bytes.
      assertThat(leastAllocated).as("bytes on the heap").isLessThan(1_000);
      assertThat(leastResident).as("growth in KiB").isLessThan(300);
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

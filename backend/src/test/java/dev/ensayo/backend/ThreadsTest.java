package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code threads: 2}: the same bits in every run and every process, near those of one thread. */
class ThreadsTest {
  private static final int STEPS = 6;
  private static final int WIDTH = 96;
  private static final int BATCH = 64;

  @SuppressWarnings("unused") // by the annotation below
  private static final Iterable<String> KINDS = TrainingExamples.KINDS;

  @AfterAll
  static void backToOneThread() {
    train("dense", 1);
    assertThat(Crew.shared().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void runsAgreeBitForBit(String kind) {
    float[] first = train(kind, 2);
    for (int run = 0; run < 2; run++) {
      assertThat(train(kind, 2)).isEqualTo(first);
    }
    assertThat(train(kind, 1)).containsExactly(first, within(2e-3f));
  }

  @Test
  void processesAgreeBitForBit() throws IOException, InterruptedException {
    for (String kind : List.of("dense", "recurrent")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ThreadsTest.class.getName(),
                  kind)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(printed.strip())
          .endsWith("parameters " + Arrays.hashCode(train(kind, 2)) + ", threads 2");
    }
  }

  /** The other process: prints a hash of the parameters. */
  public static void main(String[] arguments) {
    int hash = Arrays.hashCode(train(arguments[0], 2));
    int threads = Crew.shared().size();
    System.out.println("parameters " + hash + ", threads " + threads);
  }

  private static float[] train(String kind, int threads) {
    BackendConfig backend = Settings.of(BackendConfig.class, "{threads: " + threads + "}");
    try (TrainingExamples.Example example = TrainingExamples.of(kind, WIDTH, BATCH, backend)) {
      for (int i = 0; i < STEPS; i++) {
        example.step();
      }
      return example.parameters();
    }
  }
}

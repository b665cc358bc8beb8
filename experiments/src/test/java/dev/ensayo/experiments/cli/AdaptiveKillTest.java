package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled study whose seeds are given out until it is decided, killed after its first look. */
class AdaptiveKillTest {
  private static final long PATIENCE_SECONDS = 240;
  private static final String[] SHORT = {
    "--set", "seeds={adaptive: {groups: 3, of: 5}}", "--set", "budget.environmentSteps=15000"
  };

  @TempDir private Path folder;

  private static Object[] run(Path out, String... more) {
    return Stream.of(
            Stream.of("run", "cliff-decided", "--out", out.toString()),
            Stream.of(SHORT),
            Stream.of(more))
        .flatMap(each -> each)
        .toArray();
  }

  private static Map<String, String> contents(Path study) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(study)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = study.relativize(file).toString();
        if (name.endsWith("looks.yaml") || name.endsWith("metrics.csv")) {
          contents.put(name, Files.readString(file));
        }
      }
    }
    return contents;
  }

  @Test
  void aKilledStudyDecidesAsOneThatWasNot() throws Exception {
    Path whole = folder.resolve("whole");
    CommandLineHarness.Outcome outcome = ensayo(run(whole, "--jobs", "1"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    StudyDirectory study = new StudyDirectory(whole.resolve("cliff-decided"));
    LookLog looks = study.looks();
    assertThat(looks.isOver()).isTrue();
    assertThat(looks.groupsOf("faster-rate")).as("stopped early").isLessThan(3);
    assertThat(outcome.out()).contains("(of 75 at most)");

    Path killed = folder.resolve("killed");
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Densayo.home=" + CommandLineHarness.root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ensayo.class.getName()),
                    Stream.of(run(killed, "--jobs", "2")).map(Object::toString))
                .toList());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Path file = new StudyDirectory(killed.resolve("cliff-decided")).looksFile();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();

    CommandLineHarness.Outcome resumed = ensayo(run(killed, "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(contents(killed.resolve("cliff-decided"))).isEqualTo(contents(study.path()));
  }

  @Test
  void theNumberOfSeedsIsNotChangedBesideIt() {
    CommandLineHarness.Outcome outcome =
        ensayo("run", "cliff-decided", "--out", folder, "--seeds", "3");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--seeds does not go with seeds.adaptive");
  }
}

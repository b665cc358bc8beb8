package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineCommandTest {
  private static final String STUDY =
      """
      study: steps
      environment: {type: table, source: {type: csv, file: steps.csv}}
      agent: {type: mlp, hiddenUnits: [8], learning: {batchSize: 4}}
      budget: {epochs: 60}
      variants:
        baseline: {}
        made-up: {environment: {type: table, source: xor}}
        game: {environment: cartpole-v1}
      """;
  private static final String NAME =
      "pipeline: steps\nstudy: study.yaml\ninbox: in\nfolder: state\n";
  private static final String PLAIN = NAME + "promote: {margin: 0.2}\n";

  @TempDir private Path folder;

  private Path pipeline(Path place, String text) throws IOException {
    Files.createDirectories(place.resolve("in"));
    Files.writeString(place.resolve("study.yaml"), STUDY);
    return Files.writeString(place.resolve("pipeline.yaml"), text);
  }

  private String wrong(String text, String... options) throws IOException {
    Object[] arguments = new Object[2 + options.length];
    arguments[0] = "pipeline";
    arguments[1] = pipeline(folder, text);
    System.arraycopy(options, 0, arguments, 2, options.length);
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).doesNotContain("Exception");
    return outcome.err();
  }

  @Test
  void tellsWhatIsWrongInALine() throws IOException {
    assertThat(wrong(NAME, "--once")).contains("pipeline.yaml:1", "promote");
    assertThat(wrong(PLAIN + "promise: 1\n", "--once"))
        .contains("pipeline.yaml:6", "promise", "promote");
    assertThat(wrong(NAME + "promote: {margin: -1}\n", "--once"))
        .contains("pipeline.yaml:5", "promote.margin");
    assertThat(wrong(PLAIN + "holdOut: {share: 1}\n", "--once"))
        .contains("pipeline.yaml:6", "holdOut.share");
    assertThat(wrong(PLAIN + "variant: basline\n", "--once"))
        .contains("pipeline.yaml:6", "has no variant 'basline'", "baseline");
    assertThat(wrong(PLAIN + "variant: made-up\n", "--once"))
        .contains("pipeline.yaml:2", "its source is no CSV file");
    assertThat(wrong(PLAIN + "variant: game\n", "--once"))
        .contains("pipeline.yaml:2", "'cartpole-v1'");
    assertThat(wrong(PLAIN.replace("study.yaml", "studdy.yaml"), "--once"))
        .contains("pipeline.yaml:2", "'studdy.yaml'");
    assertThat(wrong(PLAIN.replace("inbox: in", "inbox: out"), "--once"))
        .contains("pipeline.yaml:3", "there is no folder");
    assertThat(wrong(PLAIN, "--back")).contains("--back", "there is no champion yet");
    assertThat(wrong(PLAIN + "holdOut: {share: 0.3}\n", "--once"))
        .contains("pipeline.yaml:6", "holdOut", "was begun");
    assertThat(ensayo("pipeline", folder.resolve("none.yaml"), "--once").err())
        .contains("there is no file")
        .hasLineCount(1);
  }

  @Test
  void twoDoNotWorkOnOneFolder() throws IOException {
    Path file = pipeline(folder, PLAIN);
    Path state = Files.createDirectories(folder.resolve("state"));
    try (LeaseKeeper keeper = new LeaseKeeper(LeaseTiming.STANDARD)) {
      assertThat(keeper.tryTake(state).lease()).isPresent();

      CommandLineHarness.Outcome outcome = ensayo("pipeline", file, "--once");

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains("is being worked on by").hasLineCount(1);
    }
  }

  private static void put(Path place, String name, int rows, long seed) throws IOException {
    RandomStream random = new SeedSequence(seed).stream("rows");
    StringBuilder text = new StringBuilder("x,y,answer\n");
    for (int i = 0; i < rows; i++) {
      double x = random.nextDouble(-1, 1);
      text.append(
          String.format(
              Locale.ROOT, "%.4f,%.4f,%s\n", x, random.nextDouble(), x > 0 ? "yes" : "no"));
    }
    Files.writeString(place.resolve("in").resolve(name), text);
  }

  /** What the log and the champion say, but for the moments. */
  private static String decisions(Path place) throws IOException {
    Path state = place.resolve("state");
    return (Files.readString(state.resolve("log.jsonl"))
            + Files.readString(state.resolve("champion.json")))
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]*Z", "");
  }

  @Test
  void aKilledProcessChangesNothing() throws Exception {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Path whole = Files.createDirectory(folder.resolve("whole"));
    for (Path place : List.of(killed, whole)) {
      pipeline(place, PLAIN);
      put(place, "a.csv", 300, 1);
      put(place, "b.csv", 300, 2);
    }
    Path said = folder.resolve("said.txt");
    for (String under : List.of("0001", "0002")) {
      EnsayoProcess process =
          EnsayoProcess.start(
              said,
              List.of("-Densayo.home=" + CommandLineHarness.root()),
              "pipeline",
              killed.resolve("pipeline.yaml"),
              "--once");
      process.await(
          "training of " + under,
          () -> Files.exists(killed.resolve("state/versions/" + under + "/config.yaml")));
      process.kill();
      assertThat(Files.readString(killed.resolve("state/log.jsonl"))).endsWith("\n");
    }

    assertThat(ensayo("pipeline", killed.resolve("pipeline.yaml"), "--once").exitCode()).isZero();
    CommandLineHarness.Outcome outcome =
        ensayo("pipeline", whole.resolve("pipeline.yaml"), "--once");

    assertThat(outcome.out()).contains("version 2: promoted", "champion: version 2");
    assertThat(decisions(killed)).isEqualTo(decisions(whole));
    for (String version : List.of("0001", "0002")) {
      String metrics = "state/versions/" + version + "/metrics.csv";
      assertThat(killed.resolve(metrics)).hasSameBinaryContentAs(whole.resolve(metrics));
    }
  }
}

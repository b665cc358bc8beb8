package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import dev.ensayo.experiments.play.TextScreen;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Runs once, then plays what was learned. */
class PlayCommandTest {
  @TempDir private static Path folder;
  private static Path lake;
  private static Path cart;
  private static Path words;

  @BeforeAll
  static void run() throws IOException {
    lake =
        made(
            """
            study: lake
            environment: {type: frozenlake-v1, slippery: false}
            agent: {type: value-iteration}
            budget: {environmentSteps: 100}
            evaluation: {every: 100, episodes: 2, stepLimit: 50}
            seeds: [1]
            """);
    cart =
        made(
            """
            study: cart
            environment: {type: cartpole-v1, wrappers: [{type: observation-normalizer}]}
            agent: {type: dqn, hiddenUnits: [8], batchSize: 8, warmupSteps: 32}
            budget: {environmentSteps: 300}
            evaluation: {every: 100, episodes: 2, stepLimit: 5}
            seeds: [1]
            """);
    words =
        made(
            """
            study: words
            environment: {type: planted-words, words: 3000}
            agent: {type: word2vec, dimension: 8, minCount: 1, sample: 0}
            budget: {epochs: 1}
            evaluation: {every: 1}
            seeds: [1]
            """);
  }

  private static Path made(String study) throws IOException {
    Path file = Files.createTempFile(folder, "study", ".yaml");
    Files.writeString(file, study);
    Outcome outcome = ensayo("run", file, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    String name = study.lines().findFirst().orElseThrow().substring("study: ".length());
    return folder.resolve("runs").resolve(name).resolve("baseline").resolve("seed-1");
  }

  private static void assertRefused(String message, Object... arguments) {
    Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(message).hasLineCount(1);
  }

  @Test
  void aPipeShowsEachStep() {
    Outcome outcome = ensayo("play", lake);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .startsWith("step 1, down, return 0")
        .contains("end" + System.lineSeparator() + "S F F F")
        .contains("H F F @")
        .endsWith("episode 1: return 1 after 6 steps (the task ended)" + System.lineSeparator());
    assertThat(ensayo("play", lake, "--seed", 1).out()).isEqualTo(outcome.out());
  }

  @Test
  void testsStepLimitHoldsAndSeveralEpisodesHaveTheirMean() {
    assertThat(ensayo("play", cart, "--episodes", 3).out())
        .contains("episode 3: return 5 after 5 steps (cut by the step limit of tests)")
        .contains("mean return 5.00 over 3 episodes");
  }

  @Test
  void theMovingPictureIsThatOfTheReport() throws Exception {
    Path svg = folder.resolve("episode.svg");
    Outcome outcome = ensayo("play", cart, "--out", svg);
    assertThat(outcome.out()).contains("written to " + svg).doesNotContain("step 1,");
    String drawn = Files.readString(svg);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(drawn)));
    List<Exhibit> exhibits = new RunDirectory(cart).exhibits().read();
    assertThat(exhibits).extracting(Exhibit::name).containsExactly("episode");
    String exhibited = ((Exhibit.Drawn) exhibits.get(0)).svg();
    assertThat(withoutTitle(drawn)).isEqualTo(withoutTitle(exhibited));
    assertThat(new RunDirectory(lake).exhibits().read())
        .extracting(Exhibit::name)
        .containsExactly("episode", "value-map");
    assertThat(new RunDirectory(words).exhibits().read())
        .extracting(Exhibit::name)
        .doesNotContain("episode");
  }

  private static String withoutTitle(String svg) {
    return svg.replaceFirst("<title>.*</title>", "");
  }

  @Test
  void numbersAreWritten() throws IOException {
    Path csv = folder.resolve("episode.csv");
    assertThat(ensayo("play", cart, "--out", csv, "--episodes", 2).exitCode()).isZero();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines)
        .hasSize(1 + 2 * 5)
        .first()
        .isEqualTo(
            "episode,step,action,reward,terminated,truncated,observation_0,observation_1,"
                + "observation_2,observation_3,q_0,q_1");
    assertThat(lines.get(5)).matches("1,5,[01],1.0,false,true(,-?[0-9.E-]+){6}");
    assertThat(lines.get(6)).startsWith("2,1,");
    String[] row = lines.get(1).split(",", -1);
    boolean secondIsBetter = Double.parseDouble(row[11]) > Double.parseDouble(row[10]);
    assertThat(row[2]).isEqualTo(secondIsBetter ? "1" : "0");
    byte[] first = Files.readAllBytes(csv);
    ensayo("play", cart, "--out", csv, "--episodes", 2);
    assertThat(csv).hasBinaryContent(first);
    ensayo("play", cart, "--out", csv, "--episodes", 2, "--seed", 2);
    assertThat(Files.readAllBytes(csv)).isNotEqualTo(first);
  }

  @Test
  void whatCannotBePlayedIsToldInALine() throws IOException {
    assertRefused("is not the folder of a run: it has no config.yaml", "play", folder);
    assertRefused("which takes no actions; play is for agents that act", "play", words);
    assertRefused("--episodes must be at least 1, not 0", "play", lake, "--episodes", 0);
    assertRefused(
        "--out must end in .svg or .csv, not 'episode.gif'", "play", lake, "--out", "episode.gif");
    assertRefused("--out: there is no folder", "play", lake, "--out", folder + "/no/e.svg");
  }

  @Test
  void unfinishedAndDamagedRunsAreRefused() throws IOException {
    Path run =
        made(
            """
            study: spoiled
            environment: {type: frozenlake-v1}
            agent: {type: q-learning}
            budget: {environmentSteps: 100}
            evaluation: {every: 100, episodes: 1}
            seeds: [1]
            """);
    Path table = run.resolve("q-table.csv");
    String kept = Files.readString(table);
    Files.writeString(table, kept + "16,0,1.0\r\n");
    assertRefused("is damaged: q-table.csv was changed", "play", run);
    Files.writeString(table, kept);
    assertThat(ensayo("play", run).exitCode()).isZero();
    Files.delete(run.resolve("COMPLETE"));
    assertRefused("is not a finished run", "play", run);
  }

  @Test
  void theLauncherTellsOfTheTerminal() {
    assertThat(OutputTerminal.of(null, Map.of())).isEqualTo(TextScreen.Terminal.NONE);
    assertThat(OutputTerminal.of("120", Map.of()))
        .isEqualTo(new TextScreen.Terminal(true, true, 120));
    assertThat(OutputTerminal.of("", Map.of("NO_COLOR", "1")))
        .isEqualTo(new TextScreen.Terminal(true, false, 80));
    assertThat(OutputTerminal.of("0", Map.of("NO_COLOR", "")))
        .extracting("colours")
        .isEqualTo(true);
  }
}

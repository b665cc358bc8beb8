package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static dev.ensayo.experiments.cli.CommandLineHarness.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The quick bundled studies answer their questions before the first table, and all are described.
 */
@Tag("learning")
class BundledAnswerTest {
  /** All that stands before the results: what was expected, and what was found. */
  private static final Pattern ANSWER = Pattern.compile("(?s)(## .*?)\n## Results\n");

  private static final Pattern DESCRIBED = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

  @TempDir private Path folder;

  private static Stream<Arguments> claims() {
    return Stream.of(
        Arguments.of(
            "xor",
            4,
            List.of(
                "- logistic-regression is worse than eight-units: −0\\.4",
                "- zero-start is worse than eight-units: −0\\.4")),
        Arguments.of(
            "frozenlake-tabular",
            10,
            List.of(
                "- q-learning is the same as value-iteration within ±0\\.05: supported",
                "- sarsa is the same as value-iteration within ±0\\.05: supported")),
        Arguments.of(
            "frozenlake-parts",
            10,
            List.of(
                "- falling-rate helps: .* p \\\\< 0\\.001",
                "- fading and falling-rate together change the score by −.* p \\\\< 0\\.001")),
        Arguments.of(
            "markov-embeddings",
            5,
            List.of(
                // page 10 of the course: what is saved on samples or on the middle is paid
                "- shared-negatives is worse than baseline: −0\\.0[1-7]",
                "- cbow is worse than baseline: −0\\.0[0-7]")));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void theFirstSentencesAnswer(String study, int seeds, List<String> claims) throws IOException {
    CommandLineHarness.Outcome outcome = ensayo("run", study, "--seeds", seeds, "--out", folder);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();

    String report = Files.readString(folder.resolve(study).resolve("report/report.md"));
    assertThat(ANSWER.matcher(report).results().map(found -> found.group(1)))
        .singleElement()
        .satisfies(answer -> claims.forEach(claim -> assertThat(answer).containsPattern(claim)));
  }

  @Test
  void everyBundledStudyIsDescribed() throws IOException {
    List<String> bundled;
    try (Stream<Path> files = Files.list(root().resolve("experiments/studies"))) {
      bundled = files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList();
    }
    String page = Files.readString(root().resolve("docs/bundled-studies.md"));
    assertThat(DESCRIBED.matcher(page).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(bundled);
  }
}

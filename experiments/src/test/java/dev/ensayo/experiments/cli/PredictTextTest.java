package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of texts is trained, then asked about texts of the command line and of files. */
final class PredictTextTest {
  private static final String HEADER = "text,predicted,p_negative,p_positive";

  @TempDir private Path folder;

  private Path train(String environment, String agent) throws IOException {
    Path runs = Files.createTempDirectory(folder, "runs");
    Path study =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            study: s
            environment: %s
            agent: %s
            budget: {epochs: 1}
            evaluation: {every: 1}
            log: {every: 1}
            seeds: {from: 1, count: 1}
            variants: {a: {}}
            """
                .formatted(environment, agent));
    Outcome outcome = ensayo("run", study, "--out", runs, "--jobs", 1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return runs.resolve("s/a/seed-1");
  }

  private Path classifier() throws IOException {
    return train(
        "{type: labelled-text, source: {type: negation, texts: 60, length: 5}}",
        "{type: text-classifier, hiddenUnits: 8, embeddingSize: 8}");
  }

  private static void assertRefused(String words, Object... command) {
    Outcome outcome = ensayo(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(words);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void textsAreAnsweredAsTheRunDid() throws IOException {
    Path run = classifier();
    Outcome one = ensayo("predict", run, "--text", "filler1 praise0 filler2 never heard");
    assertThat(one.exitCode()).as(one.err()).isZero();
    List<String> lines = one.out().lines().toList();
    assertThat(lines).hasSize(2).first().isEqualTo(HEADER);
    assertThat(lines.get(1)).matches("--text,(posi|nega)tive,0\\.\\d+,0\\.\\d+");
    assertThat(one.err()).contains("2 of 5 words (40.0 %) have no number of their own");
    Path texts = Files.createDirectory(folder.resolve("texts"));
    Path file =
        Files.writeString(
            texts.resolve("t.txt"), "not blame1\n\nfiller1 praise0 filler2 never heard\n");
    List<String> each = ensayo("predict", run, file, "--lines", "true").out().lines().toList();
    assertThat(each).hasSize(3);
    assertThat(each.get(1)).startsWith(file + ":1,");
    assertThat(each.get(2).replace(file + ":3,", "--text,").substring(0, 25))
        .isEqualTo(lines.get(1).substring(0, 25));
    assertThat(ensayo("predict", run, texts).out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(file + ",");
  }

  @Test
  void saysWhatCannotBeAnswered() throws IOException {
    Path run = classifier();
    assertRefused("name files or folders of text, or give a text with --text", "predict", run);
    assertRefused("is empty", "predict", run, "--text", " ");
    assertRefused("instead of files", "predict", run, "x.txt", "--text", "x");
    assertRefused("no such file", "predict", run, folder.resolve("none.txt"));
    assertRefused(
        "no file whose name ends with .txt",
        "predict",
        run,
        Files.createDirectory(folder.resolve("e")));
    Path empty = Files.writeString(folder.resolve("empty.txt"), " \n");
    Outcome outcome = ensayo("predict", run, empty);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(empty + ": the text is empty")
        .contains("1 of 1 texts could not be read");
    Path xor = train("{type: table, source: xor}", "{type: softmax-regression}");
    assertRefused("is for runs that learned from labelled texts", "predict", xor, "--text", "x");
    assertRefused("name what to predict", "predict", xor);
  }
}

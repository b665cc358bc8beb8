package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run was made with, and what may change before a study is gone on with. */
class ProvenanceTest {
  private static final String TEXT = "one two three four five six seven eight nine ten. ";
  private static final String READING =
      """
      study: reading
      environment: {type: text, data: %s}
      agent: {type: ngram, order: 2}
      budget: {epochs: 1}
      seeds: [1, 2]
      report: {metric: %s, better: lower}
      """;
  private static final String TABULAR =
      """
      study: small
      environment: taxi-v4
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 400}
      evaluation: {every: 200, episodes: 1}
      seeds: [1, 2]
      variants:
        baseline: {}
        other: {agent.learningRate: 0.2}
      """;

  @TempDir private Path folder;

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private CommandLineHarness.Outcome run(Path file, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "run";
    all[1] = file;
    all[2] = "--out";
    all[3] = folder.resolve("runs");
    System.arraycopy(more, 0, all, 4, more.length);
    return ensayo(all);
  }

  private RunDirectory of(String study, String variant, long seed) {
    return new StudyDirectory(folder.resolve("runs").resolve(study)).run(variant, seed);
  }

  @Test
  void dataThatChangedIsNotContinuedWithAndVerifySaysSoFirst() throws IOException {
    Path text = write("text.txt", TEXT.repeat(200));
    Path study = write("reading.yaml", READING.formatted(text, "valid/bits_per_character"));
    CommandLineHarness.Outcome first = run(study);
    assertThat(first.exitCode()).as(first.err()).isZero();
    write("text.txt", TEXT.repeat(200).replace("three", "eleven"));

    CommandLineHarness.Outcome resumed = run(study, "--resume");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err())
        .contains("variant 'baseline' with seed 1 was made with other data: text.txt had the")
        .contains("Put the data back as it was, or write elsewhere with --out DIR");
    CommandLineHarness.Outcome verified = ensayo("verify", of("reading", "baseline", 1).path());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).startsWith("different data: text.txt had the SHA-256");

    write("text.txt", TEXT.repeat(200));
    assertThat(run(study, "--resume").exitCode()).isZero();
  }

  /** Vectors that an agent starts from are data as those of the environment are. */
  @Test
  void otherVectorsToStartFromAreNotContinuedWith() throws IOException {
    Path text = write("text.txt", TEXT.repeat(200));
    Path vectors = write("v.vec", "2 2\none 1 2\nthree 3 4\n");
    Path study =
        write(
            "started.yaml",
            """
            study: started
            environment: {type: text, data: %s, tokenizer: words}
            agent: {type: language-model, hiddenUnits: 2, embeddingSize: 2, embedding: {vectors: v.vec},
              streams: 4, window: 8, gradientReach: 0, samples: {length: 0}}
            budget: {updates: 2}
            evaluation: {every: 2}
            seeds: [1]
            """
                .formatted(text));
    CommandLineHarness.Outcome first = run(study);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("embeddings start from ").contains(" of the training text");
    RunDirectory there = of("started", "baseline", 1);
    assertThat(there.manifest().orElseThrow().dataSha256())
        .containsOnlyKeys("text.txt", "embedding v.vec");
    assertThat(ensayo("verify", there.path()).exitCode()).isZero();

    Files.writeString(vectors, "2 2\none 1 2\nthree 3 5\n");
    CommandLineHarness.Outcome resumed = run(study, "--resume");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err()).contains("was made with other data: embedding v.vec had the SHA-256");
    assertThat(ensayo("verify", there.path()).out())
        .startsWith("different data: embedding v.vec had the SHA-256");

    Files.writeString(vectors, "2 3\none 1 2 3\nthree 3 5 1\n");
    assertThat(ensayo("run", study, "--out", folder.resolve("again")).err())
        .contains("v.vec has vectors of 3 numbers; embeddingSize must be 3, not 2");
  }

  @Test
  void settingsThatDifferAreNamedWithBothValues() throws IOException {
    assertThat(run(write("small.yaml", TABULAR)).exitCode()).isZero();
    String changed = TABULAR.replace("learningRate: 0.1}", "learningRate: 0.3}");

    CommandLineHarness.Outcome resumed = run(write("small.yaml", changed), "--resume");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err())
        .contains("agent.learningRate was 0.1 and is 0.3")
        .contains("leave the variant out with --drop baseline");
  }

  @Test
  void aVariantCanBeDroppedAndItsRunsAreKeptAside() throws IOException {
    Path study = write("small.yaml", TABULAR);
    assertThat(run(study).exitCode()).isZero();

    assertThat(run(study, "--drop", "other").err()).contains("--drop goes with --resume");
    assertThat(run(study, "--resume", "--drop", "otter").err())
        .contains("no variant is called 'otter'; did you mean 'other'?");
    CommandLineHarness.Outcome dropped = run(study, "--resume", "--drop", "other");
    assertThat(dropped.exitCode()).as(dropped.err()).isZero();
    assertThat(dropped.out()).contains("2 of 2 runs complete");
    StudyDirectory there = new StudyDirectory(folder.resolve("runs/small"));
    assertThat(there.path().resolve("other")).doesNotExist();
    assertThat(there.path().resolve("dropped/other/seed-1/metrics.csv")).exists();
    assertThat(there.study().variants()).extracting(v -> v.name()).containsExactly("baseline");
    assertThat(Files.readString(there.report().resolve("report.md"))).doesNotContain("| other");
    assertThat(ensayo("report", there.path()).exitCode()).isZero();
  }

  @Test
  void aVariantThatFailedIsCorrectedInTheFileAndRunAgain() throws IOException {
    assertThat(run(write("small.yaml", TABULAR)).exitCode()).isZero();
    for (long seed = 1; seed <= 2; seed++) {
      RunDirectory failed = of("small", "other", seed);
      Files.delete(failed.completeMarker());
      Manifest manifest = failed.manifest().orElseThrow();
      manifest
          .ended(RunStatus.FAILED, "it broke", manifest.finished(), manifest.seconds())
          .write(failed.manifestFile());
    }
    String corrected = TABULAR.replace("learningRate: 0.2", "learningRate: 0.25");

    CommandLineHarness.Outcome again = run(write("small.yaml", corrected), "--resume");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err())
        .contains("baseline seed 1: kept")
        .contains("other seed 1: its settings were corrected, so it begins anew");
    assertThat(of("small", "other", 1).path().resolve("replaced-1/config.yaml")).exists();
    assertThat(of("small", "other", 1).isComplete()).isTrue();
  }

  /** Each session's code, Java and machine stay known. */
  @Test
  void whatAnEarlierSessionWasMadeWithIsNotOverwritten() throws IOException {
    Path study = write("small.yaml", TABULAR);
    assertThat(run(study).exitCode()).isZero();
    RunDirectory run = of("small", "other", 2);
    Files.delete(run.completeMarker());
    String manifest = Files.readString(run.manifestFile());
    Files.writeString(
        run.manifestFile(),
        manifest.replaceFirst("\"java\" : \"[^\"]*\"", "\"java\" : \"11 (x)\""));

    assertThat(run(study, "--resume").exitCode()).isZero();
    Manifest resumed = run.manifest().orElseThrow();
    assertThat(resumed.sessions()).isEqualTo(2);
    assertThat(resumed.earlier())
        .singleElement()
        .extracting(Manifest.Session::java)
        .isEqualTo("11 (x)");
    assertThat(resumed.java())
        .isEqualTo(
            System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
  }
}

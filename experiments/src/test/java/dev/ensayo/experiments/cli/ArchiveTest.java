package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.archive.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study in one file: frozen, tampered with, and run again. */
class ArchiveTest {
  private static final String STUDY =
      """
      study: small
      environment: cliffwalking-v1
      agent: {type: sarsa, learningRate: 0.1}
      budget: {environmentSteps: 300}
      evaluation: {every: 100, episodes: 1}
      log: {every: 100}
      seeds: [1, 2, 3, 4]
      """;

  @TempDir private static Path folder;
  private static StudyDirectory study;
  private static Path archive;

  @BeforeAll
  static void freeze() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), STUDY);
    CommandLineHarness.Outcome made = ensayo("run", file, "--out", folder.resolve("runs"));
    assertThat(made.exitCode()).as(made.err()).isZero();
    study = new StudyDirectory(folder.resolve("runs/small"));
    archive = folder.resolve("small.zip");
    CommandLineHarness.Outcome frozen = ensayo("freeze", study.path(), "--out", archive);
    assertThat(frozen.exitCode()).as(frozen.err()).isZero();
    assertThat(frozen.out())
        .startsWith(archive + ": 4 runs, ")
        .endsWith("sha256: " + Fingerprint.sha256Of(archive) + "\n");
  }

  private static List<String> names(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void theSameContentGivesTheSameBytesAndModelsOnlyWhereAskedFor() throws IOException {
    Path again = folder.resolve("again.zip");
    assertThat(ensayo("freeze", study.path(), "--out", again).exitCode()).isZero();
    assertThat(again).hasSameBinaryContentAs(archive);
    assertThat(names(archive))
        .contains(
            "archive.json",
            "study/study.yaml",
            "study/report/index.html",
            "study/baseline/seed-1/metrics.csv",
            "study/baseline/seed-1/exhibits/01-episode.json",
            "study/baseline/seed-1/COMPLETE")
        .anyMatch(name -> name.startsWith("study/provenance/libraries-"))
        .noneMatch(name -> name.endsWith("q-table.csv"))
        .endsWith("SHA256SUMS");
    assertThat(ensayo("freeze", study.path(), "--out", again, "--models").exitCode()).isZero();
    assertThat(names(again)).contains("study/baseline/seed-1/q-table.csv");
  }

  @Test
  void whatIsDamagedOrUnfinishedIsLeftOutAndSaid() throws IOException {
    StudyDirectory own = new StudyDirectory(folder.resolve("own"));
    copy(study.path(), own.path());
    Files.writeString(own.run("baseline", 1).metricsFile(), "");
    Files.writeString(own.run("baseline", 2).path().resolve("exhibits/01-episode.json"), "{}");
    Files.writeString(own.run("baseline", 3).path().resolve("q-table.csv"), "");
    Files.delete(own.run("baseline", 4).completeMarker());
    Path zip = folder.resolve("own.zip");
    CommandLineHarness.Outcome frozen = ensayo("freeze", own.path(), "--out", zip);
    assertThat(frozen.exitCode()).isZero();
    assertThat(frozen.err())
        .contains("left out: baseline/seed-1 is damaged: metrics.csv:1: is missing")
        .contains("left out: baseline/seed-2 is damaged: exhibits/01-episode.json was changed")
        .contains("left out: baseline/seed-4 is interrupted: killed")
        .doesNotContain("seed-3");
    assertThat(names(zip)).noneMatch(name -> name.contains("seed-4"));
    // What it learned is gone, so that with models none is left.
    CommandLineHarness.Outcome none = ensayo("freeze", own.path(), "--out", zip, "--models");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("has no finished run; baseline/seed-1 is damaged");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void aRerunIsGradedAndGoesOnWhereItStopped() throws IOException {
    Path out = folder.resolve("reproduced");
    CommandLineHarness.Outcome some = ensayo("reproduce", archive, "--out", out, "--sample", 1);
    assertThat(some.exitCode()).as(some.err()).isZero();
    assertThat(some.out()).contains("1 of 4 archived runs made again: 1 identical");
    CommandLineHarness.Outcome all = ensayo("reproduce", archive, "--out", out);
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.err()).contains("kept, it was complete");
    assertThat(all.out()).contains("4 of 4 archived runs made again: 4 identical");
    assertThat(Files.readString(out.resolve("reproduction.csv")))
        .startsWith("variant,seed,grade,archived_score,rerun_score,difference\r\n")
        .contains("baseline,1,identical,");
    assertThat(Files.readString(out.resolve("reproduction.md")))
        .startsWith("# Reproduction of small\n")
        .contains("| baseline/seed-4 | identical |");
    assertThat(ensayo("report", out.resolve("rerun")).exitCode()).isZero();

    Path another = folder.resolve("another.zip");
    assertThat(ensayo("freeze", study.path(), "--out", another, "--models").exitCode()).isZero();
    CommandLineHarness.Outcome mixed = ensayo("reproduce", another, "--out", out);
    assertThat(mixed.exitCode()).isEqualTo(2);
    assertThat(mixed.err()).contains("holds something else than the reproduction of");
    Files.writeString(out.resolve("original/study/goal.yaml"), "metric: other\n");
    assertThat(ensayo("reproduce", archive, "--out", out).err())
        .contains("goal.yaml' was changed after it was unpacked");
  }

  @Test
  void otherValuesAreIndistinguishableOrDifferentByTheirScores() throws IOException {
    Path out = folder.resolve("slower");
    CommandLineHarness.Outcome slower =
        ensayo("reproduce", archive, "--out", out, "--set", "agent.learningRate=0.1000001");
    assertThat(slower.exitCode()).as(slower.out() + slower.err()).isZero();
    assertThat(slower.err()).contains("note: set here: agent.learningRate=0.1000001");
    assertThat(slower.out()).contains("4 indistinguishable").contains("baseline: mean score");
    assertThat(Files.readString(out.resolve("reproduction.md")))
        .contains("## Variants with other values")
        .contains("- set here: agent.learningRate=0.1000001");

    CommandLineHarness.Outcome few =
        ensayo(
            "reproduce",
            archive,
            "--out",
            folder.resolve("few"),
            "--sample",
            2,
            "--set",
            "agent.learningRate=0.1000001");
    assertThat(few.exitCode()).isEqualTo(1);
    assertThat(few.out())
        .contains("2 different")
        .contains("too few scores to tell whether that matters");
  }

  private static Path tampered(String name, BiFunction<String, String, Optional<String>> change)
      throws IOException {
    Path zip = folder.resolve(name + ".zip");
    try (ZipFile from = new ZipFile(archive.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        try (InputStream in = from.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          Optional<String> now = change.apply(entry.getName(), text);
          if (now.isPresent()) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            to.write(now.get().getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      Optional<String> added = change.apply("../evil.txt", "");
      if (added.isPresent() && !added.get().isEmpty()) {
        to.putNextEntry(new ZipEntry("../evil.txt"));
        to.write(added.get().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  private static void assertRefused(Path zip, String why) {
    CommandLineHarness.Outcome refused = ensayo("reproduce", zip, "--out", folder.resolve("no"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines().filter(line -> line.startsWith("ensayo:")))
        .singleElement()
        .asString()
        .contains(why);
    assertThat(folder.resolve("no/original")).doesNotExist();
    assertThat(folder.resolve("evil.txt")).doesNotExist();
  }

  @Test
  void whatWasTamperedWithIsNamedAndNotUnpacked() throws IOException {
    String metrics = "study/baseline/seed-2/metrics.csv";
    assertRefused(
        tampered(
            "changed",
            (name, text) -> Optional.of(name.equals(metrics) ? text.replace("1", "2") : text)),
        "'" + metrics + "' was changed");
    assertRefused(
        tampered("missing", (name, text) -> Optional.of(text).filter(it -> !name.equals(metrics))),
        "'" + metrics + "' is missing in it");
    assertRefused(
        tampered("slip", (name, text) -> Optional.of(name.startsWith("..") ? "out of here" : text)),
        "'../evil.txt' leads out of the folder");
    assertRefused(
        tampered(
            "unlisted", (name, text) -> Optional.of(text).filter(it -> !name.equals("SHA256SUMS"))),
        "it has no SHA256SUMS");
    assertRefused(Files.writeString(folder.resolve("text.zip"), "no zip"), "is not a whole zip");
    byte[] whole = Files.readAllBytes(archive);
    Path half = folder.resolve("half.zip");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(half, "is not a whole zip");
    assertThat(ensayo("reproduce", folder.resolve("none"), "--out", folder).err())
        .startsWith("ensayo: there is no file '");
    Path noFolder = Files.writeString(folder.resolve("file"), "");
    CommandLineHarness.Outcome nowhere =
        ensayo("freeze", study.path(), "--out", noFolder.resolve("x.zip"));
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err().lines().filter(line -> line.startsWith("ensayo: "))).hasSize(1);
    assertThat(ensayo("reproduce", archive, "--out", noFolder).exitCode()).isEqualTo(1);
    assertThat(ensayo("freeze", folder, "--out", half).err())
        .contains("is not the folder of a study: it has no study.yaml");
  }

  @Test
  void killedAtAnyMomentNothingHalfWrittenIsReadAsWhole() throws Exception {
    RandomStream random = new SeedSequence(16).stream("kills");
    Path zip = folder.resolve("killed.zip");
    Path out = folder.resolve("killed");
    Path log = folder.resolve("log.txt");
    for (int i = 0; i < 3; i++) {
      EnsayoProcess freeze =
          EnsayoProcess.start(log, List.of(), "freeze", study.path(), "--out", zip);
      Thread.sleep(200 + random.nextInt(800));
      freeze.kill();
      if (Files.exists(zip)) {
        ArchiveReader.open(zip).close();
        assertThat(zip).hasSameBinaryContentAs(archive);
      }
      EnsayoProcess reproduce =
          EnsayoProcess.start(log, List.of(), "reproduce", archive, "--out", out, "--jobs", 1);
      Thread.sleep(500 + random.nextInt(2500));
      reproduce.kill();
      assertThat(out.resolve("original/SHA256SUMS").toFile().exists())
          .isEqualTo(Files.exists(out.resolve("original")));
    }
    CommandLineHarness.Outcome whole = ensayo("reproduce", archive, "--out", out);
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("4 of 4 archived runs made again: 4 identical");
    AtomicFile.deleteParts(folder);
  }
}

package dev.ensayo.core.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.FakeRun;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished run is what it says, or it is damaged. */
class FoundRunTest {
  @TempDir private Path folder;
  private RunDirectory run;

  @BeforeEach
  void finishARun() throws IOException {
    run = new RunDirectory(Files.createDirectories(folder.resolve("baseline/seed-1")));
    Files.writeString(run.path().resolve("model.zip"), "weights");
    run.exhibits()
        .write(
            List.of(
                new Exhibit.Texts(
                    "text", "Text", "", List.of(new Exhibit.Texts.Item("", "as it was")))));
    FakeRun.finish(run, "study: s\n", -200, -200, -200, -200, -200, -200);
  }

  private static Manifest manifest(RunStatus status, String failure) {
    return FakeRun.manifest(status, failure);
  }

  private FoundRun found() throws IOException {
    return FoundRun.in(run);
  }

  private void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(from, to));
  }

  private void assertDamaged(String reason) throws IOException {
    FoundRun found = found();
    assertThat(found.state()).isEqualTo(RunState.DAMAGED);
    assertThat(found.isComplete()).isFalse();
    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.damages()).first().hasToString(reason);
  }

  @Test
  void aRunAsItWasWrittenIsComplete() throws IOException {
    FoundRun found = found();
    assertThat(found.state()).isEqualTo(RunState.COMPLETE);
    assertThat(found.reason()).isEmpty();
    assertThat(found.damages()).isEmpty();
    assertThat(found.damageOfModel()).isEmpty();
    assertThat(found.config()).isEqualTo("study: s\n");
    assertThat(found.metrics().values("eval/return")).hasSize(6);
    assertThat(found.timing().metrics()).containsExactly("throughput/updates_per_second");
    assertThat(found.exhibits()).hasSize(1);
  }

  @Test
  void theMarkerNamesEachFileThatCountsMetricsFirst() throws IOException {
    Files.writeString(run.path().resolve("failure.txt"), "of an earlier session");
    Files.writeString(run.path().resolve("lease-3"), "");
    Files.writeString(run.path().resolve(".hidden"), "");
    Files.createDirectory(run.checkpoints());
    Files.writeString(run.checkpoints().resolve("1.checkpoint"), "");
    run.complete(Map.of(), Fence.NONE);
    assertThat(Files.readString(run.completeMarker()).lines())
        .extracting(line -> line.replaceFirst(" [0-9a-f]{64}$", ""))
        .containsExactly(
            "metrics.csv sha256",
            "timing.csv sha256",
            "config.yaml sha256",
            "manifest.json sha256",
            "exhibits/01-text.json sha256",
            "model.zip sha256");
  }

  @Test
  void theMarkerIsNotWrittenOverFilesThatAreNotTheRunsOwn() throws IOException {
    Files.delete(run.completeMarker());
    Fingerprint other = Fingerprint.of("something else".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> run.complete(Map.of("metrics.csv", other), Fence.NONE))
        .isInstanceOf(IOException.class)
        .hasMessage(
            run.metricsFile()
                + " is not what this run wrote into it; another program has changed it");
    assertThat(run.completeMarker()).doesNotExist();
  }

  @Test
  void aLastValueChangedByHandIsDamage() throws IOException {
    change(run.metricsFile(), "6,eval/return,-200.0", "6,eval/return,999.0");
    assertDamaged(
        "metrics.csv was changed after the run had finished: its SHA-256 is not the one in"
            + " COMPLETE; ./ensayo verify tells which line");
  }

  @Test
  void aFileCutInHalfAtALineEndIsDamageAndTheFirstMissingLineIsNamed() throws IOException {
    String text = Files.readString(run.metricsFile());
    Files.writeString(run.metricsFile(), text.substring(0, text.indexOf("update,4")));
    assertDamaged("metrics.csv:5: is missing, and all that follow: the run wrote 7 lines");
  }

  @Test
  void eachWayToDamageMetricsNamesTheLineWhereItCanBeKnown() throws IOException {
    String text = Files.readString(run.metricsFile());
    Files.writeString(run.metricsFile(), text.substring(0, text.length() - 4));
    assertDamaged("metrics.csv:7: the line is cut off");

    Files.writeString(run.metricsFile(), text.replace("update,3,eval", "update,3;eval"));
    assertDamaged(
        "metrics.csv:4: expected clock,step,metric,value; found update,3;eval/return,-200.0");

    Files.writeString(run.metricsFile(), text + "update,7,eval/return,0.0\r\n");
    assertDamaged("metrics.csv:8: was added later: the run wrote 7 lines");

    Files.writeString(run.metricsFile(), text.replace("\r", ""));
    assertDamaged(
        "metrics.csv has lines that end in LF, else the same; the run wrote CR LF, as RFC 4180 has"
            + " it");
    Files.writeString(run.metricsFile(), text.replace("\r", "").replace("-200.0", "-100.0"));
    assertThat(found().reason()).startsWith("metrics.csv was changed after the run had finished");

    Files.writeString(run.metricsFile(), "");
    assertDamaged("metrics.csv:1: is missing, and all that follow: the run wrote 7 lines");

    Files.delete(run.metricsFile());
    assertDamaged("metrics.csv is missing");
  }

  /** Wherever the file is changed or cut. */
  @Test
  void noByteCanBeChangedUnnoticed() throws IOException {
    byte[] whole = Files.readAllBytes(run.metricsFile());
    for (int i = 0; i < whole.length; i += 7) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(run.metricsFile(), changed);
      assertThat(found().state()).as("byte %d", i).isEqualTo(RunState.DAMAGED);
      Files.write(run.metricsFile(), Arrays.copyOf(whole, i));
      assertThat(found().state()).as("cut at %d", i).isEqualTo(RunState.DAMAGED);
    }
  }

  @Test
  void anotherConfigurationOrManifestIsDamage() throws IOException {
    change(run.config(), "study: s", "study: t");
    assertDamaged(
        "config.yaml was changed after the run had finished: its SHA-256 is not the one in"
            + " COMPLETE");
    change(run.config(), "study: t", "study: s");
    assertThat(found().state()).isEqualTo(RunState.COMPLETE);

    change(run.manifestFile(), "\"cores\" : 1", "\"cores\" : 2");
    assertDamaged(
        "manifest.json was changed after the run had finished: its SHA-256 is not the one in"
            + " COMPLETE");
    Files.delete(run.manifestFile());
    assertDamaged("manifest.json is missing");
  }

  @Test
  void whatTheRunWasMadeWithIsKnownWhateverItsConfigurationSaysNow() throws IOException {
    Files.writeString(run.config(), "something else");
    assertThat(found().wasMadeWith("study: s\n")).isTrue();
    assertThat(found().wasMadeWith("something else")).isFalse();
    Files.delete(run.completeMarker());
    assertThat(found().wasMadeWith("study: s\n")).isFalse();
  }

  @Test
  void damagedTimesCostTheTimesAlone() throws IOException {
    change(run.timingFile(), ",3.0", ",4.0");
    assertThat(found().state()).isEqualTo(RunState.COMPLETE);
    assertThatThrownBy(() -> found().timing())
        .hasMessageStartingWith("timing.csv was changed after the run had finished");
    Files.delete(run.timingFile());
    assertThatThrownBy(() -> found().timing()).hasMessage("timing.csv is missing");
    assertThat(found().state()).isEqualTo(RunState.COMPLETE);
    assertThat(found().damages()).singleElement().hasToString("timing.csv is missing");
    assertThat(found().damageOfModel()).isEmpty();
  }

  @Test
  void aDamagedModelOrExhibitCostsWhatItHolds() throws IOException {
    change(run.path().resolve("model.zip"), "weights", "WEIGHTS");
    assertThat(found().state()).isEqualTo(RunState.COMPLETE);
    assertThat(found().damageOfModel().orElseThrow().toString())
        .startsWith("model.zip was changed after the run had finished");
    assertThat(found().exhibits()).hasSize(1);
    Files.delete(run.path().resolve("model.zip"));
    assertThat(found().damageOfModel().orElseThrow()).hasToString("model.zip is missing");

    change(run.path().resolve("exhibits/01-text.json"), "as it was", "as it is");
    assertThatThrownBy(() -> found().exhibits())
        .isInstanceOf(FoundRun.DamagedException.class)
        .hasMessageStartingWith("exhibits/01-text.json was changed");
    change(run.path().resolve("exhibits/01-text.json"), "as it is", "as it was");
    Files.writeString(run.path().resolve("exhibits/02-mine.json"), "{}");
    assertThatThrownBy(() -> found().exhibits())
        .hasMessage("exhibits/02-mine.json was added after the run had finished");
  }

  @Test
  void aMarkerOfBeforeOtherFilesWereSealedStaysValid() throws IOException {
    String first = Files.readString(run.completeMarker()).lines().findFirst().orElseThrow();
    Files.writeString(run.completeMarker(), first + "\n");
    change(run.timingFile(), ",3.0", ",4.0");
    assertThat(found().state()).isEqualTo(RunState.COMPLETE);
    assertThat(found().timing().metrics()).hasSize(1);
    assertThat(found().damages()).isEmpty();

    change(run.metricsFile(), "6,eval/return,-200.0", "6,eval/return,999.0");
    assertThat(found().state()).isEqualTo(RunState.DAMAGED);
    String text = Files.readString(run.metricsFile());
    Files.writeString(run.metricsFile(), text.substring(0, text.length() / 2));
    assertThat(found().reason()).startsWith("metrics.csv:").endsWith("the line is cut off");
  }

  @ParameterizedTest
  @CsvSource({
    "'', COMPLETE:1: the SHA-256 of metrics.csv is missing",
    "'metrics.csv', COMPLETE:1: expected NAME sha256 and 64 digits; found 'metrics.csv'",
    "'metrics.csv sha256 123\n', "
        + "COMPLETE:1: expected NAME sha256 and 64 digits; found 'metrics.csv sha256 123'",
  })
  void aMarkerThatIsNoneIsDamage(String text, String reason) throws IOException {
    Files.writeString(run.completeMarker(), text);
    assertDamaged(reason);
  }

  /** What two processes on one run left, before there were leases. */
  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "FAILED", "INTERRUPTED"})
  void aMarkerBesideAManifestThatSaysOtherwiseIsDamage(RunStatus status) throws IOException {
    String first = Files.readString(run.completeMarker()).lines().findFirst().orElseThrow();
    Files.writeString(run.completeMarker(), first + "\n");
    manifest(status, "").write(run.manifestFile());
    assertDamaged("manifest.json says '" + status.label() + "' although there is a COMPLETE");
    Files.writeString(run.manifestFile(), "{");
    assertDamaged("manifest.json cannot be read");
  }

  @Test
  void unfinishedRunsSayHowTheyStand() throws IOException {
    Files.delete(run.completeMarker());
    assertThat(found().state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(found().reason())
        .isEqualTo("killed before it was marked COMPLETE; --resume goes on with it");

    manifest(RunStatus.RUNNING, "").write(run.manifestFile());
    assertThat(found().state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(found().reason()).isEqualTo("killed; --resume goes on with it");

    manifest(RunStatus.INTERRUPTED, "").write(run.manifestFile());
    assertThat(found().reason()).isEqualTo("stopped on request; --resume goes on with it");

    manifest(RunStatus.FAILED, "the loss is NaN").write(run.manifestFile());
    assertThat(found().state()).isEqualTo(RunState.FAILED);
    assertThat(found().reason()).isEqualTo("the loss is NaN");

    Files.writeString(run.manifestFile(), "half a mani");
    assertThat(found().state()).isEqualTo(RunState.DAMAGED);
    assertThat(found().reason()).startsWith("manifest.json cannot be read: ");

    Files.delete(run.manifestFile());
    assertThat(found().state()).isEqualTo(RunState.WAITING);
    run = new RunDirectory(folder.resolve("none"));
    assertThat(found().state()).isEqualTo(RunState.WAITING);
    assertThat(found().metrics().metrics()).isEmpty();
  }

  @Test
  void aRunThatSomebodyIsAtSaysWho() throws IOException {
    Files.delete(run.completeMarker());
    manifest(RunStatus.RUNNING, "").write(run.manifestFile());
    try (LeaseKeeper keeper = new LeaseKeeper(LeaseTiming.STANDARD)) {
      var lease = keeper.tryTake(run.path()).lease().orElseThrow();
      assertThat(found().state()).isEqualTo(RunState.RUNNING);
      assertThat(found().reason())
          .matches(
              "being run by process " + ProcessHandle.current().pid() + " on host .* since .*");
      lease.release();
    }
    assertThat(found().state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void whatADamagedRunHadIsPutAsideAndNothingIsLost() throws IOException {
    change(run.metricsFile(), "6,eval/return,-200.0", "6,eval/return,999.0");
    String damaged = Files.readString(run.metricsFile());
    Path aside = run.putAside(RunDirectory.Aside.DAMAGED);
    assertThat(aside).isEqualTo(run.path().resolve("damaged-1"));
    assertThat(found().state()).isEqualTo(RunState.WAITING);
    assertThat(run.path()).isDirectoryNotContaining("glob:**.csv");
    RunDirectory kept = new RunDirectory(aside);
    assertThat(kept.metricsFile()).hasContent(damaged);
    assertThat(kept.exhibits().read()).hasSize(1);
    assertThat(FoundRun.in(kept).state()).isEqualTo(RunState.DAMAGED);

    Files.writeString(run.metricsFile(), "again");
    assertThat(run.putAside(RunDirectory.Aside.DAMAGED)).isEqualTo(run.path().resolve("damaged-2"));
  }
}

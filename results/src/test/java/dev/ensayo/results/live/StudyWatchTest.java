package dev.ensayo.results.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.results.live.Snapshot.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyWatchTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private Path place;
  private MadeUpRuns study;
  private StudyWatch watch;
  private long nanos = 1;

  @BeforeEach
  void watch() {
    place = folder.resolve("made-up");
    study = new MadeUpRuns(place);
    watch =
        new StudyWatch(
            place, () -> nanos, InstantSource.fixed(Instant.parse("2026-03-01T10:01:00Z")));
  }

  private Snapshot after(int seconds) {
    nanos += seconds * SECOND;
    return watch.look();
  }

  private static WatchedRun run(Snapshot snapshot, String name) {
    return snapshot.runs().stream()
        .filter(run -> run.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void waitsForAStudyAndFollowsItToItsEnd() throws IOException {
    assertThat(watch.look().phase()).isEqualTo(Phase.NOT_BEGUN);

    study.study();
    Snapshot begun = after(1);
    assertThat(begun.study().orElseThrow().name()).isEqualTo("made-up");
    assertThat(begun.count(RunState.WAITING)).isEqualTo(4);
    assertThat(begun.phase()).isEqualTo(Phase.IDLE);

    RunDirectory first = study.begin("baseline", 1);
    study.beat("baseline", 1, 0);
    MadeUpRuns.append(first, MadeUpRuns.tests(10, 1, 2));
    Snapshot running = after(1);
    assertThat(running.phase()).isEqualTo(Phase.RUNNING);
    assertThat(run(running, "baseline/seed-1").share()).hasValue(0.2);
    assertThat(run(running, "baseline/seed-1").latest()).hasValue(2);
    assertThat(run(running, "baseline/seed-1").host()).isEqualTo("far");
    assertThat(running.share()).isEqualTo(0.05);
    assertThat(running.secondsPassed()).hasValue(60);

    MadeUpRuns.append(first, MadeUpRuns.tests(30, 3, 4));
    assertThat(run(after(1), "baseline/seed-1").curves().get("eval/return").values())
        .containsExactly(1, 2, 3, 4);

    study.complete("baseline", 1, 50);
    study.begin("baseline", 2);
    study.manifest("baseline", 2, RunStatus.FAILED, "loss is NaN", 3);
    for (int seed = 1; seed <= 2; seed++) {
      MadeUpRuns.append(study.begin("other", seed), MadeUpRuns.tests(10, 5));
      study.complete("other", seed, 50);
    }
    Snapshot ended = after(1);
    assertThat(ended.phase()).isEqualTo(Phase.ENDED);
    assertThat(run(ended, "baseline/seed-1").score()).hasValue(4);
    assertThat(run(ended, "baseline/seed-2").note()).isEqualTo("loss is NaN");
    assertThat(LiveWords.ENGLISH.sentence(ended))
        .isEqualTo("The study has ended: 3 of 4 runs are complete, 1 failed.");
    assertThat(ended.revision()).isEqualTo(after(1).revision());
  }

  @Test
  void timeLeftComesFromSpeedAndFromWhatOthersTook() throws IOException {
    study.study();
    RunDirectory first = study.begin("baseline", 1);
    study.beat("baseline", 1, 0);
    MadeUpRuns.append(first, MadeUpRuns.tests(10, 1));
    assertThat(after(1).secondsLeft()).isEmpty();

    MadeUpRuns.append(first, MadeUpRuns.tests(20, 1));
    study.beat("baseline", 1, 1);
    // A tenth in ten seconds: 80 s for this run, and 100 s for each of three others.
    assertThat(after(10).secondsLeft()).hasValue(380);

    MadeUpRuns.append(study.begin("baseline", 2), MadeUpRuns.tests(100, 1));
    study.complete("baseline", 2, 40);
    // The other two runs are like the only one that is complete.
    assertThat(after(0).secondsLeft()).hasValue(80 + 2 * 40);
  }

  @Test
  void aHolderWithoutASignOfLifeIsTakenToBeDead() throws IOException {
    study.study();
    study.begin("baseline", 1);
    study.beat("baseline", 1, 0);
    assertThat(after(1).count(RunState.RUNNING)).isEqualTo(1);
    assertThat(after(59).count(RunState.RUNNING)).isEqualTo(1);

    Snapshot silent = after(2);
    assertThat(silent.count(RunState.INTERRUPTED)).isEqualTo(1);
    assertThat(run(silent, "baseline/seed-1").hasProblem()).isTrue();
    assertThat(run(silent, "baseline/seed-2").hasProblem()).isFalse();
    assertThat(run(silent, "baseline/seed-1").note())
        .startsWith("no sign of life for 61 s: being run by process 7 on host far");

    study.beat("baseline", 1, 1);
    assertThat(after(1).count(RunState.RUNNING)).isEqualTo(1);
  }

  @Test
  void aResumedRunGoesBackAndOn() throws IOException {
    study.study();
    RunDirectory run = study.begin("baseline", 1);
    MadeUpRuns.append(run, MadeUpRuns.tests(10, 1, 2, 3));
    assertThat(run(after(1), "baseline/seed-1").state()).isEqualTo(RunState.INTERRUPTED);

    Path part = run.path().resolve("metrics.csv.part");
    Files.writeString(part, "clock,step,metric,value\r\n" + MadeUpRuns.tests(10, 1));
    Files.move(part, run.metricsFile(), StandardCopyOption.REPLACE_EXISTING);
    study.beat("baseline", 1, 0);
    assertThat(run(after(1), "baseline/seed-1").share()).hasValue(0.1);

    MadeUpRuns.append(run, MadeUpRuns.tests(20, 9));
    assertThat(run(after(1), "baseline/seed-1").curves().get("eval/return").values())
        .containsExactly(1, 9);
  }

  @Test
  void runsAndStudiesMayVanish() throws IOException {
    study.study();
    RunDirectory run = study.begin("baseline", 1);
    MadeUpRuns.append(run, MadeUpRuns.tests(10, 1, 2));
    study.complete("baseline", 1, 5);
    assertThat(after(1).count(RunState.COMPLETE)).isEqualTo(1);

    delete(run.path());
    Snapshot without = after(1);
    assertThat(without.count(RunState.WAITING)).isEqualTo(4);
    assertThat(run(without, "baseline/seed-1").curves()).isEmpty();

    delete(place);
    assertThat(after(1).phase()).isEqualTo(Phase.NOT_BEGUN);
    study.study();
    assertThat(after(1).phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void aFinishedRunThatWasChangedIsDamaged() throws IOException {
    study.study();
    RunDirectory run = study.begin("baseline", 1);
    MadeUpRuns.append(run, MadeUpRuns.tests(10, 1, 2));
    study.complete("baseline", 1, 5);
    assertThat(run(after(1), "baseline/seed-1").state()).isEqualTo(RunState.COMPLETE);

    MadeUpRuns.append(run, MadeUpRuns.tests(30, 500));
    Snapshot damaged = after(1);
    assertThat(run(damaged, "baseline/seed-1").state()).isEqualTo(RunState.DAMAGED);
    assertThat(run(damaged, "baseline/seed-1").score()).isEmpty();
  }

  @Test
  void aRunThatCannotBeReadIsNamedAndTheOthersAreShown() throws IOException {
    study.study();
    MadeUpRuns.append(study.begin("baseline", 1), "no_clock,10,eval/return,1.0\r\n");
    study.complete("baseline", 1, 5);
    MadeUpRuns.append(study.begin("other", 1), MadeUpRuns.tests(10, 1, 2));
    study.complete("other", 1, 5);

    Snapshot snapshot = after(1);
    assertThat(run(snapshot, "baseline/seed-1").note()).startsWith("cannot be read now: ");
    assertThat(run(snapshot, "baseline/seed-1").hasProblem()).isTrue();
    assertThat(run(snapshot, "other/seed-1").score()).hasValue(2);
  }

  @Test
  void aStudyThatCannotBeReadSaysWhereAndRecovers() throws IOException {
    study.study();
    Path file = place.resolve("study.yaml");
    Files.writeString(file, MadeUpRuns.STUDY + "colour: red\n");
    assertThat(watch.look().problem()).contains("study.yaml:10").contains("colour");

    Files.writeString(file, MadeUpRuns.STUDY);
    Snapshot mended = after(1);
    assertThat(mended.problem()).isEmpty();
    assertThat(mended.runs()).hasSize(4);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.LookLog.Decision;
import dev.ensayo.core.study.LookLog.Pair;
import dev.ensayo.core.study.NotContinuableException;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyContinuation;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.results.analysis.StudyAnalysis;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.StudyRunsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeds that are given out until it is decided. Scores: baseline and same 50, longer 100 (it goes
 * on from the baseline's runs), and none for what fails.
 */
class AdaptiveStudyTest {
  /** Four against four apart: p = 2/70, below the third of 0.2 that the first look may spend. */
  private static final String STUDY =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 50}
      evaluation: {every: 25}
      seeds: {from: 11, adaptive: {groups: 3, of: 4, level: 0.2}}
      variants: {baseline: {}, longer: {agent.from: baseline}, same: {}, failing: {agent.failsAfter: 7}}
      report: {metric: eval/return, better: higher}
      """;

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private static List<RunPlan> plans(Study study) {
    return new RunBinder(
            new PluginRegistry(
                List.of(new ChainProvider()), List.of(), List.of(new FakeFollowerProvider())),
            List.of())
        .bind(study);
  }

  private StudyDirectory directory(String name) {
    return new StudyDirectory(folder.resolve(name));
  }

  private StudyOutcome run(
      StudyDirectory directory, String text, int jobs, Cancellation stop, RunObserver observer)
      throws Exception {
    Study study = StudyReader.read(YamlReader.parse("test", text));
    List<RunPlan> runs = plans(study);
    StudyContinuation continuation = new StudyContinuation(directory, study, runs, Set.of());
    continuation.check(true);
    continuation.write(text, Map.of());
    RunExecutor executor =
        new RunExecutor(
            new MachineFacts(List.of()),
            new LeaseKeeper(LeaseTiming.STANDARD),
            Duration.ofDays(1),
            stop,
            observer,
            InstantSource.system());
    return new StudyRunner(executor.slots(jobs), stop, observer, Duration.ofMillis(10))
        .run(new AdaptiveStages(study, directory, runs, said::add), runs, directory);
  }

  private StudyOutcome run(StudyDirectory directory, String text) throws Exception {
    return run(directory, text, 2, new Cancellation(), RunObserver.NONE);
  }

  /** The looks, and the metrics of all runs, by their places. */
  private static Map<String, String> contents(StudyDirectory directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory.path())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.equals("looks.yaml") || name.equals("metrics.csv")) {
          contents.put(directory.path().relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  private static long seeds(StudyDirectory directory, String variant) throws IOException {
    try (Stream<Path> all = Files.list(directory.path().resolve(variant))) {
      return all.count();
    }
  }

  @Test
  void whatIsDecidedGetsNoMoreSeeds() throws Exception {
    StudyDirectory whole = directory("whole");
    StudyOutcome outcome = run(whole, STUDY);
    LookLog looks = whole.looks();
    Pair longer = new Pair("longer", "baseline");
    assertThat(looks.decisionOn(longer)).contains(new Decision("longer", "baseline", true));
    assertThat(looks.lookOf(longer)).contains(1);
    assertThat(looks.lostAt(new Pair("failing", "baseline"))).contains(1);
    assertThat(looks.undecided()).containsExactly(new Pair("same", "baseline"));
    assertThat(looks.taken()).isEqualTo(3);
    assertThat(looks.isOver()).isTrue();
    assertThat(seeds(whole, "longer")).isEqualTo(4);
    assertThat(seeds(whole, "failing")).isEqualTo(4);
    assertThat(seeds(whole, "same")).isEqualTo(12);
    assertThat(seeds(whole, "baseline")).isEqualTo(12);
    assertThat(outcome.asked()).isEqualTo(32);
    assertThat(outcome.counts())
        .containsOnly(Map.entry(RunStatus.COMPLETE, 28), Map.entry(RunStatus.FAILED, 4));
    assertThat(said)
        .containsExactly(
            "look 1 of 3: longer is above baseline; seeds go on for baseline, same",
            "look 2 of 3: nothing decided; seeds go on for baseline, same",
            "look 3 of 3: nothing decided; 1 comparison stays undecided");
    StudyResults results = StudyAnalysis.of(StudyRunsReader.read(whole.path()), "s");
    assertThat(results.isInterim()).isFalse();
    assertThat(results.runCount()).isEqualTo(32);
    assertThat(results.named("longer").comparison().orElseThrow().correctedP()).isEmpty();
  }

  @Test
  void howManyRunSideBySideChangesNothing() throws Exception {
    StudyDirectory one = directory("one");
    StudyDirectory many = directory("many");
    run(one, STUDY, 1, new Cancellation(), RunObserver.NONE);
    run(many, STUDY, 8, new Cancellation(), RunObserver.NONE);
    assertThat(contents(many)).isEqualTo(contents(one));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 13})
  void aStudyThatStopsAgainAndAgainDecidesAsOneThatNeverDid(int each) throws Exception {
    StudyDirectory whole = directory("whole");
    run(whole, STUDY);
    StudyDirectory stopped = directory("stopped");
    for (int session = 0; session < 40 && !stopped.looks().isOver(); session++) {
      Cancellation stop = new Cancellation();
      run(stopped, STUDY, 2, stop, stopAfter(each, stop));
      boolean isInterim = StudyAnalysis.of(StudyRunsReader.read(stopped.path()), "s").isInterim();
      assertThat(isInterim).isEqualTo(!stopped.looks().isOver());
    }
    assertThat(contents(stopped)).isEqualTo(contents(whole));
  }

  private static RunObserver stopAfter(int fresh, Cancellation stop) {
    return new RunObserver() {
      private int ended;

      @Override
      public synchronized void ended(RunPlan run, RunStatus status, String message) {
        if (!run.variant().equals("failing") && ++ended == fresh) {
          stop.request();
        }
      }
    };
  }

  @Test
  void aFailedRunIsMadeAgainOnlyUntilItsGroupWasLookedAt() throws Exception {
    StudyDirectory whole = directory("whole");
    run(whole, STUDY);
    List<RunPlan> begun = new ArrayList<>();
    StudyOutcome again =
        run(
            whole,
            STUDY,
            2,
            new Cancellation(),
            new RunObserver() {
              @Override
              public synchronized void started(RunPlan run, long position, long end) {
                begun.add(run);
              }
            });
    assertThat(begun).isEmpty();
    assertThat(again.count(RunStatus.FAILED)).isEqualTo(4);
    assertThat(again.count(RunStatus.COMPLETE)).isEqualTo(28);
  }

  @Test
  void whatFailsMayCountAsTheWorst() throws Exception {
    StudyDirectory whole = directory("whole");
    run(whole, STUDY.replace("better: higher", "better: higher, failed: worst, worst: 0"));
    assertThat(whole.looks().decisionOn(new Pair("failing", "baseline")))
        .contains(new Decision("failing", "baseline", false));
  }

  @Test
  void whatOthersStartFromGoesOnWithThem() throws Exception {
    StudyDirectory whole = directory("whole");
    run(
        whole,
        STUDY
            .replaceAll(
                "variants: .*",
                "variants: {baseline: {agent.from: source}, same: {agent.from: source}, source:"
                    + " {}, unused: {}}")
            .replace("better: higher", "better: higher, exclude: [source, unused]"));
    assertThat(seeds(whole, "same")).isEqualTo(12);
    assertThat(seeds(whole, "source")).isEqualTo(12);
    assertThat(seeds(whole, "unused")).isEqualTo(4);
  }

  @Test
  void afterALookTheDesignStays() throws Exception {
    StudyDirectory whole = directory("whole");
    run(whole, STUDY);
    Map<String, String> before = contents(whole);
    for (String change :
        List.of(
            "level: 0.2->level: 0.1->cannot change seeds after 3 looks were taken",
            "same: {}, failing->same: {}, more: {}, failing->cannot change the variants",
            "better: higher->better: lower->cannot change what the score of a run is",
            "better: higher->better: higher, baseline: same->cannot change report.baseline",
            "updates: 50->updates: 60->cannot be extended after 3 looks",
            "adaptive: {groups: 3, of: 4, level: 0.2}->count: 12->was begun with seeds.adaptive")) {
      List<String> parts = Splitter.on("->").splitToList(change);
      assertThatThrownBy(() -> run(whole, STUDY.replace(parts.get(0), parts.get(1))))
          .isInstanceOf(NotContinuableException.class)
          .hasMessageContaining(parts.get(2))
          .hasMessageContaining("--out DIR");
    }
    assertThat(contents(whole)).isEqualTo(before);
  }

  @Test
  void seedsThatWereSeenAreNoGroups() throws Exception {
    StudyDirectory begun = directory("begun");
    String fixed = STUDY.replace("adaptive: {groups: 3, of: 4, level: 0.2}", "count: 1");
    Study study = StudyReader.read(YamlReader.parse("test", fixed));
    new StudyContinuation(begun, study, plans(study), Set.of()).write(fixed, Map.of());
    assertThatThrownBy(() -> run(begun, STUDY))
        .isInstanceOf(NotContinuableException.class)
        .hasMessageContaining("was begun with a number of seeds that was fixed");
  }
}

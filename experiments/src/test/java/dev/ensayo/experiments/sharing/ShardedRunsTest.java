package dev.ensayo.experiments.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeAgentProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedRunsTest {
  private static final RunBinder BINDER =
      new RunBinder(
          new PluginRegistry(
              List.of(new ChainProvider()),
              List.of(),
              List.of(new FakeAgentProvider("fake"), new FakeFollowerProvider())),
          List.of());

  /** Three long runs, and many short ones. */
  private static final String BUDGETS =
      """
      study: s
      environment: chain
      agent: fake
      budget: {environmentSteps: 100}
      seeds: [1, 2, 3]
      variants: {a: {}, b: {}, long: {budget.environmentSteps: 700}, c: {}, d: {}}
      """;

  private static final String FOLLOWING =
      """
      study: s
      environment: chain
      agent: follower
      budget: {updates: 100}
      seeds: {from: 1, count: 6}
      variants: {third: {agent.from: second}, second: {agent.from: first}, alone: {}, first: {}}
      """;

  @TempDir private Path folder;

  private static List<RunPlan> runs(String study) {
    return BINDER.bind(StudyReader.read(YamlReader.parse("test", study)));
  }

  private static List<List<RunPlan>> shards(int of, List<RunPlan> runs, MeasuredSpeeds speeds) {
    return IntStream.rangeClosed(1, of)
        .<List<RunPlan>>mapToObj(number -> ShardedRuns.of(new Shard(number, of), runs, speeds))
        .toList();
  }

  private static long steps(List<RunPlan> runs) {
    return runs.stream().mapToLong(run -> run.budget().amount()).sum();
  }

  @Test
  void shardsAreReadAsKOfN() {
    assertThat(Shard.parse("3/10")).contains(new Shard(3, 10));
    assertThat(Shard.parse("1/1")).contains(new Shard(1, 1));
    for (String wrong :
        List.of(
            "11/10",
            "0/10",
            "a/b",
            "3",
            "3/",
            "/3",
            "-1/3",
            "1/0",
            "3/10/2",
            "1.5/2",
            "",
            "99999999999/99999999999")) {
      assertThat(Shard.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 15, 40})
  void everyRunIsInOneShardAndTheOrderIsKept(int of) {
    List<RunPlan> runs = runs(BUDGETS);
    List<RunPlan> all = new ArrayList<>();
    for (List<RunPlan> shard : shards(of, runs, MeasuredSpeeds.NONE)) {
      assertThat(shard)
          .isSortedAccordingTo((a, b) -> Integer.compare(runs.indexOf(a), runs.indexOf(b)));
      all.addAll(shard);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(runs);
    assertThat(shards(of, runs(BUDGETS), MeasuredSpeeds.NONE))
        .as("another process")
        .isEqualTo(shards(of, runs, MeasuredSpeeds.NONE));
  }

  @Test
  void shardsAreBalancedByTheirBudgets() {
    // 3 of 700 and 12 of 100 steps: 3300 in all.
    assertThat(shards(3, runs(BUDGETS), MeasuredSpeeds.NONE))
        .extracting(ShardedRunsTest::steps)
        .containsExactly(1100L, 1100L, 1100L);
    assertThat(shards(4, runs(BUDGETS), MeasuredSpeeds.NONE))
        .extracting(ShardedRunsTest::steps)
        .allMatch(steps -> steps >= 800 && steps <= 900);
  }

  @Test
  void aMeasuredSpeedCountsMoreThanABudget() {
    // A step of 'a' takes as long as 20 of the others, so its runs take 2000, 'long' ones 700.
    MeasuredSpeeds speeds =
        new MeasuredSpeeds(Map.of("a", 20.0, "b", 1.0, "long", 1.0, "c", 1.0, "d", 1.0));
    List<RunPlan> runs = runs(BUDGETS);
    ExpectedLengths lengths = new ExpectedLengths(runs, speeds);
    assertThat(shards(3, runs, speeds))
        .allSatisfy(
            shard ->
                assertThat(shard.stream().mapToDouble(lengths::of).sum())
                    .isCloseTo(3 * (2000 + 700 + 3 * 100) / 3.0, within(1e-9)));
  }

  @Test
  void whatWasNotMeasuredIsTakenFromRunsOnTheSameClock() {
    List<RunPlan> runs = runs(BUDGETS);
    ExpectedLengths some = new ExpectedLengths(runs, new MeasuredSpeeds(Map.of("b", 0.5)));
    for (RunPlan run : runs) {
      assertThat(some.of(run)).isEqualTo(0.5 * run.budget().amount());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void runsThatStartFromEachOtherStayTogether(int of) {
    Set<Integer> sizes = new HashSet<>();
    for (List<RunPlan> shard : shards(of, runs(FOLLOWING), MeasuredSpeeds.NONE)) {
      for (long seed = 1; seed <= 6; seed++) {
        long each = seed;
        sizes.add(
            (int)
                shard.stream()
                    .filter(run -> run.seed() == each && !run.variant().equals("alone"))
                    .count());
      }
    }
    assertThat(sizes).isSubsetOf(0, 3).contains(3);
  }

  @Test
  void speedsAreWrittenDownOnce() throws IOException {
    StudyDirectory directory = new StudyDirectory(folder);
    List<RunPlan> runs = runs(BUDGETS);
    MeasuredSpeeds first = MeasuredSpeeds.settled(directory, runs);
    assertThat(runs).allMatch(run -> first.secondsPerUnit(run).isEmpty());
    assertThat(directory.sharing().resolve("speeds.json")).content().isEqualTo("{ }\n");
    Files.writeString(directory.sharing().resolve("speeds.json"), "{\"long\": 0.25}");
    MeasuredSpeeds later = MeasuredSpeeds.settled(directory, runs);
    assertThat(runs)
        .allMatch(
            run ->
                later.secondsPerUnit(run).orElse(0) == (run.variant().equals("long") ? 0.25 : 0));
  }
}

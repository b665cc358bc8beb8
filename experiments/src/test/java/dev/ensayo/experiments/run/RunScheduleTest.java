package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is next, and when a process has nothing more to do. */
@Timeout(60)
class RunScheduleTest {
  private final Cancellation cancellation = new Cancellation();
  private long nanos;

  /** Three runs of which the second starts from the third. */
  private static List<RunPlan> plans() {
    return new RunBinder(
            new PluginRegistry(
                List.of(new ChainProvider()), List.of(), List.of(new FakeFollowerProvider())),
            List.of())
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "test",
                    """
                    study: s
                    environment: chain
                    agent: follower
                    budget: {updates: 100}
                    evaluation: {every: 50}
                    seeds: [1]
                    variants: {a: {}, follower: {agent.from: source}, source: {}}
                    """)));
  }

  private final List<RunPlan> plans = plans();
  private final RunPlan a = plans.get(0);
  private final RunPlan follower = plans.get(1);
  private final RunPlan source = plans.get(2);
  private final RunSchedule schedule =
      new RunSchedule(plans, Duration.ofMillis(100), cancellation, () -> nanos);

  private static Optional<String> nobody(RunPlan run) {
    return Optional.empty();
  }

  @Test
  void runsComeInTheirOrderAndAfterWhatTheyStartFrom() throws InterruptedException, IOException {
    assertThat(schedule.take()).contains(a);
    assertThat(schedule.take()).contains(source);
    assertThat(schedule.followers(source)).containsExactly(follower);
    schedule.ended(source, RunStatus.COMPLETE);
    assertThat(schedule.take()).contains(follower);
    schedule.ended(follower, RunStatus.FAILED);
    schedule.ended(a, RunStatus.COMPLETE);
    assertThat(schedule.take()).isEmpty();
    StudyOutcome outcome = schedule.outcome(RunScheduleTest::nobody);
    assertThat(outcome.counts()).isEqualTo(Map.of(RunStatus.COMPLETE, 2, RunStatus.FAILED, 1));
    assertThat(outcome.elsewhere()).isEmpty();
  }

  @Test
  void aRunThatIsElsewhereIsLookedAtAgainUntilItHasEnded()
      throws InterruptedException, IOException {
    assertThat(schedule.take()).contains(a);
    assertThat(schedule.elsewhere(a, "by x", false)).isTrue();
    assertThat(schedule.take()).contains(source);
    nanos += Duration.ofMillis(99).toNanos();
    schedule.elsewhere(source, "by y", true);
    nanos += Duration.ofMillis(1).toNanos();
    assertThat(schedule.take()).as("the time of its second look has come").contains(a);
    assertThat(schedule.elsewhere(a, "by x", true)).as("no news").isFalse();
    nanos += Duration.ofMillis(99).toNanos();
    assertThat(schedule.take()).as("the follower waits for it").contains(source);
    schedule.ended(source, RunStatus.COMPLETE);
    assertThat(schedule.take()).contains(follower);
    schedule.ended(follower, RunStatus.COMPLETE);
    assertThat(schedule.take()).as("it may have ended since it was looked at").contains(a);
    schedule.elsewhere(a, "by x", true);
    assertThat(schedule.take()).as("what is left is with a process that lives").isEmpty();
    assertThat(schedule.outcome(RunScheduleTest::nobody).elsewhere()).isEqualTo(Map.of(a, "by x"));
  }

  @Test
  void aProcessThatWasNotSeenToLiveIsWaitedFor() throws InterruptedException, IOException {
    assertThat(schedule.take()).contains(a);
    assertThat(schedule.take()).contains(source);
    schedule.ended(source, RunStatus.FAILED);
    assertThat(schedule.take()).contains(follower);
    schedule.ended(follower, RunStatus.FAILED);
    schedule.elsewhere(a, "by x", false);
    Thread clock =
        new Thread(
            () -> {
              synchronized (schedule) {
                nanos += Duration.ofMillis(100).toNanos();
              }
            });
    clock.start();
    assertThat(schedule.take()).contains(a);
    clock.join();
  }

  @Test
  void aStopEndsTheWaiting() throws InterruptedException, IOException {
    assertThat(schedule.take()).contains(a);
    assertThat(schedule.take()).contains(source);
    new Thread(cancellation::request).start();
    assertThat(schedule.take()).isEmpty();
    schedule.ended(source, RunStatus.INTERRUPTED);
    schedule.elsewhere(a, "by x", true);
    assertThat(
            schedule.outcome(run -> run.equals(follower) ? Optional.of("by y") : Optional.empty()))
        .isEqualTo(
            new StudyOutcome(
                plans.size(),
                ImmutableMap.of(RunStatus.INTERRUPTED, 1),
                ImmutableMap.of(a, "by x", follower, "by y")));
  }

  @Test
  void whenSomethingUnexpectedHappensNobodyWaitsForEver() throws InterruptedException, IOException {
    assertThat(schedule.take()).contains(a);
    assertThat(schedule.take()).contains(source);
    new Thread(schedule::breakOff).start();
    assertThat(schedule.take()).isEmpty();
  }
}

package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import org.junit.jupiter.api.Test;

class EpisodeStatisticsTest {
  private final EpisodeStatistics statistics =
      new EpisodeStatistics(
          new RewardClip(
              ScriptedEnvironment.process(
                      ObservationSpec.continuous(1),
                      ScriptedEnvironment.rewards(1, 2, 3),
                      ScriptedEnvironment.rewards(-4),
                      ScriptedEnvironment.rewards(0.5, 0.25))
                  .create(new SeedSequence(0)),
              new RewardClipConfig(-1, 1)),
          new EpisodeStatisticsConfig(2));

  private void playEpisode() {
    statistics.reset();
    boolean ended = false;
    while (!ended) {
      ended = statistics.step(0).ended();
    }
  }

  @Test
  void knowsNothingBeforeTheFirstEnd() {
    statistics.reset();
    statistics.step(0);
    assertThat(statistics.episodes()).isZero();
    assertThat(statistics.lastReturn()).isNaN();
    assertThat(statistics.lastLength()).isZero();
    assertThat(statistics.meanReturn()).isNaN();
    assertThat(statistics.meanLength()).isNaN();
  }

  /** Returns of the unclipped rewards: 1 + 2 + 3 = 6, −4, 0.5 + 0.25 = 0.75. */
  @Test
  void sumsTheTasksRewards() {
    playEpisode();
    assertThat(statistics.lastReturn()).isEqualTo(6);
    assertThat(statistics.lastLength()).isEqualTo(3);
    assertThat(statistics.meanReturn()).isEqualTo(6);
    playEpisode();
    assertThat(statistics.lastReturn()).isEqualTo(-4);
    assertThat(statistics.meanReturn()).isEqualTo((6 - 4) / 2.0);
    assertThat(statistics.meanLength()).isEqualTo((3 + 1) / 2.0);
    playEpisode();
    assertThat(statistics.episodes()).isEqualTo(3);
    assertThat(statistics.lastLength()).isEqualTo(2);
    assertThat(statistics.meanReturn()).as("of the last two").isEqualTo((-4 + 0.75) / 2);
    assertThat(statistics.meanLength()).isEqualTo((1 + 2) / 2.0);
  }

  @Test
  void anEpisodeCutByAResetDoesNotCount() {
    statistics.reset();
    statistics.step(0);
    playEpisode();
    assertThat(statistics.episodes()).isEqualTo(1);
    assertThat(statistics.lastReturn()).isEqualTo(-4);
  }

  @Test
  void isFoundUnderOtherWrappers() {
    Environment outer = new FrameStack(new TimeLimit(statistics, 10), new FrameStackConfig(2));
    assertThat(EnvironmentWrapper.find(outer, EpisodeStatistics.class)).containsSame(statistics);
    assertThat(EnvironmentWrapper.find(outer, ObservationNormalizer.class)).isEmpty();
  }
}

package dev.ensayo.agents.policygradient.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EpisodeTest {
  @Test
  void returnsAreThoseOfTheRestOfAnEpisode() throws IOException {
    Fixture given = Fixture.read(EpisodeTest.class, "/dev/ensayo/agents/pytorch/reinforce.json");
    float[] rewards = given.floats("rewards");
    float[] expected = given.floats("returns");
    Episode episode = new Episode(1, 1);
    float[] row = new float[1];
    int first = 0;
    for (int length : given.integers("lengths")) {
      episode.clear();
      for (int t = 0; t < length; t++) {
        episode.add(row, row, row, row, 0, rewards[first + t]);
      }
      episode.computeReturns(given.number("discount"));
      assertThat(Arrays.copyOf(episode.returns(), length))
          .containsExactly(Arrays.copyOfRange(expected, first, first + length), within(1e-6f));
      first += length;
    }
  }

  /** More steps than there was room for, each with numbers of its own. */
  @Test
  void anEpisodeMayBeLong() {
    Episode episode = new Episode(2, 1);
    for (int t = 0; t < 1000; t++) {
      float[] observations = {0, 0, t, -t};
      float[] others = {0, t};
      episode.add(observations, others, others, others, 1, 1);
    }
    assertThat(episode.length()).isEqualTo(1000);
    assertThat(episode.observations()[2 * 999 + 1]).isEqualTo(-999);
    assertThat(episode.actions()[998]).isEqualTo(998);
    episode.computeReturns(1);
    assertThat(episode.returns()[0]).isEqualTo(1000);
  }
}

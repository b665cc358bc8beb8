package dev.ensayo.environments.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.KnownModes;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
  private static LabelledExamples open(String yaml) {
    return new GaussianMixtureProvider().open(Settings.of(GaussianMixtureConfig.class, yaml));
  }

  @Test
  void modesOfARingLieEvenlyOnIt() {
    KnownModes modes = open("{radius: 2}").knownModes().orElseThrow();
    assertThat(modes.count()).isEqualTo(8);
    assertThat(modes.centers().get(0).get(0)).isEqualTo(2);
    assertThat(modes.centers().get(2).get(1)).isEqualTo(2);
    for (int m = 0; m < 8; m++) {
      double next = modes.centers().get((m + 1) % 8).get(0) - modes.centers().get(m).get(0);
      double up = modes.centers().get((m + 1) % 8).get(1) - modes.centers().get(m).get(1);
      // A chord of 45 degrees.
      assertThat(Math.hypot(next, up)).isCloseTo(4 * Math.sin(Math.PI / 8), within(1e-12));
    }
  }

  @Test
  void aGridHasRowsAndColumnsAndALineIsFlat() {
    KnownModes grid = open("{layout: grid, modes: 9}").knownModes().orElseThrow();
    assertThat(grid.centers().get(0).asList()).containsExactly(-1.0, -1.0);
    assertThat(grid.centers().get(4).asList()).containsExactly(0.0, 0.0);
    assertThat(grid.centers().get(5).asList()).containsExactly(1.0, 0.0);
    KnownModes line = open("{layout: line, modes: 2}").knownModes().orElseThrow();
    assertThat(line.centers().get(1).asList()).containsExactly(1.0, 0.0);
  }

  @Test
  void aGridNeedsASquare() {
    assertThatThrownBy(() -> open("{layout: grid, modes: 8}"))
        .hasMessageContaining("modes")
        .hasMessageContaining("square number")
        .hasMessageContaining("8");
  }

  /** In the plane 1 − e^(−k²/2) of a normal distribution lies within k standard deviations. */
  @Test
  void pointsAreOfTheirModes() {
    LabelledExamples mixture = open("{deviation: 0.1, train: 2000}");
    KnownModes modes = mixture.knownModes().orElseThrow();
    Examples train = mixture.examples(Split.TRAIN, new SeedSequence(1));
    assertThat(train.size()).isEqualTo(16_000);
    float[] point = new float[2];
    int within1 = 0;
    int within3 = 0;
    for (int i = 0; i < train.size(); i++) {
      train.read(i, point, 0);
      double distance = modes.distance(train.label(i), point, 0);
      within1 += distance <= 0.1 ? 1 : 0;
      within3 += distance <= 0.3 ? 1 : 0;
    }
    assertThat(within1 / 16_000.0).isCloseTo(1 - Math.exp(-0.5), within(0.012));
    assertThat(within3 / 16_000.0).isCloseTo(1 - Math.exp(-4.5), within(0.003));
  }

  @Test
  void partsDifferAndRunsDoNot() {
    LabelledExamples mixture = open("{}");
    float[] one = new float[2];
    float[] other = new float[2];
    mixture.examples(Split.TRAIN, new SeedSequence(1)).read(0, one, 0);
    mixture.examples(Split.TRAIN, new SeedSequence(2)).read(0, other, 0);
    assertThat(other).containsExactly(one);
    mixture.examples(Split.TEST, new SeedSequence(1)).read(0, other, 0);
    assertThat(other).isNotEqualTo(one);
  }
}

package dev.ensayo.embeddings.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  /** A cross in a plane of three dimensions: 2 long on one diagonal, 1 on the other. */
  @Test
  void findsThePlaneOfPointsThatLieInOne() {
    float s = (float) Math.sqrt(0.5);
    float[][] points = {
      {5 + 2 * s, 2 * s, 1}, {5 - 2 * s, -2 * s, 1}, {5 + s, -s, 1}, {5 - s, s, 1}
    };
    PrincipalPlane plane = new PrincipalPlane(points);
    assertThat(plane.explained()).isCloseTo(1, within(1e-6));
    double[][] expected = {{2, 0}, {-2, 0}, {0, 1}, {0, -1}};
    for (int k = 0; k < 4; k++) {
      assertThat(plane.coordinate(k, 0)).isCloseTo(expected[k][0], within(1e-5));
      assertThat(Math.abs(plane.coordinate(k, 1)))
          .isCloseTo(Math.abs(expected[k][1]), within(1e-5));
    }
  }

  @Test
  void theShareOfTheVarianceIsThatOfTwoDirections() {
    // Variances 4, 1 and 1 along three axes: two of them hold 5 of 6.
    float[][] points = {{2, 0, 0}, {-2, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    assertThat(new PrincipalPlane(points).explained()).isCloseTo(10.0 / 12, within(1e-6));
  }

  @Test
  void onePointIsNoMap() {
    assertThatThrownBy(() -> new PrincipalPlane(new float[][] {{1, 2}}))
        .hasMessageContaining("at least 2 words");
  }
}

package dev.ensayo.results.statistics;

import static dev.ensayo.results.statistics.StatisticsFixture.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Compared with least squares by NumPy: {@code make_variance_shares.py}. */
class VarianceShareTest {
  private static final String FIXTURE = "variance_shares.json";

  private static void isSame(VarianceShare found, JsonNode expected) {
    assertThat(found.share()).isCloseTo(expected.get("share").asDouble(), within(1e-10));
    assertThat(found.corrected().orElseThrow())
        .isCloseTo(expected.get("corrected").asDouble(), within(1e-10));
  }

  @Test
  void aCurveExplainsWhatLeastSquaresDoes() {
    for (JsonNode curve : StatisticsFixture.read(FIXTURE, "curves")) {
      isSame(
          VarianceShare.ofCurve(doubles(curve.get("values")), doubles(curve.get("scores"))), curve);
    }
  }

  @Test
  void groupsExplainWhatDummyVariablesDo() {
    for (JsonNode groups : StatisticsFixture.read(FIXTURE, "groups")) {
      String[] values =
          StreamSupport.stream(groups.get("values").spliterator(), false)
              .map(JsonNode::asText)
              .toArray(String[]::new);
      isSame(VarianceShare.ofGroups(values, doubles(groups.get("scores"))), groups);
    }
  }

  /** In a full grid the shares of settings that only add up sum to all there is. */
  @Test
  void inAGridTheSharesOfAdditiveSettingsSumToOne() {
    String[] a = {"x", "x", "x", "y", "y", "y"};
    String[] b = {"1", "2", "3", "1", "2", "3"};
    double[] scores = {0, 1, 5, 2, 3, 7};
    assertThat(
            VarianceShare.ofGroups(a, scores).share() + VarianceShare.ofGroups(b, scores).share())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void whereThereIsNothingToExplainNothingIs() {
    VarianceShare share = VarianceShare.ofCurve(new double[] {1, 2, 3, 4}, new double[4]);
    assertThat(share.share()).isZero();
    assertThat(share.corrected()).isEmpty();
    // Two values have no curve, and one score each leaves nothing to correct with.
    assertThat(VarianceShare.ofCurve(new double[] {1, 2}, new double[] {3, 4}).share()).isOne();
    assertThat(VarianceShare.ofGroups(new String[] {"a", "b"}, new double[] {3, 4}).corrected())
        .isEmpty();
  }
}

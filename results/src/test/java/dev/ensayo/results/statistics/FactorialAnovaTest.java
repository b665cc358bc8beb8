package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Compared with ordinary least squares and SciPy: {@code make_factorial.py}. */
class FactorialAnovaTest {
  private static final Offset<Double> NEAR = within(1e-8);

  private static JsonNode fixture(String section) throws IOException {
    try (InputStream in = FactorialAnovaTest.class.getResourceAsStream("factorial.json")) {
      return new ObjectMapper().readTree(in).required(section);
    }
  }

  private static RandomGenerator random() {
    return new SeedSequence(3).stream("pairs");
  }

  private static void isSame(FactorialAnova.Source source, JsonNode expected) {
    assertThat(source.sumOfSquares()).isCloseTo(expected.get("squares").asDouble(), NEAR);
    assertThat(source.degreesOfFreedom()).isEqualTo(expected.get("df").asInt());
    if (expected.has("f")) {
      assertThat(source.f().orElseThrow()).isCloseTo(expected.get("f").asDouble(), NEAR);
      assertThat(source.p().orElseThrow()).isCloseTo(expected.get("p").asDouble(), NEAR);
    }
  }

  @Test
  void everyLineIsThatOfLeastSquares() throws IOException {
    for (JsonNode design : fixture("designs")) {
      JsonNode written = design.get("scores");
      double[][] scores = new double[written.size()][];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = StatisticsFixture.doubles(written.get(i));
      }
      FactorialAnova anova = FactorialAnova.of(scores);
      assertThat(anova.effects()).hasSize(design.get("effects").size());
      for (int i = 0; i < anova.effects().size(); i++) {
        FactorialAnova.Effect effect = anova.effects().get(i);
        JsonNode expected = design.get("effects").get(i);
        isSame(effect.source(), expected);
        assertThat(effect.first()).isEqualTo(expected.get("parts").get(0).asInt());
        assertThat(effect.isInteraction()).isEqualTo(expected.get("parts").size() == 2);
        assertThat(effect.estimate()).isCloseTo(expected.get("estimate").asDouble(), NEAR);
        Interval interval = effect.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), NEAR);
        assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), NEAR);
      }
      isSame(anova.seeds(), design.get("seeds"));
      isSame(anova.error(), design.get("error"));
      isSame(anova.total(), design.get("total"));
      assertThat(anova.higher().isPresent()).isEqualTo(!design.get("higher").isNull());
      anova.higher().ifPresent(higher -> isSame(higher, design.get("higher")));
    }
  }

  @Test
  void withoutAnyErrorThereIsNoTest() {
    FactorialAnova anova = FactorialAnova.of(new double[][] {{1, 2}, {3, 4}, {5, 6}, {9, 10}});
    assertThat(anova.effects().get(0).estimate()).isEqualTo(3);
    assertThat(anova.effects().get(2).estimate()).isEqualTo(2);
    assertThat(anova.effects().get(0).bySeed()).containsExactly(3, 3);
    assertThat(anova.effects().get(0).source().p()).isEmpty();
    assertThat(anova.effects().get(0).interval()).isEmpty();
  }

  @Test
  void pairedTestsAreThoseOfSciPy() throws IOException {
    for (JsonNode pair : fixture("pairs")) {
      PairedDifference found =
          PairedDifference.of(
                  StatisticsFixture.doubles(pair.get("x")),
                  StatisticsFixture.doubles(pair.get("y")),
                  random())
              .orElseThrow();
      assertThat(found.t().orElseThrow()).isCloseTo(pair.get("t").asDouble(), NEAR);
      assertThat(found.p()).isCloseTo(pair.get("p").asDouble(), NEAR);
    }
  }

  @Test
  void testsAgainstAMarginAreThoseOfSciPy() throws IOException {
    for (JsonNode one : fixture("margins")) {
      MarginTest found =
          MarginTest.of(
                  StatisticsFixture.doubles(one.get("x")),
                  StatisticsFixture.doubles(one.get("y")),
                  one.get("margin").asDouble())
              .orElseThrow();
      assertThat(found.pAbove()).isCloseTo(one.get("above").asDouble(), NEAR);
      assertThat(found.pBelow()).isCloseTo(one.get("below").asDouble(), NEAR);
      assertThat(found.interval().low()).isCloseTo(one.get("low").asDouble(), NEAR);
      assertThat(found.interval().high()).isCloseTo(one.get("high").asDouble(), NEAR);
    }
  }

  @Test
  void theIntervalIsThatOfAllResamplesOfPairs() throws IOException {
    JsonNode all = fixture("bootstrap");
    Interval interval =
        PairedDifference.of(
                StatisticsFixture.doubles(all.get("x")),
                StatisticsFixture.doubles(all.get("y")),
                random())
            .orElseThrow()
            .interval();
    assertThat(interval.low())
        .isBetween(all.get("q020").asDouble() - 1e-9, all.get("q030").asDouble() + 1e-9);
    assertThat(interval.high())
        .isBetween(all.get("q970").asDouble() - 1e-9, all.get("q980").asDouble() + 1e-9);
  }

  @Test
  void whereTheDifferencesDoNotVarySignsDecide() {
    PairedDifference found =
        PairedDifference.of(new double[] {1, 2, 3, 4}, new double[] {2, 3, 4, 5}, random())
            .orElseThrow();
    assertThat(found.t()).isEmpty();
    assertThat(found.p()).isEqualTo(2.0 / 16);
    assertThat(found.difference()).isEqualTo(-1);
    assertThat(PairedDifference.of(new double[] {1}, new double[] {2}, random())).isEmpty();
  }
}

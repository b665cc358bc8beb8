package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalsTest {
  private static JsonNode read(String section) {
    return StatisticsFixture.read("comparisons.json", section);
  }

  private static RandomStream random() {
    return new SeedSequence(7).stream("bootstrap");
  }

  @Test
  void acceleratedIntervalsEqualSciPysOnTheSameResamples() {
    JsonNode cases = read("bca");
    assertThat(cases.size()).isEqualTo(13);
    for (JsonNode one : cases) {
      List<double[]> groups = new ArrayList<>();
      one.get("values").forEach(values -> groups.add(StatisticsFixture.doubles(values)));
      Statistic statistic = Statistic.valueOf(one.get("statistic").asText());
      ToDoubleFunction<List<double[]>> of =
          each ->
              statistic.applyAsDouble(each.get(0))
                  - (each.size() > 1 ? statistic.applyAsDouble(each.get(1)) : 0);
      Interval interval =
          AcceleratedBootstrap.STANDARD.interval(
              of, groups, StatisticsFixture.doubles(one.get("drawn")));
      assertThat(interval.low())
          .as(one.toString())
          .isCloseTo(one.get("low").asDouble(), within(1e-6));
      assertThat(interval.high())
          .as(one.toString())
          .isCloseTo(one.get("high").asDouble(), within(1e-6));
    }
  }

  @Test
  void acceleratedIntervalsFollowTheSkewOfTheScores() {
    double[] skewed = {1, 1.2, 1.3, 1.5, 1.7, 2, 2.4, 3, 5, 11};
    Interval plain =
        StratifiedBootstrap.STANDARD
            .of(groups -> Statistic.MEAN.applyAsDouble(groups.get(0)), List.of(skewed), random())
            .orElseThrow();
    Interval moved =
        AcceleratedBootstrap.STANDARD.of(Statistic.MEAN, skewed, random()).orElseThrow();
    assertThat(moved.low()).isGreaterThan(plain.low());
    assertThat(moved.high()).isGreaterThan(plain.high() + 0.2);
    assertThat(AcceleratedBootstrap.STANDARD.of(Statistic.MEAN, skewed, random())).contains(moved);
  }

  @Test
  void acceleratedIntervalsAtTheirLimits() {
    AcceleratedBootstrap bootstrap = AcceleratedBootstrap.STANDARD;
    assertThat(bootstrap.of(Statistic.MEAN, new double[] {3}, random())).isEmpty();
    assertThat(bootstrap.of(Statistic.MEAN, new double[] {3, 3, 3}, random()))
        .contains(new Interval(3, 3));
    // No resample lies below the highest score of all: nothing to correct by.
    assertThat(
            bootstrap
                .of(Statistic.MEDIAN, new double[] {1, 5, 5, 5, 5}, random())
                .orElseThrow()
                .high())
        .isEqualTo(5);
  }

  @Test
  void summariesEqualNumPys() {
    for (JsonNode one : read("summaries")) {
      double[] values = StatisticsFixture.doubles(one.get("values"));
      for (Statistic statistic : Statistic.values()) {
        double expected = one.get(statistic.name()).asDouble();
        assertThat(statistic.applyAsDouble(values))
            .isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
      }
      assertThat(OptimalityGap.of(values, 100, true))
          .isCloseTo(one.get("gapTo100").asDouble(), within(1e-9));
    }
    assertThat(OptimalityGap.of(new double[] {0.5, 3}, 1, false)).isEqualTo(1);
  }

  @Test
  void sharesEqualSciPysWilson() {
    for (JsonNode one : read("wilson")) {
      Interval interval =
          ProportionInterval.of(one.get("counted").asLong(), one.get("of").asLong(), 0.95);
      assertThat(interval.low()).isCloseTo(one.get("low").asDouble(), within(1e-9));
      assertThat(interval.high()).isCloseTo(one.get("high").asDouble(), within(1e-9));
    }
  }

  @Test
  void improvementHasAnIntervalAlsoWhereNothingOverlaps() {
    JsonNode cases = read("newcombe");
    assertThat(cases.size()).isEqualTo(6);
    for (JsonNode one : cases) {
      Interval interval =
          ImprovementInterval.of(
              one.get("probability").asDouble(), one.get("n").asInt(), one.get("m").asInt(), 0.95);
      assertThat(interval.low()).isCloseTo(one.get("low").asDouble(), within(1e-6));
      assertThat(interval.high()).isCloseTo(one.get("high").asDouble(), within(1e-6));
      assertThat(interval.high() - interval.low()).isGreaterThan(0.05);
    }
  }

  @ParameterizedTest
  @EnumSource(TaskScores.Aggregate.class)
  void aggregatesOverTasksAreThoseOfThePaper(TaskScores.Aggregate aggregate) {
    JsonNode across = read("across");
    TaskScores scores = tasks(across.get("tasks"));
    assertThat(scores.aggregate(aggregate))
        .isCloseTo(across.get("values").get(aggregate.name()).asDouble(), within(1e-12));
    Interval interval =
        scores.interval(aggregate, StratifiedBootstrap.STANDARD, random()).orElseThrow();
    double[] span = StatisticsFixture.doubles(across.get("spans").get(aggregate.name()));
    assertThat(interval.low()).isBetween(span[0] - 1e-9, span[1] + 1e-9);
    assertThat(interval.high()).isBetween(span[2] - 1e-9, span[3] + 1e-9);
  }

  @Test
  void profileAndImprovementOverTasks() {
    JsonNode across = read("across");
    TaskScores scores = tasks(across.get("tasks"));
    TaskScores others = tasks(across.get("others"));
    assertThat(scores.profile(0.85))
        .isCloseTo(across.get("values").get("profile").asDouble(), within(1e-12));
    double[] span = StatisticsFixture.doubles(across.get("spans").get("profile"));
    Interval interval =
        scores.profileInterval(0.85, StratifiedBootstrap.STANDARD, random()).orElseThrow();
    assertThat(interval.low()).isBetween(span[0] - 1e-9, span[1] + 1e-9);
    assertThat(interval.high()).isBetween(span[2] - 1e-9, span[3] + 1e-9);
    double improvement = across.get("improvement").asDouble();
    assertThat(scores.improvementOver(others)).isCloseTo(improvement, within(1e-12));
    assertThat(
            scores
                .improvementInterval(others, StratifiedBootstrap.STANDARD, random())
                .orElseThrow()
                .contains(improvement))
        .isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.improvementOver(new TaskScores(Map.of("c", new double[] {1}))))
        .withMessageContaining("same tasks");
  }

  private static TaskScores tasks(JsonNode node) {
    Map<String, double[]> tasks = new LinkedHashMap<>();
    node.properties()
        .forEach(task -> tasks.put(task.getKey(), StatisticsFixture.doubles(task.getValue())));
    return new TaskScores(tasks);
  }

  @Test
  void referencePointsMakeOneScaleOfTwo() {
    assertThat(new ReferencePoints(-200, -100).normalize(new double[] {-200, -150, -100, -90}))
        .containsExactly(0, 0.5, 1, 1.1);
    // Where lower is better, as a loss, the better reference is the smaller number.
    assertThat(new ReferencePoints(2, 0.5).normalize(new double[] {1.25, 0.5}))
        .containsExactly(0.5, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReferencePoints(3, 3))
        .withMessageContaining("two different numbers");
  }
}

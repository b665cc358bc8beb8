package dev.ensayo.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.search.SearchRange.Scale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final SeedSequence SEEDS = new SeedSequence(0).child("search").child("mine");

  private static SearchAxis range(double from, double to, Scale scale, boolean whole) {
    return SearchAxis.of(
        Origin.DEFAULT, new SearchRange(from, to, scale, whole, OptionalInt.empty()));
  }

  private static SearchAxis values(String... values) {
    return SearchAxis.of(
        new ConfigNode.Sequence(
            Origin.DEFAULT,
            List.of(values).stream()
                .map(value -> ConfigNode.Scalar.of(Origin.DEFAULT, value))
                .collect(ImmutableList.toImmutableList())));
  }

  private static List<String> drawn(SearchSpace space, String path, int number) {
    return space.draw(number, SEEDS).stream().map(point -> InlineYaml.of(point.get(path))).toList();
  }

  /** Half of a log-uniform sample from 1e-4 to 1e-1 lies below their geometric mean, 3.16e-3. */
  @Test
  void aLogScaleMakesRatiosEquallyLikely() {
    SearchSpace space = new SearchSpace(ImmutableMap.of("a", range(1e-4, 1e-1, Scale.LOG, false)));
    List<Double> drawn = drawn(space, "a", 1000).stream().map(Double::valueOf).toList();
    assertThat(drawn).allSatisfy(value -> assertThat(value).isBetween(1e-4, 1e-1));
    long below = drawn.stream().filter(value -> value < Math.sqrt(1e-4 * 1e-1)).count();
    assertThat((double) below / drawn.size()).isCloseTo(0.5, within(0.05)); // 3 sd are 0.047
  }

  /** Also those at the ends: each of 1 to 4 a quarter, 3 standard deviations of 4,000 are 0.021. */
  @Test
  void wholeNumbersAreEquallyLikely() {
    SearchRange range = new SearchRange(1, 4, Scale.LINEAR, true, OptionalInt.empty());
    Map<String, Long> counts =
        SEEDS.stream("whole")
            .doubles(4000)
            .mapToObj(range::drawn)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts).containsOnlyKeys("1", "2", "3", "4");
    assertThat(counts.values())
        .allSatisfy(count -> assertThat(count / 4000.0).isCloseTo(0.25, within(0.021)));
  }

  @Test
  void valuesAreWrittenShortAndStayWithinTheRange() {
    SearchRange small = new SearchRange(1.2345e-7, 1e-5, Scale.LOG, false, OptionalInt.empty());
    assertThat(small.at(0)).isEqualTo("1.2345e-7");
    assertThat(small.at(1)).isEqualTo("1e-5");
    SearchRange plain = new SearchRange(0, 0.7, Scale.LINEAR, false, OptionalInt.empty());
    assertThat(plain.at(0)).isEqualTo("0");
    assertThat(plain.at(0.3333)).isEqualTo("0.233");
    SearchRange large = new SearchRange(16, 4096, Scale.LOG, true, OptionalInt.empty());
    assertThat(large.at(0.5)).isEqualTo("256");
  }

  @Test
  void pointsOfARangeLieAtEqualDistances() {
    assertThat(
            SearchAxis.of(
                    Origin.DEFAULT,
                    new SearchRange(0.001, 0.1, Scale.LOG, false, OptionalInt.of(3)))
                .texts())
        .containsExactly("0.001", "0.01", "0.1");
  }

  @Test
  void moreDrawsAndAnotherSettingLeaveThoseBeforeAsTheyAre() {
    SearchAxis rate = range(1e-4, 1e-1, Scale.LOG, false);
    SearchSpace space = new SearchSpace(ImmutableMap.of("a", rate));
    SearchSpace wider =
        new SearchSpace(ImmutableMap.of("b", range(0, 1, Scale.LINEAR, false), "a", rate));
    assertThat(drawn(space, "a", 20).subList(0, 8)).isEqualTo(drawn(space, "a", 8));
    assertThat(drawn(wider, "a", 8)).isEqualTo(drawn(space, "a", 8));
  }

  @Test
  void everyPointOfASmallSpaceIsDrawnOnce() {
    SearchSpace space =
        new SearchSpace(ImmutableMap.of("a", values("x", "y"), "b", values("1", "2", "3")));
    assertThat(space.count()).hasValue(6);
    assertThat(space.draw(6, SEEDS)).doesNotHaveDuplicates().hasSize(6);
  }

  private static SearchDesign halving(int draws, int eta) {
    return new SearchDesign(
        SearchType.SUCCESSIVE_HALVING,
        new SearchBudget(OptionalInt.of(draws), OptionalInt.of(eta), OptionalInt.empty()),
        Optional.empty());
  }

  /**
   * The bracket of 81 points in Li et al., "Hyperband", JMLR 2018, Table 1, s = 4: 81 with 1, 27
   * with 3, 9 with 9, 3 with 27, 1 with 81.
   */
  @Test
  void halvingHasTheRungsOfThePaper() {
    assertThat(halving(81, 3).rungs(81, 81))
        .containsExactly(
            new Rung(81, 1), new Rung(27, 3), new Rung(9, 9), new Rung(3, 27), new Rung(1, 81));
    assertThat(halving(10, 3).rungs(10, 100))
        .containsExactly(new Rung(10, 11), new Rung(3, 33), new Rung(1, 100));
    assertThatThrownBy(() -> halving(81, 3).rungs(81, 80))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("cannot hold 5 rungs")
        .hasMessageContaining("at least 81");
  }
}

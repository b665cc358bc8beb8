package dev.ensayo.results.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Map<String, String> NORTH = Map.of("region", "north", "age", "20");
  private static final Map<String, String> SOUTH = Map.of("region", "south", "age", "60");
  private static final List<ColumnProfile> PROFILE =
      List.of(
          new ColumnProfile.Categories("region", 100, 0, Map.of("north", 50L, "south", 50L)),
          ColumnProfile.Numbers.of("age", new double[] {10, 20, 30, 40, 50, 60, 70, 80, 90}));

  private static List<Subpopulation> groups(String text) {
    return Subpopulation.parse(text, PROFILE);
  }

  /**
   * Right and wrong are 3 and 7 in the north, 9 and 1 in the south: Fisher's exact test has p =
   * 2·(C(12,3)·C(8,7) + C(12,2)·C(8,8)) / C(20,10) = 2·(1,760 + 66) / 184,756 = 0.019767.
   */
  @Test
  void aGroupThatIsServedWorseIsFound() {
    Outcomes outcomes = new Outcomes(true, groups("region"));
    for (int i = 0; i < 10; i++) {
      outcomes.addClass(i < 3, 0.9, NORTH);
      outcomes.addClass(i < 9, 0.9, SOUTH);
    }
    GroupScore north =
        outcomes.groups().stream()
            .filter(group -> group.name().equals("region = north"))
            .findFirst()
            .orElseThrow();
    assertThat(north.p()).isCloseTo(0.019767, within(1e-5));
    assertThat(north.adjusted()).isCloseTo(2 * 0.019767, within(2e-5));
    assertThat(north.isWorse()).isTrue();
    assertThat(outcomes.groups().stream().filter(GroupScore::isWorse)).hasSize(1);
    assertThat(outcomes.overall("all").score()).isEqualTo(0.6);
    assertThat(outcomes.calibration())
        .singleElement()
        .satisfies(
            bin -> {
              assertThat(bin.confidence()).isCloseTo(0.9, within(1e-12));
              assertThat(bin.accuracy()).isEqualTo(0.6);
            });
  }

  /** Groups that are served alike: by the level, at most one study of twenty calls one worse. */
  @Test
  void groupsThatAreServedAlikeAreNotCalledWorse() {
    RandomStream random = new SeedSequence(3).stream("outcomes");
    int alarms = 0;
    for (int study = 0; study < 200; study++) {
      Outcomes outcomes = new Outcomes(true, groups("region"));
      for (int i = 0; i < 400; i++) {
        outcomes.addClass(random.nextDouble() < 0.8, 0.8, i % 4 == 0 ? NORTH : SOUTH);
      }
      alarms += outcomes.groups().stream().anyMatch(GroupScore::isWorse) ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(14);
  }

  @Test
  void numbersAreJudgedByTheirError() {
    RandomStream random = new SeedSequence(4).stream("outcomes");
    Outcomes outcomes = new Outcomes(false, groups("young: age < 30"));
    for (int i = 0; i < 200; i++) {
      outcomes.addNumber(5, 5 + 3 * random.nextGaussian(), NORTH);
      outcomes.addNumber(5, 5 + random.nextGaussian(), SOUTH);
    }
    assertThat(outcomes.groups())
        .singleElement()
        .satisfies(
            young -> {
              assertThat(young.name()).isEqualTo("young");
              assertThat(young.isWorse()).isTrue();
              // E|3 z| of a normal z is 3·√(2/π) = 2.39
              assertThat(young.low()).isLessThan(2.39).isGreaterThan(1.9);
              assertThat(young.high()).isGreaterThan(2.39).isLessThan(2.9);
            });
    assertThat(outcomes.calibration()).isEmpty();
  }

  @Test
  void rulesSayWhoBelongs() {
    assertThat(groups("region = north").get(0).holds(NORTH)).isTrue();
    assertThat(groups("old south: age >= 60 and region != north").get(0).holds(SOUTH)).isTrue();
    assertThat(groups("age > 20").get(0).holds(NORTH)).isFalse();
    assertThat(groups("age = 20.0").get(0).holds(NORTH)).isTrue();
    assertThat(groups("age < 30").get(0).holds(Map.of("age", "unknown"))).isFalse();
    assertThat(groups("age < 30").get(0).holds(Map.of())).isFalse();
    List<Subpopulation> quarters = groups("age");
    assertThat(quarters)
        .extracting(Subpopulation::name)
        .containsExactly("age ≤ 30.0", "30.0 < age ≤ 50.0", "50.0 < age ≤ 70.0", "age > 70.0");
    assertThat(quarters.stream().filter(group -> group.holds(SOUTH))).hasSize(1);
  }

  @Test
  void whatIsNoRuleIsTold() {
    assertThatThrownBy(() -> groups("regoin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'regoin' is neither a column nor a rule")
        .hasMessageContaining("region, age");
    assertThatThrownBy(() -> groups("age < old")).hasMessageContaining("'age < old'");
  }
}

package dev.ensayo.results.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTestTest {
  private static final int DAYS = 100;
  private static final int ROWS = 500;
  private static final int FEATURES = 20;

  private static double[] normal(RandomStream random, int count, double mean) {
    return IntStream.range(0, count).mapToDouble(i -> mean + random.nextGaussian()).toArray();
  }

  private static FeatureWindow window(ColumnProfile profile, double... values) {
    FeatureCounter counter = new FeatureCounter(profile);
    for (double value : values) {
      counter.add(value);
    }
    return counter.take();
  }

  private static FeatureDrift drift(ColumnProfile profile, FeatureWindow window) {
    return DriftTest.compare(List.of(profile), List.of(window)).get(0);
  }

  /**
   * Expected are 35, 35 and 30 of each hundred: χ² = 2·(15² / 35 + 5² / 35 + 10² / 30) = 20.9524,
   * and with two degrees of freedom p = exp(−χ² / 2) = 2.82e-5.
   */
  @Test
  void categoriesAreTestedByChiSquare() {
    ColumnProfile profile =
        new ColumnProfile.Categories("c", 100, 0, counts("a", 50, "b", 30, "d", 20));
    FeatureCounter counter = new FeatureCounter(profile);
    IntStream.range(0, 100).forEach(i -> counter.add(i < 20 ? "a" : i < 60 ? "b" : "d"));
    FeatureDrift drift = drift(profile, counter.take());
    assertThat(drift.p()).isCloseTo(2.82e-5, within(1e-7));
    assertThat(drift.distance()).isCloseTo(0.3, within(1e-12));
    assertThat(drift.isDrift()).isTrue();
  }

  private static Map<String, Long> counts(Object... pairs) {
    Map<String, Long> counts = Maps.newLinkedHashMap();
    for (int i = 0; i < pairs.length; i += 2) {
      counts.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
    }
    return counts;
  }

  /** A hundred values of which each tenth is an edge: the distance is known. */
  @Test
  void numbersAreComparedAtTheEdges() {
    double[] trained = IntStream.range(0, 1000).asDoubleStream().toArray();
    ColumnProfile.Numbers profile = ColumnProfile.Numbers.of("x", trained);
    FeatureDrift same = drift(profile, window(profile, trained));
    assertThat(same.distance()).isZero();
    assertThat(same.p()).isEqualTo(1);
    double[] upperHalf = IntStream.range(500, 1000).asDoubleStream().toArray();
    FeatureDrift half = drift(profile, window(profile, upperHalf));
    assertThat(half.distance()).isCloseTo(0.5, within(2e-3));
    assertThat(half.isDrift()).isTrue();
    double[] beyond = IntStream.range(2000, 2100).asDoubleStream().toArray();
    FeatureDrift outside = drift(profile, window(profile, beyond));
    assertThat(outside.distance()).isEqualTo(1);
    assertThat(outside.beyond()).isEqualTo(100);
  }

  /** The series of the test does not end where the distance is all but 0. */
  @Test
  void sharesThatAreAllButTheSameAreAlike() {
    ColumnProfile.Numbers profile =
        new ColumnProfile.Numbers(
            "x",
            1_000_001,
            0,
            0.5,
            0.5,
            ImmutableList.<Double>builder()
                .addAll(Collections.nCopies(10, 0.0))
                .addAll(Collections.nCopies(11, 1.0))
                .build(),
            List.of(0.0),
            List.of(500_000L, 500_001L));
    double[] values = IntStream.range(0, 500).mapToDouble(i -> i % 2).toArray();
    FeatureDrift drift = drift(profile, window(profile, values));
    assertThat(drift.distance()).isCloseTo(0.5 / 1_000_001, within(1e-12));
    assertThat(drift.p()).isEqualTo(1);
  }

  @Test
  void gapsAreTested() {
    ColumnProfile.Numbers profile =
        ColumnProfile.Numbers.of("x", normal(new SeedSequence(1).stream("t"), 1000, 0));
    double[] values = normal(new SeedSequence(1).stream("l"), 200, 0);
    for (int i = 0; i < 60; i++) {
      values[i] = Double.NaN;
    }
    assertThat(drift(profile, window(profile, values)).isDrift()).isTrue();
  }

  @Test
  void whatTheTrainingPartHasNotIsCounted() {
    ColumnProfile profile = new ColumnProfile.Categories("c", 100, 0, counts("a", 50, "b", 50));
    FeatureCounter counter = new FeatureCounter(profile);
    for (int i = 0; i < 40; i++) {
      counter.add(i < 15 ? "a" : i < 30 ? "b" : "new");
    }
    FeatureDrift drift = drift(profile, counter.take());
    assertThat(drift.beyond()).isEqualTo(10);
    assertThat(drift.isDrift()).isTrue();
    assertThat(counter.take().count()).isZero();
  }

  @Test
  void aFewValuesTellNothing() {
    ColumnProfile.Numbers profile = ColumnProfile.Numbers.of("x", new double[] {1, 2, 3, 4});
    FeatureDrift few = drift(profile, window(profile, 99, 99, 99));
    assertThat(few.p()).isEqualTo(1);
    assertThat(few.isDrift()).isFalse();
    ColumnProfile.Numbers nothing = ColumnProfile.Numbers.of("x", new double[] {Double.NaN});
    assertThat(drift(nothing, window(nothing, new double[40])).isDrift()).isFalse();
  }

  /**
   * Of a hundred days: alarms with nothing changed, and found days with one feature of 20 changed.
   */
  @Test
  void alarmsOverAHundredDays() {
    SeedSequence seeds = new SeedSequence(7);
    ImmutableList.Builder<ColumnProfile> all = ImmutableList.builder();
    for (int f = 0; f < FEATURES; f++) {
      all.add(ColumnProfile.Numbers.of("x" + f, normal(seeds.stream("train" + f), 5000, 0)));
    }
    List<ColumnProfile> profiles = all.build();
    // At a level of 0.01 a window at most one day of a hundred on average.
    assertThat(alarms(profiles, seeds.child("same"), 0)).isLessThanOrEqualTo(3);
    assertThat(alarms(profiles, seeds.child("half"), 0.5)).isGreaterThanOrEqualTo(99);
  }

  private static int alarms(List<ColumnProfile> profiles, SeedSequence seeds, double shift) {
    int alarms = 0;
    for (int day = 0; day < DAYS; day++) {
      ImmutableList.Builder<FeatureWindow> window = ImmutableList.builder();
      for (int f = 0; f < FEATURES; f++) {
        double mean = f == 3 ? shift : 0;
        RandomStream random = seeds.stream(day + "/" + f);
        window.add(window(profiles.get(f), normal(random, ROWS, mean)));
      }
      if (DriftTest.compare(profiles, window.build()).stream().anyMatch(FeatureDrift::isDrift)) {
        alarms++;
      }
    }
    return alarms;
  }
}

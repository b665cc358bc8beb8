package dev.ensayo.supervised.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.learning.FeatureExamples;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NearestExamplesTest {
  private static FeatureExamples part(InMemoryExamples examples, Split part) {
    int inputs = examples.spec().inputSize();
    return new FeatureExamples(
        examples.examples(part, new SeedSequence(0)), new InputFeatures(inputs), 7);
  }

  /** Rows of 70 numbers: a sum is told before its end. */
  private static FeatureExamples random(int count) {
    InMemoryExamples examples = InMemoryExamples.ofClasses(List.of(70), List.of("a", "b"));
    RandomStream random = new SeedSequence(4).stream("rows");
    for (int i = 0; i < count; i++) {
      float[] row = new float[70];
      for (int f = 0; f < row.length; f++) {
        row[f] = (float) random.nextGaussian();
      }
      examples.add(Split.TRAIN, row, i % 2);
    }
    return part(examples, Split.TRAIN);
  }

  private static double[] row(FeatureExamples examples, int index) {
    int size = examples.featureSize();
    return IntStream.range(index * size, (index + 1) * size)
        .mapToDouble(at -> examples.features()[at])
        .toArray();
  }

  private static double distance(Distance kind, double[] a, double[] b) {
    if (kind == Distance.EUCLIDEAN) {
      return new EuclideanDistance().compute(a, b);
    }
    double product = IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    double[] zero = new double[a.length];
    EuclideanDistance norm = new EuclideanDistance();
    return 1 - product / (norm.compute(a, zero) * norm.compute(b, zero));
  }

  /** Commons Math computes distances, and all are sorted. */
  @ParameterizedTest
  @EnumSource(Distance.class)
  void findsWhatSortingAllFinds(Distance kind) {
    FeatureExamples rows = random(60);
    NearestExamples nearest = new NearestExamples(rows, kind);
    for (int query = 0; query < 10; query++) {
      double[] asked = row(rows, query);
      int except = query;
      List<Integer> sorted =
          IntStream.range(0, rows.size())
              .boxed()
              .filter(i -> i != except)
              .sorted(Comparator.comparingDouble(i -> distance(kind, asked, row(rows, i))))
              .limit(9)
              .toList();
      List<NearestExamples.Found> found = nearest.of(rows.features(), query * 70, 9, query);
      assertThat(found).extracting(NearestExamples.Found::example).isEqualTo(sorted);
      for (NearestExamples.Found one : found) {
        assertThat(one.distance())
            .isCloseTo(distance(kind, asked, row(rows, one.example())), within(1e-6));
      }
    }
  }

  @Test
  void ofEqualsTheEarlierComesFirstAndFewAreAll() {
    InMemoryExamples examples = InMemoryExamples.ofClasses(List.of(2), List.of("a", "b"));
    float[][] rows = {{0, 0}, {3, 4}, {4, 3}, {0, 0}, {-5, 0}};
    for (float[] row : rows) {
      examples.add(Split.TRAIN, row, 0);
    }
    NearestExamples nearest = new NearestExamples(part(examples, Split.TRAIN), Distance.EUCLIDEAN);
    float[] origin = {0, 0};
    assertThat(nearest.of(origin, 0, 3, NearestExamples.NONE))
        .containsExactly(
            new NearestExamples.Found(0, 0),
            new NearestExamples.Found(3, 0),
            new NearestExamples.Found(1, 5));
    assertThat(nearest.of(origin, 0, 99, 0))
        .extracting(NearestExamples.Found::example)
        .containsExactly(3, 1, 2, 4);
    NearestExamples cosine = new NearestExamples(part(examples, Split.TRAIN), Distance.COSINE);
    float[] right = {2, 0};
    assertThat(cosine.of(right, 0, 5, NearestExamples.NONE))
        .extracting(NearestExamples.Found::example, NearestExamples.Found::distance)
        .satisfies(
            all -> {
              assertThat(all.get(0).toList().get(0)).isEqualTo(2);
              assertThat((double) all.get(0).toList().get(1)).isCloseTo(0.2, within(1e-12));
              // rows of zeros have no direction
              assertThat(all.get(2).toList()).containsExactly(0, 1.0);
              assertThat(all.get(4).toList()).containsExactly(4, 2.0);
            });
  }

  /** On a line: classes a a a b b b b b b b b b from 0 to 11, asked at 0.1 (a) and 5.1 (b). */
  @Test
  void precisionIsTheShareOfTheSameClass() {
    InMemoryExamples line = InMemoryExamples.ofClasses(List.of(1), List.of("a", "b"));
    for (int i = 0; i < 12; i++) {
      line.add(Split.TRAIN, new float[] {i}, i < 3 ? 0 : 1);
    }
    line.add(Split.TEST, new float[] {0.1f}, 0).add(Split.TEST, new float[] {5.1f}, 1);
    Map<Integer, Double> precision =
        SearchPrecision.of(
            new NearestExamples(part(line, Split.TRAIN), Distance.EUCLIDEAN),
            part(line, Split.TEST));
    assertThat(precision.get(1)).isEqualTo(1);
    // 0 1 2 3 4 are a a a b b; 5 6 4 7 3 are all b
    assertThat(precision.get(5)).isEqualTo((3 + 5) / 10.0);
    // 0 to 9 have three a; of those nearest to 5.1 only 1 and 2 are a
    assertThat(precision.get(10)).isEqualTo((3 + 8) / 20.0);
  }
}

package dev.ensayo.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against definitions in numpy ({@code make_fixtures.py}). */
class ClassPredictionsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private Fixture fixture;
  private ClassPredictions predictions;

  private static int[] whole(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(x -> (int) x).toArray();
  }

  @BeforeEach
  void readFixture() throws IOException {
    fixture = Fixture.read(ClassPredictionsTest.class, "scores.json");
    double[] numbers = fixture.numbers("probabilities");
    float[] probabilities = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      probabilities[i] = (float) numbers[i];
    }
    predictions =
        new ClassPredictions(
            (int) fixture.number("classes"),
            probabilities,
            whole(fixture.numbers("labels")),
            whole(fixture.numbers("groups")));
  }

  @Test
  void lossAndAccuracies() {
    assertThat(predictions.loss()).isCloseTo(fixture.number("loss"), CLOSE);
    assertThat(predictions.accuracy()).isCloseTo(fixture.number("accuracy"), CLOSE);
    assertThat(predictions.topKAccuracy(1)).isEqualTo(predictions.accuracy());
    assertThat(predictions.topKAccuracy(2)).isCloseTo(fixture.number("top2"), CLOSE);
    assertThat(predictions.topKAccuracy(3)).isCloseTo(fixture.number("top3"), CLOSE);
    assertThat(predictions.topKAccuracy(5)).isEqualTo(1);
  }

  @Test
  void confusionAndScoresOfClasses() {
    double[][] expected = fixture.rows("confusion");
    long[][] confusion = predictions.confusion();
    ClassScores scores = new ClassScores(confusion);
    for (int k = 0; k < expected.length; k++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(confusion[k][j]).isEqualTo((long) expected[k][j]);
      }
      assertThat(scores.precision(k)).isCloseTo(fixture.numbers("precision")[k], CLOSE);
      assertThat(scores.recall(k)).isCloseTo(fixture.numbers("recall")[k], CLOSE);
      assertThat(scores.f1(k)).isCloseTo(fixture.numbers("f1")[k], CLOSE);
    }
    assertThat(scores.macroF1())
        .isCloseTo(Arrays.stream(fixture.numbers("f1")).average().orElseThrow(), CLOSE);
  }

  /**
   * The example of scikit-learn's {@code precision_recall_fscore_support} (version 1.5, its
   * docstring): cat, dog, pig give macro averages of 0.22…, 0.33… and 0.26…; a fourth class that
   * nobody has and nobody predicts changes nothing.
   */
  @Test
  void classesThatDoNotOccurAreLeftOutOfMeans() {
    long[][] confusion = new long[4][4];
    int[] right = {0, 1, 2, 0, 1, 2};
    int[] predicted = {0, 2, 1, 0, 0, 1};
    for (int i = 0; i < right.length; i++) {
      confusion[right[i]][predicted[i]]++;
    }
    ClassScores scores = new ClassScores(confusion);
    assertThat(scores.macroPrecision()).isCloseTo(2 / 9.0, CLOSE);
    assertThat(scores.macroRecall()).isCloseTo(1 / 3.0, CLOSE);
    assertThat(scores.macroF1()).isCloseTo(4 / 15.0, CLOSE);
  }

  @Test
  void calibration() {
    Calibration calibration = new Calibration(predictions, (int) fixture.number("bins"));
    assertThat(calibration.expectedError()).isCloseTo(fixture.number("calibrationError"), CLOSE);
  }

  @Test
  void accuracyOfGroups() {
    double[] expected = fixture.numbers("groupAccuracies");
    double[] found = predictions.groupAccuracies(expected.length + 1);
    for (int g = 0; g < expected.length; g++) {
      assertThat(found[g]).isCloseTo(expected[g], CLOSE);
    }
    assertThat(found[expected.length]).isNaN();
  }

  @Test
  void aClassThatIsNeverPredictedScoresZero() {
    ClassScores scores = new ClassScores(new long[][] {{3, 0}, {2, 0}});
    assertThat(scores.precision(1)).isZero();
    assertThat(scores.recall(1)).isZero();
    assertThat(scores.f1(1)).isZero();
    assertThat(scores.precision(0)).isEqualTo(0.6);
  }
}

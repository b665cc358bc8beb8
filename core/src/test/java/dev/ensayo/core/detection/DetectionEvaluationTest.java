package dev.ensayo.core.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionEvaluationTest {
  private static final Box BOX = new Box(10, 10, 10, 10);
  private static final Box ELSEWHERE = new Box(40, 40, 10, 10);

  static Stream<Fixture> cases() throws IOException {
    return Fixture.read(DetectionEvaluationTest.class, "detections.json").each("cases").stream();
  }

  /** Beside COCO's own program; it adds 2⁻⁵² to a denominator. */
  @ParameterizedTest
  @MethodSource("cases")
  void scoresAreThoseOfCoco(Fixture coco) {
    int classes = (int) coco.number("classes");
    DetectionEvaluation evaluation = new DetectionEvaluation(classes);
    for (Fixture scene : coco.each("scenes")) {
      evaluation.add(
          Arrays.stream(scene.rows("objects"))
              .map(row -> new SceneObject((int) row[0], box(row, 1)))
              .toList(),
          Arrays.stream(scene.rows("found"))
              .map(row -> new Detection((int) row[0], row[1], box(row, 2)))
              .toList());
    }
    DetectionScores scores = evaluation.scores();
    JsonNode expected = coco.at("expected").root();
    assertSame(scores.meanAveragePrecision(), expected.get("ap"));
    assertSame(scores.averagePrecision50(), expected.get("ap50"));
    assertSame(scores.averagePrecision75(), expected.get("ap75"));
    assertSame(scores.averageRecall(), expected.get("ar"));
    for (int label = 0; label < classes; label++) {
      assertSame(scores.ofClasses().get(label), expected.get("classes").get(label));
      assertThat(scores.curves().get(label).isPresent())
          .isEqualTo(!expected.get("classes").get(label).isNull());
    }
  }

  private static Box box(double[] row, int from) {
    return new Box(row[from], row[from + 1], row[from + 2], row[from + 3]);
  }

  private static void assertSame(double value, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(value).isNaN();
    } else {
      assertThat(value).isCloseTo(expected.asDouble(), within(1e-12));
    }
  }

  /**
   * Two objects; right, wrong, right: precisions 1, 1/2, 2/3, so 1 at the 51 recalls up to 0.5 and
   * 2/3 at the 50 above.
   */
  @Test
  void averagePrecisionByHand() {
    PrecisionRecall curve = PrecisionRecall.of(new boolean[] {true, false, true}, 2);
    assertThat(curve.recall()).isEqualTo(1);
    assertThat(curve.precision().get(50)).isEqualTo(1);
    assertThat(curve.precision().get(51)).isEqualTo(2.0 / 3);
    assertThat(curve.averagePrecision()).isCloseTo((51 + 50 * 2.0 / 3) / 101, within(1e-15));
    DetectionEvaluation evaluation = new DetectionEvaluation(1);
    evaluation.add(
        List.of(new SceneObject(0, BOX), new SceneObject(0, ELSEWHERE)),
        List.of(
            new Detection(0, 0.7, ELSEWHERE),
            new Detection(0, 0.8, new Box(0, 0, 5, 5)),
            new Detection(0, 0.9, BOX)));
    assertThat(evaluation.scores().meanAveragePrecision())
        .isCloseTo((51 + 50 * 2.0 / 3) / 101, within(1e-15));
  }

  /** Shares 8 · 10 of 12 · 10: right at 0.50, 0.55, 0.60 and 0.65 alone. */
  @Test
  void aBoxIsRightUpToWhatItShares() {
    DetectionEvaluation evaluation = new DetectionEvaluation(1);
    evaluation.add(
        List.of(new SceneObject(0, BOX)), List.of(new Detection(0, 1, new Box(12, 10, 10, 10))));
    DetectionScores scores = evaluation.scores();
    assertThat(scores.averagePrecision50()).isEqualTo(1);
    assertThat(scores.averagePrecision75()).isZero();
    assertThat(scores.meanAveragePrecision()).isCloseTo(0.4, within(1e-15));
    assertThat(scores.averageRecall()).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void aClassIsWrongForAnother() {
    DetectionEvaluation evaluation = new DetectionEvaluation(3);
    evaluation.add(List.of(new SceneObject(0, BOX)), List.of(new Detection(1, 1, BOX)));
    DetectionScores scores = evaluation.scores();
    assertThat(scores.meanAveragePrecision()).isZero();
    assertThat(scores.ofClasses().get(1)).isNaN();
  }

  @Test
  void thresholdsAreThoseOfCoco() {
    assertThat(OverlapThresholds.of(OverlapThresholds.HALF)).isEqualTo(0.5);
    assertThat(OverlapThresholds.of(OverlapThresholds.THREE_QUARTERS))
        .isCloseTo(0.75, within(1e-15));
    assertThat(OverlapThresholds.of(9)).isEqualTo(0.95);
    assertThat(PrecisionRecall.recallAt(100)).isEqualTo(1);
  }
}

package dev.ensayo.supervised.learning;

import dev.ensayo.backend.ZipNormalizer;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import java.util.Arrays;

/** Says a preprocessing as Deeplearning4j does, as far as it can: without gaps and categories. */
public final class Normalizers {
  private Normalizers() {}

  /** What the zip says of its inputs. */
  public static ZipNormalizer of(Preprocessing preprocessing) {
    AnswerScale answers = preprocessing.outputs().answerScale();
    if (preprocessing.inputs() instanceof TableInputs table) {
      return of(table, answers);
    }
    if (preprocessing.inputs() instanceof PictureInputs pictures) {
      return of(pictures, answers);
    }
    int size =
        preprocessing.inputs() instanceof Inputs.Numbers numbers
            ? numbers.shape().stream().reduce(1, Math::multiplyExact)
            : 0;
    double[] deviations = new double[size];
    Arrays.fill(deviations, 1);
    return new ZipNormalizer(new double[size], deviations, 0, answers.origin(), answers.unit());
  }

  private static ZipNormalizer of(TableInputs table, AnswerScale answers) {
    return new ZipNormalizer(table.origins(), table.units(), 0, answers.origin(), answers.unit());
  }

  private static ZipNormalizer of(PictureInputs pictures, AnswerScale answers) {
    int channels = pictures.shape().get(0);
    int pixels = pictures.shape().get(1) * pictures.shape().get(2);
    double[] means = new double[channels * pixels];
    double[] deviations = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      double factor = pictures.factors().get(i / pixels);
      means[i] = -pictures.offsets().get(i / pixels) / factor;
      deviations[i] = 1 / factor;
    }
    return new ZipNormalizer(means, deviations, channels, answers.origin(), answers.unit());
  }
}

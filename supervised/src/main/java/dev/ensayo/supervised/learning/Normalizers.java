package dev.ensayo.supervised.learning;

import dev.ensayo.backend.ZipNormalizer;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import java.util.Arrays;

/** Says a preprocessing as Deeplearning4j does, as far as it can: without gaps and categories. */
final class Normalizers {
  private Normalizers() {}

  static ZipNormalizer of(Preprocessing preprocessing) {
    AnswerScale answers =
        preprocessing.outputs() instanceof Outputs.Quantity number
            ? number.scale()
            : AnswerScale.NONE;
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
    double[] means = new double[table.width()];
    double[] deviations = new double[means.length];
    Arrays.fill(deviations, 1);
    int at = 0;
    for (InputColumn column : table.columns()) {
      if (column instanceof InputColumn.Numbers numbers) {
        means[at] = numbers.origin();
        deviations[at] = numbers.unit();
      }
      at += column.width();
    }
    return new ZipNormalizer(means, deviations, 0, answers.origin(), answers.unit());
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

package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.configuration.NetworkZip;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's own normalizer in the zip of a model: (x − mean) / deviation of each input, so
 * that a program that has nothing but Deeplearning4j can prepare inputs. It is one of {@code
 * ModelSerializer.restoreNormalizerFromFile}.
 *
 * @param means of each input, {@code [F]}
 * @param deviations of each input, {@code [F]}, above 0
 * @param channels C where the inputs are pictures {@code [C, H, W]}, whose pixels share the numbers
 *     of their channel; 0 where they are rows
 * @param answerMean of the numbers that are predicted; 0 where they are as the network gives them
 * @param answerDeviation of them; 1 where they are as the network gives them
 */
@SuppressWarnings("ArrayRecordComponent")
public record ZipNormalizer(
    double[] means, double[] deviations, int channels, double answerMean, double answerDeviation) {
  public ZipNormalizer {
    checkArgument(
        means.length == deviations.length,
        "%s means and %s deviations",
        means.length,
        deviations.length);
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    for (int i = 0; i < means.length; i++) {
      if (means[i] != 0 || deviations[i] != 1) {
        return false;
      }
    }
    return answerMean == 0 && answerDeviation == 1;
  }

  /**
   * Puts it into a zip, in place of one that is there. A graph takes pictures as {@code [B, C, H,
   * W]} and has a mean for each channel; a sequential network takes them as rows.
   *
   * @param zip in {@code ModelSerializer} format
   */
  public void addTo(Path zip) throws IOException {
    boolean perChannel = channels > 0 && NetworkZip.holdsGraph(zip);
    NormalizerStandardize normalizer =
        new NormalizerStandardize(
            row(means, perChannel),
            row(deviations, perChannel),
            Nd4j.createFromArray((float) answerMean).reshape(1, 1),
            Nd4j.createFromArray((float) answerDeviation).reshape(1, 1));
    normalizer.fitLabel(answerMean != 0 || answerDeviation != 1);
    ModelSerializer.addNormalizerToModel(zip.toFile(), normalizer);
  }

  private INDArray row(double[] numbers, boolean perChannel) {
    int step = perChannel ? numbers.length / channels : 1;
    float[] row = new float[numbers.length / step];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) numbers[i * step];
    }
    return Nd4j.createFromArray(row).reshape(1, row.length);
  }
}

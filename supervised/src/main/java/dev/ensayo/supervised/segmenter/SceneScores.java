package dev.ensayo.supervised.segmenter;

import dev.ensayo.backend.model.Model;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a network says of the pixels of scenes, and how good that is. */
final class SceneScores {
  /** The compiled engine and Deeplearning4j keep probabilities this far from 0 and 1. */
  private static final double LEAST = 1e-10;

  private final ScenesSpec spec;
  private final int classes;
  private final List<Double> classWeights;
  private final int rows;
  private final float[] inputs;
  private final float[] outputs;
  private final byte[] mask;
  private final byte[] said;

  /**
   * @param classWeights of the loss, {@code [K + 1]}
   * @param rows the most pictures at a time
   */
  SceneScores(ScenesSpec spec, List<Double> classWeights, int rows) {
    this.spec = spec;
    this.classes = SegmenterNetwork.scores(spec);
    this.classWeights = classWeights;
    this.rows = rows;
    this.inputs = new float[Math.multiplyExact(rows, spec.pictureSize())];
    this.outputs = new float[Math.multiplyExact(rows, classes * spec.pixels())];
    this.mask = new byte[spec.pixels()];
    this.said = new byte[spec.pixels()];
  }

  /** Takes the classes of one picture's pixels; the arrays are filled again afterwards. */
  private interface OfPicture {
    /**
     * @param right {@code [H, W]}, unsigned
     * @param said {@code [H, W]}, unsigned
     */
    void take(byte[] right, byte[] said);
  }

  /** The metrics of a part that is not empty, by name. */
  Map<String, Double> of(Scenes scenes, Model model) {
    PixelConfusion confusion = new PixelConfusion(classes);
    double loss = walk(scenes, model, (right, answers) -> count(confusion, right, answers));
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(SegmenterMetrics.PART_LOSS, loss);
    scores.put(SegmenterMetrics.PIXEL_ACCURACY, confusion.pixelAccuracy());
    scores.put(SegmenterMetrics.MEAN_ACCURACY, confusion.meanAccuracy());
    scores.put(SegmenterMetrics.MEAN_IOU, confusion.meanIntersectionOverUnion());
    scores.put(SegmenterMetrics.MAJORITY, confusion.majority());
    return scores;
  }

  /** The counts of a part. */
  PixelConfusion confusion(Scenes scenes, Model model) {
    PixelConfusion confusion = new PixelConfusion(classes);
    walk(scenes, model, (right, answers) -> count(confusion, right, answers));
    return confusion;
  }

  private static void count(PixelConfusion confusion, byte[] right, byte[] answers) {
    for (int i = 0; i < right.length; i++) {
      confusion.add(Byte.toUnsignedInt(right[i]), Byte.toUnsignedInt(answers[i]));
    }
  }

  /**
   * What is said of one picture.
   *
   * @param into receives {@code [H, W]}, unsigned
   */
  void say(Scenes scenes, int index, Model model, byte[] into) {
    scenes.read(index, inputs, 0);
    model.predict(inputs, 1, outputs);
    mostLikely(0, into);
  }

  /** Goes over all pictures; returns the mean loss of a pixel. */
  private double walk(Scenes scenes, Model model, OfPicture taker) {
    double loss = 0;
    for (int from = 0; from < scenes.size(); from += rows) {
      int count = Math.min(rows, scenes.size() - from);
      for (int row = 0; row < count; row++) {
        scenes.read(from + row, inputs, row * spec.pictureSize());
      }
      model.predict(inputs, count, outputs);
      for (int row = 0; row < count; row++) {
        scenes.readMask(from + row, mask, 0);
        mostLikely(row, said);
        loss += loss(row);
        taker.take(mask, said);
      }
    }
    return loss / ((double) scenes.size() * spec.pixels());
  }

  /** −Σ w·ln p over the pixels of the picture whose mask was read. */
  private double loss(int row) {
    double sum = 0;
    int start = row * classes * mask.length;
    for (int pixel = 0; pixel < mask.length; pixel++) {
      int right = Byte.toUnsignedInt(mask[pixel]);
      double p = Math.max(LEAST, outputs[start + right * mask.length + pixel]);
      sum -= classWeights.get(right) * StrictMath.log(p);
    }
    return sum;
  }

  private void mostLikely(int row, byte[] into) {
    int start = row * classes * into.length;
    for (int pixel = 0; pixel < into.length; pixel++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (outputs[start + c * into.length + pixel]
            > outputs[start + best * into.length + pixel]) {
          best = c;
        }
      }
      into[pixel] = (byte) best;
    }
  }
}

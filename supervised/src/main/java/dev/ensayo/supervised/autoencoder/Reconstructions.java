package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.examples.Examples;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares inputs with what is said again of them, a number at a time. */
final class Reconstructions {
  /** Says inputs again. */
  interface Mirror {
    /**
     * @param inputs {@code [batch, F]}
     * @param outputs receives {@code [batch, F]}
     */
    void reconstruct(float[] inputs, int batch, float[] outputs);
  }

  private final int inputSize;
  private final int rows;
  private final float[] inputs;
  private final float[] outputs;

  /**
   * @param rows the most at a time
   */
  Reconstructions(int inputSize, int rows) {
    this.inputSize = inputSize;
    this.rows = rows;
    this.inputs = new float[Math.multiplyExact(rows, inputSize)];
    this.outputs = new float[inputs.length];
  }

  /**
   * The means over all numbers of a part: the loss as it is trained, and the squared error.
   *
   * @param part not empty
   */
  Map<String, Double> scores(Examples part, Reconstruction loss, Mirror mirror) {
    double losses = 0;
    double squares = 0;
    for (int from = 0; from < part.size(); from += rows) {
      int count = Math.min(rows, part.size() - from);
      for (int row = 0; row < count; row++) {
        part.read(from + row, inputs, row * inputSize);
      }
      mirror.reconstruct(inputs, count, outputs);
      for (int i = 0; i < count * inputSize; i++) {
        losses += loss.of(inputs[i], outputs[i]);
        squares += Reconstruction.SQUARED_ERROR.of(inputs[i], outputs[i]);
      }
    }
    double numbers = (double) part.size() * inputSize;
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", losses / numbers);
    scores.put("mse", squares / numbers);
    return scores;
  }
}

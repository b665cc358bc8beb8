package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;
import java.util.Arrays;

/**
 * The softmax over the channels of each pixel, of rows {@code [C, B]} that hold a pixel of all
 * examples: the same as {@link SoftmaxFunction}, example by example side by side.
 */
public final class ChannelSoftmax implements ActivationFunction {
  private final FloatExponentials exponentials = new FloatExponentials();
  private final int channels;
  private final float[] ofExamples;

  /**
   * @param channels C
   * @param largestBatch the most examples B
   */
  public ChannelSoftmax(int channels, int largestBatch) {
    this.channels = channels;
    this.ofExamples = new float[largestBatch];
  }

  @Override
  public boolean keepsOutput() {
    return true;
  }

  @Override
  public void forward(float[] x, int rows, int columns) {
    int batch = columns / channels;
    for (int row = 0; row < rows; row++) {
      takeOffLargest(x, row * columns, batch);
    }
    exponentials.exp(x, rows * columns);
    for (int row = 0; row < rows; row++) {
      divideBySum(x, row * columns, batch);
    }
  }

  private void takeOffLargest(float[] x, int start, int batch) {
    System.arraycopy(x, start, ofExamples, 0, batch);
    for (int channel = 1; channel < channels; channel++) {
      int at = start + channel * batch;
      for (int i = 0; i < batch; i++) {
        ofExamples[i] = Math.max(ofExamples[i], x[at + i]);
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      int at = start + channel * batch;
      for (int i = 0; i < batch; i++) {
        x[at + i] -= ofExamples[i];
      }
    }
  }

  private void divideBySum(float[] x, int start, int batch) {
    Arrays.fill(ofExamples, 0, batch, 0);
    for (int channel = 0; channel < channels; channel++) {
      int at = start + channel * batch;
      for (int i = 0; i < batch; i++) {
        ofExamples[i] += x[at + i];
      }
    }
    for (int i = 0; i < batch; i++) {
      ofExamples[i] = 1 / ofExamples[i];
    }
    for (int channel = 0; channel < channels; channel++) {
      int at = start + channel * batch;
      for (int i = 0; i < batch; i++) {
        x[at + i] *= ofExamples[i];
      }
    }
  }

  /** g ← y·(g − Σ g·y). */
  @Override
  public void backward(float[] y, float[] gradient, int rows, int columns) {
    int batch = columns / channels;
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      Arrays.fill(ofExamples, 0, batch, 0);
      for (int channel = 0; channel < channels; channel++) {
        int at = start + channel * batch;
        for (int i = 0; i < batch; i++) {
          ofExamples[i] += gradient[at + i] * y[at + i];
        }
      }
      for (int channel = 0; channel < channels; channel++) {
        int at = start + channel * batch;
        for (int i = 0; i < batch; i++) {
          gradient[at + i] = y[at + i] * (gradient[at + i] - ofExamples[i]);
        }
      }
    }
  }
}

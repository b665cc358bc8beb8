package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;

/**
 * Local response normalization (Krizhevsky et al., "ImageNet classification with deep convolutional
 * neural networks", 2012, section 3.3): y = x·u^−β with u = k + α·Σ x² over the channels that are
 * at most ⌊n/2⌋ away, pixel by pixel.
 */
final class ResponseNormalizationBlock implements Block {
  private final Value input;
  private final Value output;
  private final Region sums;
  private final boolean addsToInputGradient;
  private final int channels;
  private final int pixels;
  private final int reach;
  private final double k;
  private final double alpha;
  private final double beta;
  private final float[] x;
  private final float[] u;
  private final float[] slope;
  private final float[] share;
  private final float[] result;

  ResponseNormalizationBlock(BlockContext context, LocalResponseNormalization layer) {
    this.input = context.input();
    this.addsToInputGradient = context.addsToInputGradient();
    this.channels = input.shape().channels();
    this.pixels = input.shape().height() * input.shape().width();
    this.reach = (int) layer.getN() / 2;
    this.k = layer.getK();
    this.alpha = layer.getAlpha();
    this.beta = layer.getBeta();
    int run = Math.multiplyExact(channels, context.largestBatch());
    this.x = new float[run];
    this.u = new float[run];
    this.slope = new float[run];
    this.share = new float[run];
    this.result = new float[run];
    this.output = context.output(input.shape());
    this.sums = context.untilBackward(input.shape().size());
  }

  @Override
  public void forward(Pass pass) {
    int run = channels * pass.rows();
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = pixel * run;
      input.data().slice().buffer().get(at, x, 0, run);
      Arrays.fill(u, 0, run, (float) k);
      for (int i = 0; i < run; i++) {
        share[i] = (float) (alpha * x[i] * x[i]);
      }
      addNeighbours(share, u, pass.rows());
      for (int i = 0; i < run; i++) {
        result[i] = x[i] * (float) Math.pow(u[i], -beta);
      }
      sums.slice().buffer().put(at, u, 0, run);
      output.data().slice().buffer().put(at, result, 0, run);
    }
  }

  /** dx = dy·u^−β − 2αβ·x·Σ dy·x·u^(−β−1) over the same channels. */
  @Override
  public void backward(Pass pass) {
    if (!input.needsGradient()) {
      return;
    }
    int run = channels * pass.rows();
    Slice dx = input.gradient().slice();
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = pixel * run;
      input.data().slice().buffer().get(at, x, 0, run);
      sums.slice().buffer().get(at, u, 0, run);
      output.gradient().slice().buffer().get(at, slope, 0, run);
      for (int i = 0; i < run; i++) {
        float scaled = slope[i] * (float) Math.pow(u[i], -beta);
        slope[i] = scaled;
        share[i] = scaled * x[i] / u[i];
      }
      Arrays.fill(u, 0, run, 0);
      addNeighbours(share, u, pass.rows());
      if (addsToInputGradient) {
        dx.buffer().get(at, result, 0, run);
      } else {
        Arrays.fill(result, 0, run, 0);
      }
      for (int i = 0; i < run; i++) {
        result[i] += slope[i] - (float) (2 * alpha * beta) * x[i] * u[i];
      }
      dx.buffer().put(at, result, 0, run);
    }
  }

  /**
   * Adds to each channel those that are near it.
   *
   * @param from {@code [C, B]}, as is {@code to}
   */
  private void addNeighbours(float[] from, float[] to, int rows) {
    for (int channel = 0; channel < channels; channel++) {
      int first = Math.max(0, channel - reach);
      int last = Math.min(channels - 1, channel + reach);
      for (int near = first; near <= last; near++) {
        for (int row = 0; row < rows; row++) {
          to[channel * rows + row] += from[near * rows + row];
        }
      }
    }
  }
}

package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import java.util.Arrays;
import java.util.List;

/**
 * A network's layers cut into stages, in their order, so that the heaviest is as light as can be.
 */
final class StageCut {
  private StageCut() {}

  /**
   * The work of each stage (multiplications of one example's way forward), {@code [stages]}.
   *
   * @param stages at least 1, and no more than there are layers
   */
  static double[] of(NetworkSpec network, int stages) {
    return cut(work(network), stages);
  }

  /** Multiplications of each layer; one for each output where a layer has no weights. */
  static double[] work(NetworkSpec network) {
    List<List<Integer>> shapes = network.shapes();
    double[] work = new double[network.layers().size()];
    for (int i = 0; i < work.length; i++) {
      LayerSpec layer = network.layers().get(i);
      double outputs = size(shapes.get(i + 1));
      if (layer instanceof DenseSpec) {
        work[i] = size(shapes.get(i)) * outputs;
      } else if (layer instanceof ConvolutionSpec convolution) {
        int rows = convolution.windows().kernel();
        int columns = convolution.windows().kernelWidth().orElse(rows);
        work[i] = outputs * shapes.get(i).get(0) * rows * columns;
      } else if (layer instanceof TransposedConvolutionSpec transposed) {
        int rows = transposed.windows().kernel();
        int columns = transposed.windows().kernelWidth().orElse(rows);
        work[i] = size(shapes.get(i)) * shapes.get(i + 1).get(0) * rows * columns;
      } else {
        work[i] = outputs;
      }
    }
    return work;
  }

  private static double size(List<Integer> shape) {
    return shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  /**
   * Contiguous parts of a row of numbers whose largest sum is the least.
   *
   * @return the sum of each, {@code [parts]}
   */
  static double[] cut(double[] work, int parts) {
    int n = work.length;
    double[] before = new double[n + 1];
    for (int i = 0; i < n; i++) {
      before[i + 1] = before[i] + work[i];
    }
    double[][] least = new double[parts + 1][n + 1];
    int[][] from = new int[parts + 1][n + 1];
    Arrays.stream(least).forEach(row -> Arrays.fill(row, Double.POSITIVE_INFINITY));
    least[0][0] = 0;
    for (int p = 1; p <= parts; p++) {
      for (int end = p; end <= n; end++) {
        for (int start = p - 1; start < end; start++) {
          double heaviest = Math.max(least[p - 1][start], before[end] - before[start]);
          if (heaviest < least[p][end]) {
            least[p][end] = heaviest;
            from[p][end] = start;
          }
        }
      }
    }
    double[] sums = new double[parts];
    int end = n;
    for (int p = parts; p >= 1; p--) {
      sums[p - 1] = before[end] - before[from[p][end]];
      end = from[p][end];
    }
    return sums;
  }
}

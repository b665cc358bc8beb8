package dev.ensayo.backend.extension;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Net inputs of radial units and their slopes, on arrays.
 *
 * @param centers w {@code [F, U]}
 * @param bandwidths b {@code [1, U]} or {@code [1, 1]}
 * @param altitudes a {@code [1, U]}; null where there are none
 */
record RadialUnits(
    CombinationKind kind, INDArray centers, INDArray bandwidths, INDArray altitudes) {
  /** b, once for each unit. */
  private INDArray widths() {
    return kind.ownBandwidths()
        ? bandwidths.dup()
        : Nd4j.ones(centers.dataType(), 1, centers.size(1)).muli(bandwidths.getDouble(0));
  }

  /** Σ_i (w_ij − x_i)² {@code [B, U]}, as differences, which lose nothing far from 0. */
  private INDArray distances(INDArray x) {
    INDArray distances = Nd4j.zeros(centers.dataType(), x.size(0), centers.size(1));
    for (long i = 0; i < x.size(1); i++) {
      INDArray apart =
          Nd4j.zeros(centers.dataType(), x.size(0), centers.size(1))
              .addiRowVector(centers.getRow(i, true))
              .subiColumnVector(x.getColumn(i, true));
      distances.addi(apart.muli(apart));
    }
    return distances;
  }

  INDArray net(INDArray x) {
    INDArray widths = widths();
    INDArray net = distances(x).muliRowVector(widths.mul(widths).negi());
    if (kind.volume()) {
      net.addiRowVector(Transforms.log(Transforms.abs(widths)).muli(x.size(1)));
    }
    if (altitudes != null) {
      net.addiRowVector(Transforms.log(Transforms.abs(altitudes)));
    }
    return net;
  }

  /**
   * With δ the slopes of the net inputs and s = −2b²δ: ∂w_ij = w_ij Σ s_j − Σ s_j x_i over the
   * rows, ∂x_i = x_i Σ s_j − Σ s_j w_ij over the units, ∂b_j = Σ δ_j (f/b_j − 2 b_j D_j), of which
   * f/b_j only with volumes, ∂a_j = Σ δ_j / a_j.
   *
   * @param gradients receive ∂w, ∂b and ∂a by their names
   * @return ∂x
   */
  INDArray backward(INDArray x, INDArray slopes, Map<String, INDArray> gradients) {
    INDArray widths = widths();
    INDArray sums = slopes.sum(true, 0);
    INDArray ofWidths = slopes.mul(distances(x)).sum(true, 0).muli(widths).muli(-2);
    if (kind.volume()) {
      ofWidths.addi(sums.div(widths).muli(x.size(1)));
    }
    gradients
        .get(CombinedDense.BIAS)
        .assign(kind.ownBandwidths() ? ofWidths : ofWidths.sum(true, 1));
    if (altitudes != null) {
      gradients.get(CombinedDense.ALTITUDES).assign(sums.div(altitudes));
    }
    INDArray scaled = slopes.mulRowVector(widths.mul(widths).muli(-2));
    gradients
        .get(CombinedDense.WEIGHTS)
        .assign(centers.mulRowVector(scaled.sum(true, 0)).subi(x.transpose().mmul(scaled)));
    return x.mulColumnVector(scaled.sum(true, 1)).subi(scaled.mmul(centers.transpose()));
  }
}

package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.TiedMatrices;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TiedLayers;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link TiedMatrices} in Deeplearning4j's arrays.
 *
 * @param matrices where they are
 */
public record TiedParameters(TiedMatrices matrices) {
  /** The tied layers of a network that was made of a spec, one layer of each of its own. */
  public static TiedMatrices of(NetworkSpec spec, MultiLayerNetwork network) {
    ImmutableList.Builder<TiedMatrices.Tie> ties = ImmutableList.builder();
    for (TiedLayers tied : spec.ties()) {
      int inputs = size(spec, tied.from());
      int outputs = ((DenseSpec) spec.layers().get(tied.from())).units();
      ties.add(
          new TiedMatrices.Tie(
              offset(network, tied.from()), offset(network, tied.to()), inputs, outputs));
    }
    return new TiedMatrices(ties.build());
  }

  private static int size(NetworkSpec spec, int layer) {
    return spec.shapes().get(layer).stream().reduce(1, Math::multiplyExact);
  }

  private static int offset(MultiLayerNetwork network, int layer) {
    long offset = 0;
    for (int i = 0; i < layer; i++) {
      offset += network.getLayer(i).numParams();
    }
    return Math.toIntExact(offset);
  }

  /** {@link TiedMatrices#gather}. */
  void gather(INDArray gradient) {
    INDArray flat = flat(gradient);
    for (TiedMatrices.Tie tie : matrices.ties()) {
      INDArray second = second(flat, tie);
      first(flat, tie).addi(second.transpose());
      second.assign(0);
    }
  }

  /** {@link TiedMatrices#spread}. */
  public void spread(INDArray parameters) {
    INDArray flat = flat(parameters);
    for (TiedMatrices.Tie tie : matrices.ties()) {
      second(flat, tie).assign(first(flat, tie).transpose());
    }
  }

  private static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }

  private static INDArray first(INDArray flat, TiedMatrices.Tie tie) {
    return matrix(flat, tie.from(), tie.inputs(), tie.outputs());
  }

  private static INDArray second(INDArray flat, TiedMatrices.Tie tie) {
    return matrix(flat, tie.to(), tie.outputs(), tie.inputs());
  }

  private static INDArray matrix(INDArray flat, int from, int rows, int columns) {
    return flat.get(NDArrayIndex.interval(from, from + (long) rows * columns))
        .reshape('f', rows, columns);
  }
}

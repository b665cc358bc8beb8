package dev.ensayo.backend.engine;

import dev.ensayo.backend.extension.NoisyDenseLayer;
import dev.ensayo.backend.model.NetworkMemory;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network cut where its frozen layers end, for Deeplearning4j has no way to begin in the middle:
 * two networks with buffers of their own, which are sent what the whole has learned.
 */
final class CutGraph implements AutoCloseable {
  private final LibraryNetwork whole;
  private final ComputationGraph before;
  private final DeeplearningModel after;

  /**
   * @param before the frozen part
   * @param after the trained part, which draws dropout masks as the whole does
   */
  CutGraph(LibraryNetwork whole, ComputationGraph before, DeeplearningModel after) {
    this.whole = whole;
    this.before = before;
    this.after = after;
  }

  /** Computes what leaves the frozen part. */
  void features(INDArray[] inputs, float[] features) {
    long own = before.numParams();
    if (own > 0) {
      before.params().assign(parameters(0, own));
    }
    INDArray value = before.output(false, inputs)[0].dup('c');
    System.arraycopy(value.data().asFloat(), 0, features, 0, Math.toIntExact(value.length()));
  }

  /** Those of the trained part. */
  List<NoisyDenseLayer> noisyLayers() {
    return after.network().noisyLayers();
  }

  /** Layers of the trained part, as they are configured. */
  List<Layer> trainedLayers() {
    return after.network().layers();
  }

  /** The trained part, as far as the whole was trained. */
  DeeplearningModel begin() {
    LibraryNetwork part = after.network();
    part.parameters().assign(trainedParameters().reshape(part.parameters().shape()));
    if (part.updaterState() != null) {
      part.updaterState().assign(whole.updaterState());
    }
    part.setCounts(whole.iterations(), whole.epochs());
    return after;
  }

  /** Takes back what a step of the trained part has changed. */
  void endStep() {
    LibraryNetwork part = after.network();
    trainedParameters().assign(part.parameters().reshape(-1));
    if (whole.updaterState() != null) {
      whole.updaterState().assign(part.updaterState());
    }
    whole.setCounts(part.iterations(), whole.epochs());
  }

  private INDArray trainedParameters() {
    int all = whole.parameterCount();
    return parameters(all - after.parameterCount(), all);
  }

  /** A view of some parameters. */
  private INDArray parameters(long from, long to) {
    return whole.parameters().reshape(whole.parameterCount()).get(NDArrayIndex.interval(from, to));
  }

  @Override
  public void close() {
    NetworkMemory.free(before);
    after.close();
  }
}

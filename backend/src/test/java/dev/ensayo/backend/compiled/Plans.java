package dev.ensayo.backend.compiled;

import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Plans of networks that are initialized, without a limit on the gradient. */
final class Plans {
  private Plans() {}

  static BatchPlan compile(MultiLayerNetwork network, int largestBatch) {
    return compile(
        Blueprint.of(network.getLayerWiseConfigurations()),
        NetworkBuffers.of(network),
        largestBatch);
  }

  static BatchPlan compile(ComputationGraph network, int largestBatch) {
    return compile(
        Blueprint.of(network.getConfiguration()), NetworkBuffers.of(network), largestBatch);
  }

  private static BatchPlan compile(Blueprint blueprint, NetworkBuffers buffers, int largestBatch) {
    return BatchPlan.compile(
        blueprint, buffers, new Limits(largestBatch, OptionalDouble.empty()), null);
  }

  /** The array of a network's only input or output. */
  static float[][] only(float[] array) {
    return new float[][] {array};
  }
}

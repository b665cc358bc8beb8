package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.training.CarriedLayer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The recurrent layers of a network of Deeplearning4j, and the state they carry. */
final class CarriedLayers {
  private final ImmutableList<CarriedLayer> layers;

  /** Puts layers that carry a state in the place of the network's recurrent ones. */
  CarriedLayers(MultiLayerNetwork network) {
    this.layers = CarriedLayer.install(network);
  }

  /** Numbers of carried state of one sequence. */
  int stateSize() {
    return layers.stream().mapToInt(CarriedLayer::stateSize).sum();
  }

  /** Whether a sequence's state is set to zero where it is masked. */
  boolean clearMaskedState() {
    return layers.stream().anyMatch(CarriedLayer::clearsMaskedState);
  }

  /** Whether a gradient goes past a masked step. */
  boolean learnPastMasks() {
    return layers.stream().anyMatch(CarriedLayer::learnsPastMasks);
  }

  void load(SequenceState state) {
    int offset = 0;
    for (CarriedLayer layer : layers) {
      layer.load(state.values(), offset, state.sequences());
      offset += layer.stateSize();
    }
  }

  void store(SequenceState state) {
    int offset = 0;
    for (CarriedLayer layer : layers) {
      layer.store(state.values(), offset, state.sequences());
      offset += layer.stateSize();
    }
  }

  /**
   * @param mask {@code [B, T]}; null for ones
   */
  void setMask(INDArray mask) {
    layers.forEach(layer -> layer.setMaskArray(mask));
  }

  /**
   * Measures how far gradients reach; see {@code SequenceModel}.
   *
   * @param inputs what the layers were given, in order
   * @param state before the first step
   * @param steps T
   */
  double[][] gradientNorms(
      List<INDArray> inputs,
      SequenceState state,
      int steps,
      int projections,
      RandomGenerator random) {
    double[][] norms = new double[layers.size()][steps];
    float[][] directions = new float[layers.size()][];
    for (int layer = 0; layer < directions.length; layer++) {
      directions[layer] = new float[state.sequences() * layers.get(layer).units()];
    }
    for (int projection = 0; projection < projections; projection++) {
      for (float[] direction : directions) {
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
      }
      int offset = 0;
      for (int layer = 0; layer < directions.length; layer++) {
        CarriedLayer own = layers.get(layer);
        own.addSquaredSlopes(
            inputs.get(layer), state.values(), offset, directions[layer], norms[layer]);
        offset += own.stateSize();
      }
    }
    for (int layer = 0; layer < directions.length; layer++) {
      finish(norms[layer], (double) projections * directions[layer].length);
    }
    return norms;
  }

  /** From sums of squares by step to roots of their means by distance from the last. */
  private static void finish(double[] squares, double count) {
    double[] byStep = squares.clone();
    for (int k = 0; k < squares.length; k++) {
      squares[k] = Math.sqrt(byStep[squares.length - 1 - k] / count);
    }
  }
}

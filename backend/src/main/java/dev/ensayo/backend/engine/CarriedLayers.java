package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.BothEndsLayer;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.training.CarriedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The recurrent layers of a network of Deeplearning4j, the state they carry, and the masks of all
 * that look at one. A bidirectional layer carries nothing.
 */
final class CarriedLayers {
  /**
   * A recurrent layer, or one of the two of a bidirectional one.
   *
   * @param index position of the layer in the network
   * @param backward whether it goes over the steps from the last to the first
   */
  private record Walker(CarriedLayer layer, int index, boolean backward) {}

  private final ImmutableList<CarriedLayer> layers;
  private final ImmutableList<Layer> masked;
  private final ImmutableList<Walker> walkers;

  /** Puts layers that carry a state in the place of the network's recurrent ones. */
  CarriedLayers(MultiLayerNetwork network) {
    this.layers = CarriedLayer.install(network);
    this.masked =
        Arrays.stream(network.getLayers())
            .filter(
                layer ->
                    layer instanceof BidirectionalLayer
                        || layer instanceof GlobalPoolingLayer
                        || layer instanceof BothEndsLayer)
            .collect(ImmutableList.toImmutableList());
    this.walkers = walkers(network);
  }

  private ImmutableList<Walker> walkers(MultiLayerNetwork network) {
    ImmutableList.Builder<Walker> all = ImmutableList.builder();
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayer(i) instanceof BidirectionalLayer both) {
        ImmutableList<CarriedLayer> walks = CarriedLayer.walksOf(both, i);
        all.add(new Walker(walks.get(0), i, false), new Walker(walks.get(1), i, true));
      }
      for (CarriedLayer layer : layers) {
        if (layer.getIndex() == i) {
          all.add(new Walker(layer, i, false));
        }
      }
    }
    return all.build();
  }

  /** Numbers of carried state of one sequence. */
  int stateSize() {
    return layers.stream().mapToInt(CarriedLayer::stateSize).sum();
  }

  /** Whether a sequence's state is set to zero where it is masked. */
  boolean clearMaskedState() {
    return walkers.stream().anyMatch(walker -> walker.layer().clearsMaskedState());
  }

  /** Whether a gradient goes past a masked step. */
  boolean learnPastMasks() {
    return walkers.stream().anyMatch(walker -> walker.layer().learnsPastMasks());
  }

  /** Whether a gradient goes past masked steps where a layer goes over the steps backwards. */
  boolean learnBackPastMasks() {
    return walkers.stream()
        .anyMatch(walker -> walker.backward() && walker.layer().learnsPastMasks());
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
    masked.forEach(layer -> layer.setMaskArray(mask));
  }

  /**
   * Measures how far gradients reach; see {@code SequenceModel}.
   *
   * @param inputs of all layers of the network, in order
   * @param state before the first step
   * @param steps T
   */
  double[][] gradientNorms(
      List<INDArray> inputs,
      SequenceState state,
      int steps,
      int projections,
      RandomGenerator random) {
    double[][] norms = new double[walkers.size()][steps];
    float[][] directions = new float[walkers.size()][];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = new float[state.sequences() * walkers.get(i).layer().units()];
    }
    for (int projection = 0; projection < projections; projection++) {
      for (float[] direction : directions) {
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
      }
      int offset = 0;
      for (int i = 0; i < directions.length; i++) {
        Walker walker = walkers.get(i);
        boolean carries = layers.contains(walker.layer());
        INDArray input = inputs.get(walker.index());
        int size = walker.layer().stateSize();
        walker
            .layer()
            .addSquaredSlopes(
                walker.backward() ? TimeSeriesUtils.reverseTimeSeries(input) : input,
                carries ? state.values() : new float[state.sequences() * size],
                carries ? offset : 0,
                directions[i],
                norms[i]);
        offset += carries ? size : 0;
      }
    }
    for (int i = 0; i < directions.length; i++) {
      finish(norms[i], (double) projections * directions[i].length);
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

package dev.ensayo.sequence.network;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.RecurrentSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers of one kind and size, one above the other.
 *
 * @param cell of each layer
 * @param layers how many
 * @param units U of each layer
 * @param orthogonal whether recurrent matrices start orthogonal
 * @param layerNormalization whether what enters the gates is normalized
 * @param dropout of the inputs of all layers but the first
 * @param inputDropout of the inputs of the first layer
 */
public record RecurrentStack(
    Cell cell,
    int layers,
    int units,
    boolean orthogonal,
    boolean layerNormalization,
    double dropout,
    double inputDropout) {
  private static final double FORGET_BIAS = 1;

  /** The layers from input to output. */
  public List<RecurrentSpec> specs() {
    List<RecurrentSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      specs.add(spec(layer == 0 ? inputDropout : dropout));
    }
    return specs;
  }

  private RecurrentSpec spec(double dropped) {
    return switch (cell) {
      case RNN ->
          new RecurrentSpec.SimpleRnn(
              units,
              Activation.TANH,
              Initialization.UNIFORM,
              orthogonal,
              dropped,
              layerNormalization);
      case LSTM ->
          new RecurrentSpec.Lstm(
              units, FORGET_BIAS, Initialization.UNIFORM, orthogonal, dropped, layerNormalization);
      case GRU ->
          new RecurrentSpec.Gru(
              units, true, Initialization.UNIFORM, orthogonal, dropped, layerNormalization);
    };
  }
}

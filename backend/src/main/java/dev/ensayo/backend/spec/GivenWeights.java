package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Weights as they are written, for networks small enough to be written: those of a textbook's
 * neuron.
 *
 * @param layers from input to output
 */
@Choice(value = "given", summary = "weights and biases as they are written, layer by layer")
public record GivenWeights(
    @Setting("weights and biases of each layer, from input to output") List<LayerWeights> layers)
    implements WeightStart {
  public GivenWeights {
    Settings.check(GivenWeights.class, layers);
    layers = ImmutableList.copyOf(layers);
  }

  @Override
  public Initialization drawn() {
    return Initialization.ZERO;
  }

  @Override
  public Optional<GivenWeights> given() {
    return Optional.of(this);
  }

  /**
   * Checks that they are those of a network.
   *
   * @throws InvalidSettingException if they are not, with the sizes that would be right
   */
  public void check(NetworkSpec network) {
    for (LayerSpec layer : network.layers()) {
      if (!(layer instanceof DenseSpec)) {
        throw new InvalidSettingException(
            "", "weights can be given to dense layers alone, without normalization between them");
      }
    }
    List<Integer> widths = network.shapes().stream().map(ImageShape::size).toList();
    if (layers.size() != network.layers().size()) {
      throw new InvalidSettingException(
          "layers",
          String.format(
              "must have one entry for each layer, so %d for a network of %s units, not %d",
              network.layers().size(),
              widths.stream().map(String::valueOf).collect(Collectors.joining(" → ")),
              layers.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      try {
        layers.get(i).check(widths.get(i), widths.get(i + 1));
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException("layers[" + i + "]." + e.key(), e.getMessage());
      }
    }
  }

  /** All of them in Deeplearning4j's order: of each layer the weights unit by unit, the biases. */
  public float[] parameters() {
    List<Double> all =
        layers.stream()
            .flatMap(
                layer ->
                    Stream.concat(
                        layer.weights().stream().flatMap(List::stream), layer.biases().stream()))
            .toList();
    float[] parameters = new float[all.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = all.get(i).floatValue();
    }
    return parameters;
  }
}

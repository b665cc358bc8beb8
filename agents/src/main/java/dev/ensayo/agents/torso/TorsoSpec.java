package dev.ensayo.agents.torso;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;

/** The layers that a network begins with, which fit some observations. */
public sealed interface TorsoSpec permits MlpTorso, ConvolutionalTorso {
  /** A convolutional one for images {@code [C, H, W]}, else a multilayer perceptron. */
  static TorsoSpec standardFor(ObservationSpec observation) {
    return observation.isImage()
        ? new ConvolutionalTorso(ConvolutionalTorso.MINATAR, ImmutableList.of(128))
        : new MlpTorso(ImmutableList.of(64, 64));
  }

  /** Widths of the fully connected layers at its end. */
  List<Integer> hiddenUnits();

  /** The same with other fully connected layers. */
  TorsoSpec withHiddenUnits(List<Integer> widths);

  /**
   * Checks that it can see such observations.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if not, with the key within the torso,
   *     both shapes and what would do
   */
  void check(ObservationSpec observation);

  /**
   * As {@link #check}, of the setting {@code network}.
   *
   * @throws InvalidSettingException with the key from {@code network} on
   */
  default void checkIn(ObservationSpec observation) {
    try {
      check(observation);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("network." + e.key(), e.getMessage());
    }
  }

  /**
   * The shape in which the network takes an encoded observation: {@code [F]} or {@code [C, H, W]}.
   */
  List<Integer> inputShape(ObservationSpec observation);

  /** The convolutions before the fully connected layers. */
  List<Convolution> convolutions();

  /** All hidden layers, convolutions and fully connected ones. */
  default List<LayerSpec> layers(LayerRecipe recipe) {
    ImmutableList.Builder<LayerSpec> layers = ImmutableList.builder();
    convolutions().forEach(layer -> layers.addAll(recipe.convolution(layer)));
    hiddenUnits().forEach(units -> layers.addAll(recipe.dense(units)));
    return layers.build();
  }

  /** The layers before the fully connected ones. */
  List<LayerSpec> layers(Activation activation, Initialization initialization);
}

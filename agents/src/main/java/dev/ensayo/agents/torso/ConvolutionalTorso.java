package dev.ensayo.agents.torso;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;

/**
 * Convolutions of an image {@code [C, H, W]}, then fully connected layers.
 *
 * <p>The defaults are those of Young and Tian, "MinAtar", 2019: 16 kernels of 3×3 with stride 1,
 * 128 units.
 */
@Choice(value = "convolutional", summary = "convolutions of an image, then hidden layers")
public record ConvolutionalTorso(
    @Setting(value = "from the image on", defaultValue = "[{filters: 16}]")
        List<Convolution> convolutions,
    @Setting(
            value = "widths of the hidden layers behind the convolutions",
            defaultValue = "[128]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits)
    implements TorsoSpec {
  static final ImmutableList<Convolution> MINATAR = ImmutableList.of(new Convolution(16, 3, 1));

  public ConvolutionalTorso {
    Settings.check(ConvolutionalTorso.class, convolutions, hiddenUnits);
    convolutions = ImmutableList.copyOf(convolutions);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
    if (convolutions.isEmpty()) {
      throw new InvalidSettingException(
          "convolutions", "needs at least one layer; without any it is type mlp");
    }
  }

  @Override
  public TorsoSpec withHiddenUnits(List<Integer> widths) {
    return new ConvolutionalTorso(convolutions, widths);
  }

  @Override
  public void check(ObservationSpec observation) {
    if (!observation.isImage()) {
      throw new InvalidSettingException(
          "type",
          "convolutional needs images [C, H, W]; observations here are "
              + (observation.isDiscrete()
                  ? "the index of one of " + observation.states() + " states"
                  : "of shape " + observation.shape())
              + ": use mlp");
    }
    int height = observation.shape().get(1);
    int width = observation.shape().get(2);
    for (int i = 0; i < convolutions.size(); i++) {
      int kernel = convolutions.get(i).kernel();
      if (kernel > Math.min(height, width)) {
        throw new InvalidSettingException(
            "convolutions",
            String.format(
                "kernel of layer %d must be at most %d: what it sees is %d×%d, not %d",
                i + 1, Math.min(height, width), height, width, kernel));
      }
      height = (height - kernel) / convolutions.get(i).stride() + 1;
      width = (width - kernel) / convolutions.get(i).stride() + 1;
    }
  }

  @Override
  public List<Integer> inputShape(ObservationSpec observation) {
    return observation.shape().asList();
  }

  @Override
  public List<LayerSpec> layers(Activation activation, Initialization initialization) {
    return convolutions.stream()
        .<LayerSpec>map(
            layer ->
                new ConvolutionSpec(
                    layer.filters(),
                    new WindowSpec(layer.kernel(), layer.stride(), Padding.VALID, 0),
                    true,
                    activation,
                    initialization,
                    0))
        .collect(ImmutableList.toImmutableList());
  }
}

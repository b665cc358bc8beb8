package dev.ensayo.agents.torso;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;

/** A multilayer perceptron over the flattened observation. */
@Choice(value = "mlp", summary = "a multilayer perceptron over the flattened observation")
public record MlpTorso(
    @Setting(
            value = "widths of the hidden layers; [] is a linear function",
            defaultValue = "[64, 64]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits)
    implements TorsoSpec {
  public MlpTorso {
    Settings.check(MlpTorso.class, hiddenUnits);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
  }

  @Override
  public TorsoSpec withHiddenUnits(List<Integer> widths) {
    return new MlpTorso(widths);
  }

  @Override
  public void check(ObservationSpec observation) {
    // Whatever can be encoded can be flattened.
  }

  @Override
  public List<Integer> inputShape(ObservationSpec observation) {
    return ImmutableList.of(observation.isDiscrete() ? observation.states() : observation.size());
  }

  @Override
  public List<Convolution> convolutions() {
    return ImmutableList.of();
  }

  @Override
  public List<LayerSpec> layers(Activation activation, Initialization initialization) {
    return ImmutableList.of();
  }
}

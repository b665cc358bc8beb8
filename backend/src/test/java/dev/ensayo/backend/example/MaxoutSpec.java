package dev.ensayo.backend.example;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerDraft;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * A layer of units that are each the largest of several linear functions, so that it learns its
 * activation function (Goodfellow et al., "Maxout networks", 2013, section 3).
 */
@Choice(value = "maxout", summary = "units that are each the largest of several linear functions")
public record MaxoutSpec(
    @Setting(value = "length of the output", min = 1, max = 1 << 20, unit = "units") int units,
    @Setting(value = "linear functions of each unit", defaultValue = "2", min = 2, max = 64)
        int pieces,
    @Setting(value = "distribution of the initial weights", defaultValue = "xavier")
        Initialization initialization)
    implements LayerSpec {
  public MaxoutSpec {
    Settings.check(MaxoutSpec.class, units, pieces, initialization);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return List.of(units);
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.addOverRows(
        new Maxout.Builder()
            .pieces(pieces)
            .nIn(draft.inputs())
            .nOut(units)
            .activation(InDeeplearning4j.activation(activation()))
            .weightInit(InDeeplearning4j.initialization(initialization, draft.inputs()))
            .build());
  }
}

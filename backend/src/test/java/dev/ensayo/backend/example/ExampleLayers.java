package dev.ensayo.backend.example;

import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.ChoiceProvider;
import java.util.List;

/** The layers of this jar. */
public final class ExampleLayers implements ChoiceProvider<LayerSpec> {
  @Override
  public Class<LayerSpec> type() {
    return LayerSpec.class;
  }

  @Override
  public List<Class<? extends LayerSpec>> choices() {
    return List.of(MaxoutSpec.class);
  }
}

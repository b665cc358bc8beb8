package dev.ensayo.backend.example;

import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.core.config.ChoiceProvider;
import java.util.List;

/** The recurrent layers of this jar. */
public final class ExampleCells implements ChoiceProvider<RecurrentSpec> {
  @Override
  public Class<RecurrentSpec> type() {
    return RecurrentSpec.class;
  }

  @Override
  public List<Class<? extends RecurrentSpec>> choices() {
    return List.of(MinimalGatedSpec.class);
  }
}

package dev.ensayo.backend.spec;

import dev.ensayo.core.config.ChoiceProvider;
import java.util.List;

/** The recurrent layers of this room. */
public final class CellChoices implements ChoiceProvider<RecurrentSpec> {
  @Override
  public Class<RecurrentSpec> type() {
    return RecurrentSpec.class;
  }

  @Override
  public List<Class<? extends RecurrentSpec>> choices() {
    return List.of(
        RecurrentSpec.SimpleRnn.class,
        RecurrentSpec.Lstm.class,
        RecurrentSpec.Gru.class,
        ScanSpec.MinGru.class,
        ScanSpec.MinLstm.class);
  }
}

package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.ChoiceProvider;
import dev.ensayo.supervised.cnn.CnnConfig;
import dev.ensayo.supervised.learning.NetworkChoice;
import dev.ensayo.supervised.mlp.MlpConfig;
import java.util.List;

/** The networks that workers can train together. */
public final class NetworkChoices implements ChoiceProvider<NetworkChoice> {
  @Override
  public Class<NetworkChoice> type() {
    return NetworkChoice.class;
  }

  @Override
  public List<Class<? extends NetworkChoice>> choices() {
    return List.of(MlpConfig.class, CnnConfig.class);
  }
}

package dev.ensayo.core.fakes;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** {@link ChainEnvironment} under the name {@code chain}. */
public final class ChainProvider implements EnvironmentProvider<ChainConfig> {
  /** A length that {@link #open} refuses, as a provider does whose file is not there. */
  public static final int REFUSED_LENGTH = 13;

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public String summary() {
    return "states in a row";
  }

  @Override
  public Class<ChainConfig> configType() {
    return ChainConfig.class;
  }

  @Override
  public EnvironmentSource open(ChainConfig config) {
    if (config.length() == REFUSED_LENGTH) {
      throw new InvalidSettingException("length", "there is no chain of that length");
    }
    return ChainEnvironment.process(config);
  }
}

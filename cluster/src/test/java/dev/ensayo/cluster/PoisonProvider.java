package dev.ensayo.cluster;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainEnvironment;
import dev.ensayo.core.plugin.EnvironmentProvider;
import org.apache.spark.TaskContext;

/**
 * A chain; one of {@link #DEADLY} states ends every executor that opens it, as a fault of a native
 * library does.
 */
public final class PoisonProvider implements EnvironmentProvider<ChainConfig> {
  static final int DEADLY = 6;

  private static final int KILLED = 137;

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String summary() {
    return "states in a row, some of them deadly";
  }

  @Override
  public Class<ChainConfig> configType() {
    return ChainConfig.class;
  }

  @Override
  public EnvironmentSource open(ChainConfig config) {
    if (config.length() == DEADLY && TaskContext.get() != null) {
      Runtime.getRuntime().halt(KILLED);
    }
    return ChainEnvironment.process(config);
  }
}

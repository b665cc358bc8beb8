package dev.ensayo.core.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.plugin.WrapperProvider;
import java.io.IOException;

/** Multiplies the reward that is learned from, under the name {@code reward-scale}. */
public final class RewardScaleProvider implements WrapperProvider<RewardScaleProvider.Config> {
  /** A factor that {@link #wrap} refuses, as a wrapper does that does not fit a process. */
  public static final double REFUSED_FACTOR = 13;

  /** Settings of the wrapper. */
  public record Config(@Setting(value = "factor", min = -100, max = 100) double factor) {
    public Config {
      Settings.check(Config.class, factor);
    }
  }

  @Override
  public String name() {
    return "reward-scale";
  }

  @Override
  public String summary() {
    return "multiplies rewards";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, Config config) {
    if (config.factor() == REFUSED_FACTOR) {
      throw new InvalidSettingException("factor", "does not fit this process");
    }
    return DecisionProcess.of(
        inner.spec(), seeds -> new Scaled(inner.create(seeds), config.factor()));
  }

  private static final class Scaled implements Environment {
    private final Environment inner;
    private final double factor;

    Scaled(Environment inner, double factor) {
      this.inner = inner;
      this.factor = factor;
    }

    @Override
    public DecisionProcessSpec spec() {
      return inner.spec();
    }

    @Override
    public float[] reset() {
      return inner.reset();
    }

    @Override
    public StepResult step(int action) {
      StepResult result = inner.step(action);
      return result.reshapeReward(factor * result.reward());
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      inner.saveState(out);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      inner.loadState(in);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}

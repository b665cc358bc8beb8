package dev.ensayo.core.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Learns from a corpus only, on the clocks of tokens and epochs, under the name {@code reader}. */
public final class FakeReaderProvider implements AgentProvider<FakeReaderProvider.Config> {
  /** Settings of the reader. */
  public record Config(@Setting(value = "letters at once", defaultValue = "4", min = 1) int span) {
    public Config {
      Settings.check(Config.class, span);
    }
  }

  @Override
  public String name() {
    return "reader";
  }

  @Override
  public String summary() {
    return "reads letters";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, Config config) {
    return environment instanceof FakeCorpusProvider.Spec
        ? Support.yes()
        : Support.no("it reads a corpus, not a " + environment.kind());
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.TOKEN, Clock.EPOCH);
  }

  @Override
  public Goal goal(Config config, EnvironmentSource environment) {
    return Goal.RETURN;
  }

  @Override
  public Set<String> metrics() {
    return Set.of();
  }

  @Override
  public Training start(Config config, TrainingContext context) {
    return new Reading(context);
  }

  private static final class Reading implements Training {
    private final TrainingContext context;
    private long position;

    Reading(TrainingContext context) {
      this.context = context;
    }

    @Override
    public Clock clock() {
      return context.budget().clock();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long end() {
      return context.budget().amount();
    }

    @Override
    public void advance() {
      position++;
    }

    @Override
    public boolean isResumable() {
      return true;
    }

    @Override
    public void writeModel(Path directory) {}

    @Override
    public void saveState(StateWriter out) throws IOException {
      out.writeLong(position);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      position = in.readLong();
    }

    @Override
    public void close() {}
  }
}

package dev.ensayo.core.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * {@code follower}: counts from 0, or from where the run of another variant has ended, and records
 * that number as {@code eval/return}.
 */
public final class FakeFollowerProvider implements AgentProvider<FakeFollowerProvider.Config> {
  private static final String COUNT_FILE = "count.txt";

  /** Settings. */
  public record Config(
      @Setting("the variant it goes on from") Optional<String> from,
      @Setting(value = "updates after which it fails; 0 for never", defaultValue = "0")
          int failsAfter,
      @Setting(value = "a number that fits no environment if negative", defaultValue = "0")
          int fit) {
    public Config {
      Settings.check(Config.class, from, failsAfter, fit);
    }
  }

  @Override
  public String name() {
    return "follower";
  }

  @Override
  public String summary() {
    return "counts on from another run";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, Config config) {
    if (config.fit() < 0) {
      throw new InvalidSettingException("fit", "does not fit a " + environment.kind());
    }
    return Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.UPDATE);
  }

  @Override
  public Goal goal(Config config, EnvironmentSource environment) {
    return new Goal("follower/distance", Better.LOWER);
  }

  @Override
  public Set<String> metrics() {
    return Set.of("eval/return", "follower/distance");
  }

  @Override
  public Set<String> requiredVariants(Config config) {
    return config.from().map(Set::of).orElse(Set.of());
  }

  @Override
  public Training start(Config config, TrainingContext context) {
    return new Counting(config, context);
  }

  private static final class Counting extends ScheduledTraining {
    private final int failsAfter;
    private long count;

    Counting(Config config, TrainingContext context) {
      super(context, Clock.UPDATE, "throughput/updates_per_second", 10);
      this.failsAfter = config.failsAfter();
      this.count =
          config.from().map(variant -> read(context.siblings().folder(variant))).orElse(0L);
    }

    private static long read(Path folder) {
      try {
        return Long.parseLong(Files.readString(folder.resolve(COUNT_FILE)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected long step(long room) {
      count++;
      if (failsAfter > 0 && position() + 1 >= failsAfter) {
        throw new TrainingFailedException("it was told to fail");
      }
      return 1;
    }

    @Override
    protected void test(long number) {
      record("eval/return", (double) count);
    }

    @Override
    public boolean isResumable() {
      return true;
    }

    @Override
    public void saveState(StateWriter out) throws IOException {
      super.saveState(out);
      out.writeLong(count);
    }

    @Override
    public void loadState(StateReader in) throws IOException {
      super.loadState(in);
      count = in.readLong();
    }

    @Override
    public void writeModel(Path directory) throws IOException {
      Files.writeString(directory.resolve(COUNT_FILE), Long.toString(count));
    }

    @Override
    public void close() {}
  }
}

package dev.ensayo.sequence.fakes;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransducerProvider;
import dev.ensayo.sequence.transduction.TransductionScoring;
import java.nio.file.Path;
import java.util.Set;

/** Of {@link Capitals}, which never learned. */
public final class CapitalsProvider implements TransducerProvider<CapitalsProvider.Config> {
  /** Has no settings. */
  public record Config() {}

  @Override
  public String name() {
    return "capitals";
  }

  @Override
  public String summary() {
    return "Says small letters again as capitals.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Transducer load(Config config, Path directory) {
    return new Capitals();
  }

  @Override
  public Support supports(EnvironmentSpec environment, Config config) {
    return Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.UPDATE);
  }

  @Override
  public Set<String> metrics() {
    return TransductionScoring.METRICS;
  }

  @Override
  public Goal goal(Config config, EnvironmentSource environment) {
    return TransductionScoring.GOAL;
  }

  @Override
  public Training start(Config config, TrainingContext context) {
    throw new UnsupportedOperationException("it knows all there is to know");
  }
}

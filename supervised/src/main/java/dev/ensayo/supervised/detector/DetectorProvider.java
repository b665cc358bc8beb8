package dev.ensayo.supervised.detector;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Set;

/** {@code detector}. */
public final class DetectorProvider implements AgentProvider<DetectorConfig> {
  @Override
  public String name() {
    return "detector";
  }

  @Override
  public String summary() {
    return "A one-stage detector: a convolutional network finds all objects of a picture at once.";
  }

  @Override
  public Class<DetectorConfig> configType() {
    return DetectorConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, DetectorConfig config) {
    if (!(environment instanceof ScenesSpec scenes)) {
      return Support.no("it finds objects on scenes, not in a " + environment.kind());
    }
    DetectorNetwork.of(config, scenes);
    return Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Set<String> metrics() {
    return DetectorMetrics.names();
  }

  @Override
  public Goal goal(DetectorConfig config, EnvironmentSource environment) {
    return new Goal(Split.TEST.label() + "/" + DetectorMetrics.MAP, Better.HIGHER);
  }

  @Override
  public Training start(DetectorConfig config, TrainingContext context) {
    return new DetectorTraining(config, context);
  }
}

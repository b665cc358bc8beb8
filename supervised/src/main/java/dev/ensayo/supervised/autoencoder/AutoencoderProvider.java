package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.nearest.CodeProvider;
import java.util.Set;

/** {@code autoencoder}. */
public final class AutoencoderProvider implements CodeProvider<AutoencoderConfig> {
  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public String summary() {
    return "An autoencoder: says its input again through a short code, and needs no answers.";
  }

  @Override
  public Class<AutoencoderConfig> configType() {
    return AutoencoderConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, AutoencoderConfig config) {
    if (!(environment instanceof ExamplesSpec examples)) {
      return Support.no(
          "it learns from images or rows of a table, not from a " + environment.kind());
    }
    AutoencoderNetwork.of(config, examples);
    return Support.yes();
  }

  @Override
  public int codeLayers(AutoencoderConfig config) {
    return AutoencoderNetwork.encoderLayers(config);
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Set<String> metrics() {
    return AutoencoderMetrics.names();
  }

  @Override
  public Goal goal(AutoencoderConfig config, EnvironmentSource environment) {
    return new Goal(Split.TEST.label() + "/loss", Better.LOWER);
  }

  @Override
  public Training start(AutoencoderConfig config, TrainingContext context) {
    return new AutoencoderTraining(config, context);
  }
}

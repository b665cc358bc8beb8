package dev.ensayo.sequence.encoderdecoder;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransducerProvider;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;
import dev.ensayo.sequence.transduction.TransductionScoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** {@code encoder-decoder}. */
public final class EncoderDecoderProvider implements TransducerProvider<EncoderDecoderConfig> {
  @Override
  public String name() {
    return "encoder-decoder";
  }

  @Override
  public String summary() {
    return "Recurrent network that reads a sequence and writes another, with attention or without.";
  }

  @Override
  public Class<EncoderDecoderConfig> configType() {
    return EncoderDecoderConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, EncoderDecoderConfig config) {
    return environment instanceof TransductionSpec
        ? Support.yes()
        : Support.no("it turns sequences into others, which is no " + environment.kind());
  }

  @Override
  public void check(
      EncoderDecoderConfig config,
      EnvironmentSource environment,
      Budget budget,
      BackendConfig backend) {
    boolean asks = config.patience().isPresent() || config.stopAtAccuracy().isPresent();
    if (asks && ((TransductionTask) environment).data().part(Split.VALID).size() == 0) {
      String key = config.patience().isPresent() ? "patience" : "stopAtAccuracy";
      throw new InvalidSettingException(
          key, key + " needs a validation part, and there is none; give one or leave that out");
    }
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Goal goal(EncoderDecoderConfig config, EnvironmentSource environment) {
    return TransductionScoring.GOAL;
  }

  @Override
  public Set<String> metrics() {
    return EncoderDecoderTraining.METRICS;
  }

  @Override
  public Training start(EncoderDecoderConfig config, TrainingContext context) {
    return new EncoderDecoderTraining(config, context);
  }

  @Override
  public Transducer load(EncoderDecoderConfig config, Path directory) throws IOException {
    return RecurrentTransducer.load(directory);
  }
}

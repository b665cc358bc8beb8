package dev.ensayo.sequence.sequencemodel;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.series.SeriesTask;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.forecast.ForecastScoring;
import java.util.Set;

/** {@code sequence-model}. */
public final class SequenceModelProvider implements AgentProvider<SequenceModelConfig> {
  @Override
  public String name() {
    return "sequence-model";
  }

  @Override
  public String summary() {
    return "Recurrent network (RNN, LSTM, GRU and minimal ones) that answers generated sequences or"
        + " forecasts a series.";
  }

  @Override
  public Class<SequenceModelConfig> configType() {
    return SequenceModelConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, SequenceModelConfig config) {
    if (environment instanceof SeriesSpec) {
      refuseStop(config);
      return Support.yes();
    }
    if (!(environment instanceof SequenceTaskSpec task)) {
      return Support.no(
          "it answers generated sequences and forecasts series, not a " + environment.kind());
    }
    boolean classes = task.target() == SequenceTaskSpec.Target.TOKENS;
    return classes && task.targetSize() < 2
        ? Support.no("it needs at least 2 different answers")
        : Support.yes();
  }

  @Override
  public void check(
      SequenceModelConfig config,
      EnvironmentSource environment,
      Budget budget,
      BackendConfig backend) {
    config.recurrentRegularization().check(backend);
  }

  private static void refuseStop(SequenceModelConfig config) {
    if (config.stopAtLoss().isPresent()) {
      throw new InvalidSettingException(
          "stopAtLoss",
          "ends a run by what it is judged by, which of a series is the test part; leave it out, and the budget ends the run");
    }
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.UPDATE);
  }

  @Override
  public Goal goal(SequenceModelConfig config, EnvironmentSource environment) {
    return environment instanceof SeriesTask
        ? ForecastScoring.GOAL
        : new Goal("eval/loss", Better.LOWER);
  }

  @Override
  public Set<String> metrics() {
    return SequenceModelTraining.METRICS;
  }

  @Override
  public Training start(SequenceModelConfig config, TrainingContext context) {
    return SequenceModelTraining.of(config, context);
  }
}

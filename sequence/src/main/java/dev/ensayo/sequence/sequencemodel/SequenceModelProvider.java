package dev.ensayo.sequence.sequencemodel;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Set;

/** {@code sequence-model}. */
public final class SequenceModelProvider implements AgentProvider<SequenceModelConfig> {
  @Override
  public String name() {
    return "sequence-model";
  }

  @Override
  public String summary() {
    return "Recurrent network (RNN, LSTM, GRU and minimal ones) that answers generated sequences.";
  }

  @Override
  public Class<SequenceModelConfig> configType() {
    return SequenceModelConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, SequenceModelConfig config) {
    if (!(environment instanceof SequenceTaskSpec task)) {
      return Support.no("it answers generated sequences, not a " + environment.kind());
    }
    boolean classes = task.target() == SequenceTaskSpec.Target.TOKENS;
    return classes && task.targetSize() < 2
        ? Support.no("it needs at least 2 different answers")
        : Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.UPDATE);
  }

  @Override
  public Goal goal(SequenceModelConfig config, EnvironmentSource environment) {
    return new Goal("eval/loss", Better.LOWER);
  }

  @Override
  public Set<String> metrics() {
    return SequenceModelTraining.METRICS;
  }

  @Override
  public Training start(SequenceModelConfig config, TrainingContext context) {
    return new SequenceModelTraining(config, context);
  }
}

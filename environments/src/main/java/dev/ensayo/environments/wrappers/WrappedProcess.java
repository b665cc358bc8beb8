package dev.ensayo.environments.wrappers;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A process each copy of which is wrapped in the same way.
 *
 * @param <W> the wrapper around a copy to train in
 */
final class WrappedProcess<W extends EnvironmentWrapper> implements DecisionProcess {
  private final DecisionProcess inner;
  private final DecisionProcessSpec spec;
  private final Class<W> type;
  private final Function<Environment, W> forTraining;
  private final BiFunction<Environment, W, Environment> forEvaluation;

  /**
   * @param forTraining wraps a copy to train in
   * @param forEvaluation wraps a copy to evaluate in, given also the wrapper around the copy that
   *     is trained in
   */
  WrappedProcess(
      DecisionProcess inner,
      DecisionProcessSpec spec,
      Class<W> type,
      Function<Environment, W> forTraining,
      BiFunction<Environment, W, Environment> forEvaluation) {
    this.inner = inner;
    this.spec = spec;
    this.type = type;
    this.forTraining = forTraining;
    this.forEvaluation = forEvaluation;
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public Environment create(SeedSequence seeds) {
    return forTraining.apply(inner.create(seeds));
  }

  @Override
  public Environment createForEvaluation(SeedSequence seeds, Environment training) {
    checkArgument(
        type.isInstance(training),
        "the copy trained in is a %s; this process makes a %s",
        training.getClass().getSimpleName(),
        type.getSimpleName());
    W wrapper = type.cast(training);
    return forEvaluation.apply(inner.createForEvaluation(seeds, wrapper.inner()), wrapper);
  }
}

package dev.ensayo.environments.wrappers;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.Map;
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
  private final BiFunction<Environment, W, W> beside;
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
    this(inner, spec, type, forTraining, (copy, first) -> forTraining.apply(copy), forEvaluation);
  }

  /**
   * Of copies that share something when they step together.
   *
   * @param forTraining wraps a copy to train in, or the first of several
   * @param beside wraps another copy to train in, given also the wrapper around the first
   * @param forEvaluation wraps a copy to evaluate in, given also the wrapper around the copy that
   *     is trained in
   */
  WrappedProcess(
      DecisionProcess inner,
      DecisionProcessSpec spec,
      Class<W> type,
      Function<Environment, W> forTraining,
      BiFunction<Environment, W, W> beside,
      BiFunction<Environment, W, Environment> forEvaluation) {
    this.beside = beside;
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
  public List<String> notes() {
    return inner.notes();
  }

  @Override
  public Map<String, String> facts() {
    return inner.facts();
  }

  @Override
  public List<Environment> create(List<SeedSequence> seeds) {
    ImmutableList.Builder<Environment> copies = ImmutableList.builder();
    W first = null;
    for (Environment copy : inner.create(seeds)) {
      W wrapper = first == null ? forTraining.apply(copy) : beside.apply(copy, first);
      first = first == null ? wrapper : first;
      copies.add(wrapper);
    }
    return copies.build();
  }

  @Override
  public Environment createForEvaluation(SeedSequence seeds, Environment training) {
    W wrapper = around(training);
    return forEvaluation.apply(inner.createForEvaluation(seeds, wrapper.inner()), wrapper);
  }

  @Override
  public List<Environment> createForEvaluation(List<SeedSequence> seeds, Environment training) {
    W wrapper = around(training);
    return inner.createForEvaluation(seeds, wrapper.inner()).stream()
        .map(copy -> forEvaluation.apply(copy, wrapper))
        .toList();
  }

  private W around(Environment training) {
    checkArgument(
        type.isInstance(training),
        "the copy trained in is a %s; this process makes a %s",
        training.getClass().getSimpleName(),
        type.getSimpleName());
    return type.cast(training);
  }
}

package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import java.util.Optional;

/**
 * An environment around another one. Passes everything on as it is; subclasses change what they are
 * there for.
 */
public abstract class EnvironmentWrapper implements Environment {
  private final Environment inner;
  private final DecisionProcessSpec spec;

  /**
   * @param spec how the wrapped environment looks from outside; without a transition table in it,
   *     the inner table is hidden
   */
  protected EnvironmentWrapper(Environment inner, DecisionProcessSpec spec) {
    this.inner = inner;
    this.spec = spec;
  }

  /**
   * The outermost layer of that type in a stack of wrappers, such as the {@link EpisodeStatistics}
   * below a {@link FrameStack}.
   */
  public static <E extends Environment> Optional<E> find(Environment environment, Class<E> type) {
    if (type.isInstance(environment)) {
      return Optional.of(type.cast(environment));
    }
    return environment instanceof EnvironmentWrapper wrapper
        ? find(wrapper.inner, type)
        : Optional.empty();
  }

  /** The environment that is wrapped. */
  public final Environment inner() {
    return inner;
  }

  @Override
  public final DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    return inner.reset();
  }

  @Override
  public StepResult step(int action) {
    return inner.step(action);
  }

  @Override
  public final Optional<TransitionTable> transitionTable() {
    return spec.hasTransitionTable() ? inner.transitionTable() : Optional.empty();
  }

  @Override
  public final boolean canSaveState() {
    return inner.canSaveState();
  }

  @Override
  public final void close() {
    inner.close();
  }
}

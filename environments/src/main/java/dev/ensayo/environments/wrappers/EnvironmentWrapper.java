package dev.ensayo.environments.wrappers;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.WrapperState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    return after(inner.step(action));
  }

  @Override
  public StepResult step(float[] action) {
    return after(inner.step(action));
  }

  /**
   * What a step looks like from outside, whichever kind its action was; as it is, by default.
   *
   * @param result of the wrapped environment, which may be changed and returned
   */
  protected StepResult after(StepResult result) {
    return result;
  }

  @Override
  public void announce(int action) {
    inner.announce(action);
  }

  @Override
  public void announce(float[] action) {
    inner.announce(action);
  }

  @Override
  public final Optional<TransitionTable> transitionTable() {
    return spec.hasTransitionTable() ? inner.transitionTable() : Optional.empty();
  }

  /**
   * What this wrapper itself has learned; empty, as by default, for one that learns nothing. Its
   * name is that of its type.
   */
  protected Optional<WrapperState> learned() {
    return Optional.empty();
  }

  /**
   * Takes over what another copy of this wrapper had learned.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  protected void restoreLearned(WrapperState state) {
    throw new IllegalArgumentException("it learns nothing, and there is " + state);
  }

  @Override
  public final List<WrapperState> wrapperStates() {
    return Stream.concat(learned().stream(), inner.wrapperStates().stream()).toList();
  }

  @Override
  public final void restoreWrappers(List<WrapperState> states) {
    if (learned().isEmpty()) {
      inner.restoreWrappers(states);
      return;
    }
    checkArgument(!states.isEmpty(), "what %s learned is missing", getClass().getSimpleName());
    restoreLearned(states.get(0));
    inner.restoreWrappers(states.subList(1, states.size()));
  }

  @Override
  public final Optional<Drawing> drawing() {
    return inner.drawing();
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

package dev.ensayo.core.training;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.training.EarlyStopping.Watch;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Early stopping of a run: watches what its tests measure on the validation part, and keeps the
 * parameters of the best test where the run is to end with them. Does nothing in a run that does
 * not ask for it, and then has no state.
 */
public final class StoppingRule implements Stateful, AutoCloseable {
  private final Optional<EarlyStoppingWatch> watch;
  private final Optional<ParameterSnapshot> best;
  private long keptAt;

  /**
   * @param asked empty for a run that ends with its budget
   * @param snapshot of what is trained; made if the best parameters are to be given back
   */
  public StoppingRule(
      Optional<EarlyStopping> asked, Supplier<? extends ParameterSnapshot> snapshot) {
    this.watch = asked.map(EarlyStoppingWatch::new);
    this.best = watch.filter(EarlyStoppingWatch::restoresBest).map(stopped -> snapshot.get());
  }

  /**
   * Takes the result of a test.
   *
   * @param measured on the validation part, by what is watched
   * @param position of the test on the run's clock
   * @return whether patience is used up
   */
  public boolean endsWith(ToDoubleFunction<Watch> measured, long position) {
    if (watch.isEmpty()) {
      return false;
    }
    EarlyStoppingWatch watching = watch.get();
    if (watching.isBest(measured.applyAsDouble(watching.watch())) && best.isPresent()) {
      best.get().take();
      keptAt = position;
    }
    return watching.isOver();
  }

  /**
   * Gives back the parameters of the best test, if they were to be kept.
   *
   * @return where on the run's clock that test was; empty if the parameters are as they were
   */
  public OptionalLong restoreBest() {
    if (best.isEmpty()) {
      return OptionalLong.empty();
    }
    best.get().restore();
    return OptionalLong.of(keptAt);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    if (watch.isPresent()) {
      watch.get().saveState(out);
    }
    if (best.isPresent()) {
      out.writeLong(keptAt);
      best.get().saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    if (watch.isPresent()) {
      watch.get().loadState(in);
    }
    if (best.isPresent()) {
      keptAt = in.readLong();
      best.get().loadState(in);
    }
  }

  @Override
  public void close() {
    best.ifPresent(ParameterSnapshot::close);
  }
}

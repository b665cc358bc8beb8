package dev.ensayo.core.training;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Parameters that are kept in a second model of the same shape. */
public final class TwinSnapshot<M extends Stateful> implements ParameterSnapshot {
  private final M model;
  private final M twin;
  private final BiConsumer<M, M> copying;
  private final Consumer<M> closing;

  /**
   * @param twin holds what is kept; it is closed with the snapshot
   * @param copying gives its first argument the parameters of its second
   */
  public TwinSnapshot(M model, M twin, BiConsumer<M, M> copying, Consumer<M> closing) {
    this.model = model;
    this.twin = twin;
    this.copying = copying;
    this.closing = closing;
  }

  @Override
  public void take() {
    copying.accept(twin, model);
  }

  @Override
  public void restore() {
    copying.accept(model, twin);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    twin.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    twin.loadState(in);
  }

  @Override
  public void close() {
    closing.accept(twin);
  }
}

package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.nio.file.Path;

/** A Deeplearning4j network that belongs to a model until that is closed. */
public abstract class OwnedNetwork<N extends org.deeplearning4j.nn.api.Model> {
  private final N network;
  private final SavedNetwork saved;
  private boolean closed;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  OwnedNetwork(N network, SavedNetwork saved) {
    this.network = network;
    this.saved = saved;
  }

  final N network() {
    return network;
  }

  /** Frees what the engine holds; called once. */
  abstract void release();

  public final int parameterCount() {
    return (int) network.numParams();
  }

  public final float[] parameters() {
    checkOpen();
    return network.params().toFloatVector();
  }

  public final void write(Path zip) throws IOException {
    checkOpen();
    saved.write(zip);
  }

  public void saveState(StateWriter out) throws IOException {
    checkOpen();
    saved.saveState(out);
  }

  public void loadState(StateReader in) throws IOException {
    checkOpen();
    saved.loadState(in);
  }

  public final void close() {
    if (!closed) {
      closed = true;
      release();
      network.close();
    }
  }

  final void checkOpen() {
    checkState(!closed, "this model was closed");
  }

  /** Another model of a kind whose network has as many parameters. */
  final <M extends OwnedNetwork<?>> M sameShape(Object source, Class<M> kind) {
    checkOpen();
    checkArgument(kind.isInstance(source), "not a model of this backend: %s", source);
    M other = kind.cast(source);
    other.checkOpen();
    checkArgument(
        other.parameterCount() == parameterCount(),
        "the source has %s parameters, this model %s: both need the same spec",
        other.parameterCount(),
        parameterCount());
    return other;
  }
}

package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;

/** A model to which a Deeplearning4j network belongs until it is closed. */
public abstract class OwnedModel {
  private final LibraryNetwork network;
  private final RandomStream dropoutStream;
  private boolean closed;

  /**
   * @param network now owned by this
   * @param dropoutStream draws dropout masks, or the seeds of theirs
   */
  OwnedModel(LibraryNetwork network, RandomStream dropoutStream) {
    this.network = network;
    this.dropoutStream = dropoutStream;
  }

  final LibraryNetwork network() {
    return network;
  }

  final RandomStream dropoutStream() {
    return dropoutStream;
  }

  /** Frees what the engine holds; called once. */
  abstract void release();

  public final int parameterCount() {
    return network.parameterCount();
  }

  public final float[] parameters() {
    checkOpen();
    return network.parameters().toFloatVector();
  }

  public final void write(Path zip) throws IOException {
    checkOpen();
    network.write(zip);
  }

  public void saveState(StateWriter out) throws IOException {
    checkOpen();
    network.saveState(out, dropoutStream);
  }

  public void loadState(StateReader in) throws IOException {
    checkOpen();
    enterState(in, network.section());
    network.loadState(in, dropoutStream);
  }

  /**
   * Enters what was saved, up to the network's own part.
   *
   * @param section name of that part
   */
  void enterState(StateReader in, String section) throws IOException {
    in.section(section);
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

  /** Another model of a kind whose network is as this one's. */
  final <M extends OwnedModel> M sameShape(Object source, Class<M> kind) {
    checkOpen();
    checkArgument(kind.isInstance(source), "not a model of this backend: %s", source);
    M other = kind.cast(source);
    OwnedModel owned = other;
    owned.checkOpen();
    checkArgument(
        owned.network.getClass() == network.getClass()
            && owned.parameterCount() == parameterCount(),
        "the source has %s parameters, this model %s: both need the same spec",
        owned.parameterCount(),
        parameterCount());
    return other;
  }
}

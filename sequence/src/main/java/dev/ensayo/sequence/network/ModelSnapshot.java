package dev.ensayo.sequence.network;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A model as it was at some moment, such as that of the best test; of none at first. */
public final class ModelSnapshot implements Stateful {
  private final LearnedModel model;
  private byte[] state = new byte[0];

  public ModelSnapshot(LearnedModel model) {
    this.model = model;
  }

  /** Keeps the model as it is. */
  public void take() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length);
    StateWriter writer = new StateWriter(bytes);
    try {
      model.saveState(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state = bytes.toByteArray();
  }

  /**
   * Makes the model what it was, if it was kept.
   *
   * @return whether it was
   */
  public boolean restore() {
    if (state.length == 0) {
      return false;
    }
    try {
      model.loadState(new StateReader(new ByteArrayInputStream(state)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeBytes(state);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    state = in.readBytes();
  }
}

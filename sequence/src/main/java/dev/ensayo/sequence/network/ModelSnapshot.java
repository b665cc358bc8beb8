package dev.ensayo.sequence.network;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.training.ParameterSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A model as it was at some moment, such as that of the best test; of none at first. */
public final class ModelSnapshot implements ParameterSnapshot {
  private final LearnedModel model;
  private byte[] state = new byte[0];

  public ModelSnapshot(LearnedModel model) {
    this.model = model;
  }

  @Override
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

  /** Whether there is a moment to go back to. */
  public boolean isTaken() {
    return state.length > 0;
  }

  /** Makes the model what it was; leaves it as it is before it was ever taken. */
  @Override
  public void restore() {
    if (!isTaken()) {
      return;
    }
    try {
      model.loadState(new StateReader(new ByteArrayInputStream(state)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

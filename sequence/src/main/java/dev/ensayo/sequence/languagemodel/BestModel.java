package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The lowest validation loss so far, how long ago that was, and the model of that moment. */
public final class BestModel implements Stateful {
  private final LearnedModel model;
  private final boolean keeps;
  private double loss = Double.POSITIVE_INFINITY;
  private int testsSince;
  private byte[] state = new byte[0];

  /**
   * @param keeps whether the model is kept, not the loss alone
   */
  public BestModel(LearnedModel model, boolean keeps) {
    this.model = model;
    this.keeps = keeps;
  }

  /** Takes the result of a test. */
  public void test(double tested) {
    if (tested < loss) {
      loss = tested;
      testsSince = 0;
      state = keeps ? snapshot() : state;
    } else {
      testsSince++;
    }
  }

  /** Tests in a row without a new best. */
  public int testsSince() {
    return testsSince;
  }

  /** Puts the best model in the place of the present one, if it was kept. */
  public void restore() {
    if (state.length > 0) {
      try {
        model.loadState(new StateReader(new ByteArrayInputStream(state)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length);
    StateWriter writer = new StateWriter(bytes);
    try {
      model.saveState(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("best model");
    out.writeDouble(loss);
    out.writeInt(testsSince);
    out.writeBytes(state);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("best model");
    loss = in.readDouble();
    testsSince = in.readInt();
    state = in.readBytes();
  }
}

package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** The lowest validation loss so far, how long ago that was, and the model of that moment. */
public final class BestModel implements Stateful {
  private final SequenceModel model;
  private final boolean keeps;
  private double loss = Double.POSITIVE_INFINITY;
  private int testsSince;
  private long keptAt;
  private byte[] state = new byte[0];

  /**
   * @param keeps whether the model is kept, not the loss alone
   */
  public BestModel(SequenceModel model, boolean keeps) {
    this.model = model;
    this.keeps = keeps;
  }

  /**
   * Takes the result of a test.
   *
   * @param position of the test on the run's clock
   */
  public void test(double tested, long position) {
    if (tested < loss) {
      loss = tested;
      testsSince = 0;
      keptAt = position;
      state = keeps ? snapshot() : state;
    } else {
      testsSince++;
    }
  }

  /** Tests in a row without a new best. */
  public int testsSince() {
    return testsSince;
  }

  /**
   * Puts the best model in the place of the present one, if it was kept.
   *
   * @return where on the run's clock the test was that it comes from; empty if none was kept
   */
  public OptionalLong restore() {
    if (state.length == 0) {
      return OptionalLong.empty();
    }
    try {
      model.loadState(new StateReader(new ByteArrayInputStream(state)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return OptionalLong.of(keptAt);
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
    out.writeLong(keptAt);
    out.writeBytes(state);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("best model");
    loss = in.readDouble();
    testsSince = in.readInt();
    keptAt = in.readLong();
    state = in.readBytes();
  }
}

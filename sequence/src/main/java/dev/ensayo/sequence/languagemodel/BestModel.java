package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.sequence.network.ModelSnapshot;
import java.io.IOException;

/** The lowest validation loss so far, how long ago that was, and the model of that moment. */
public final class BestModel implements Stateful {
  private final ModelSnapshot snapshot;
  private final boolean keeps;
  private double loss = Double.POSITIVE_INFINITY;
  private int testsSince;

  /**
   * @param keeps whether the model is kept, not the loss alone
   */
  public BestModel(LearnedModel model, boolean keeps) {
    this.snapshot = new ModelSnapshot(model);
    this.keeps = keeps;
  }

  /** Takes the result of a test. */
  public void test(double tested) {
    if (tested < loss) {
      loss = tested;
      testsSince = 0;
      if (keeps) {
        snapshot.take();
      }
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
    snapshot.restore();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("best model");
    out.writeDouble(loss);
    out.writeInt(testsSince);
    snapshot.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("best model");
    loss = in.readDouble();
    testsSince = in.readInt();
    snapshot.loadState(in);
  }
}

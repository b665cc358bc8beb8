package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.sequence.network.ModelSnapshot;
import java.io.IOException;
import java.util.OptionalLong;

/** The lowest validation loss so far, how long ago that was, and the model of that moment. */
public final class BestModel implements Stateful {
  private final ModelSnapshot snapshot;
  private final boolean keeps;
  private double loss = Double.POSITIVE_INFINITY;
  private int testsSince;
  private long keptAt;

  /**
   * @param keeps whether the model is kept, not the loss alone
   */
  public BestModel(LearnedModel model, boolean keeps) {
    this.snapshot = new ModelSnapshot(model);
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

  /**
   * Puts the best model in the place of the present one, if it was kept.
   *
   * @return where on the run's clock the test was that it comes from; empty if none was kept
   */
  public OptionalLong restore() {
    if (!snapshot.isTaken()) {
      return OptionalLong.empty();
    }
    snapshot.restore();
    return OptionalLong.of(keptAt);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("best model");
    out.writeDouble(loss);
    out.writeInt(testsSince);
    out.writeLong(keptAt);
    snapshot.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("best model");
    loss = in.readDouble();
    testsSince = in.readInt();
    keptAt = in.readLong();
    snapshot.loadState(in);
  }
}

package dev.ensayo.core.training;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.training.EarlyStopping.Watch;
import java.io.IOException;

/** Watches one value from test to test. */
public final class EarlyStoppingWatch implements Stateful {
  private final EarlyStopping config;
  private double best = Double.NaN;
  private int testsWithoutGain;

  public EarlyStoppingWatch(EarlyStopping config) {
    this.config = config;
  }

  /** Takes the value of the next test; true if it is the best so far. */
  public boolean isBest(double value) {
    double gain = config.watch() == Watch.LOSS ? best - value : value - best;
    if (Double.isNaN(best) || gain > config.leastGain()) {
      best = value;
      testsWithoutGain = 0;
      return true;
    }
    testsWithoutGain++;
    return false;
  }

  /** Whether patience is used up. */
  public boolean isOver() {
    return testsWithoutGain >= config.patience();
  }

  public boolean restoresBest() {
    return config.restoreBest();
  }

  public Watch watch() {
    return config.watch();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("early stopping");
    out.writeDouble(best);
    out.writeInt(testsWithoutGain);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("early stopping");
    best = in.readDouble();
    testsWithoutGain = in.readInt();
  }
}

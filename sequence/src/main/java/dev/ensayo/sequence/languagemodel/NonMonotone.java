package dev.ensayo.sequence.languagemodel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * When averaging begins (Merity et al., "Regularizing and optimizing LSTM language models", 2018,
 * algorithm 1): with v₀, v₁, … the losses of tests, at the first t &gt; n with v_t &gt; min(v₀, …,
 * v_{t−n−1}).
 */
final class NonMonotone implements Stateful {
  private final int interval;
  private final List<Double> losses = new ArrayList<>();
  private boolean met;

  /**
   * @param interval n, at least 1
   */
  NonMonotone(int interval) {
    this.interval = interval;
  }

  /** Takes the loss of the next test. */
  void test(double loss) {
    int before = losses.size() - interval;
    if (!met && before > 0) {
      double lowest =
          losses.subList(0, before).stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      met = loss > lowest;
    }
    losses.add(loss);
  }

  /** Whether a test has met the condition. */
  boolean met() {
    return met;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("non-monotone");
    out.writeBoolean(met);
    out.writeInt(losses.size());
    for (double loss : losses) {
      out.writeDouble(loss);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("non-monotone");
    met = in.readBoolean();
    losses.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      losses.add(in.readDouble());
    }
  }
}

package dev.ensayo.agents.memory;

import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * What a network that acts remembers of each row: all zero where an episode begins, and moved on by
 * each observation. There are as many rows as were asked for last.
 */
public final class RowStates implements Stateful {
  private final RecurrentNetwork network;
  private SequenceState state;
  private SequenceState peeked;

  /**
   * @param rows how many there are at first, at least 1
   */
  public RowStates(RecurrentNetwork network, int rows) {
    this.network = network;
    this.state = network.newState(rows);
  }

  /** A row's episode begins: it remembers nothing. */
  public void begin(int row) {
    if (row >= state.sequences()) {
      resize(row + 1);
    }
    state.reset(row);
  }

  /**
   * Takes an observation of each row in.
   *
   * @param observations {@code [count, F]}
   * @param outputs receives {@code [count, O]}
   */
  public void step(float[] observations, int count, float[] outputs) {
    if (count != state.sequences()) {
      resize(count);
    }
    network.step(observations, state, outputs);
  }

  /**
   * Asks what would be put out for observations that follow rows; nothing is remembered of them.
   *
   * @param observations {@code [count, F]}
   * @param rows which row each of them follows, {@code [count]}
   * @param outputs receives {@code [count, O]}
   */
  public void peek(float[] observations, int[] rows, int count, float[] outputs) {
    if (peeked == null || peeked.sequences() != count) {
      peeked = network.newState(count);
    }
    for (int i = 0; i < count; i++) {
      state.copyTo(rows[i], peeked.values(), i * state.size());
    }
    network.step(observations, peeked, outputs);
  }

  /** {@code [rows, S]}, valid until the number of rows changes. */
  public float[] values() {
    return state.values();
  }

  /** Length S of a row. */
  public int size() {
    return state.size();
  }

  private void resize(int rows) {
    SequenceState other = network.newState(rows);
    int kept = Math.min(rows, state.sequences());
    System.arraycopy(state.values(), 0, other.values(), 0, kept * state.size());
    state = other;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    state.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    state.loadState(in);
  }
}

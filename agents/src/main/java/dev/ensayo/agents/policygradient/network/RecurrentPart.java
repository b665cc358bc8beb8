package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.memory.RowStates;
import dev.ensayo.agents.memory.WindowSize;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Optional;

/**
 * A recurrent network with what it remembers of each row it acts on and, where it learns, of each
 * window's start.
 */
final class RecurrentPart implements Stateful {
  private final RecurrentNetwork network;
  private final WindowSize largest;
  private final RowStates rows;
  private final float[] outputs;
  private Optional<WindowStarts> starts = Optional.empty();
  private SequenceState learned;

  /**
   * One that acts.
   *
   * @param largest the most rows, and the steps of a window
   * @param rows how many there are at first
   */
  RecurrentPart(RecurrentNetwork network, WindowSize largest, int rows) {
    this.network = network;
    this.largest = largest;
    this.rows = new RowStates(network, rows);
    this.outputs = new float[largest.sequences() * network.outputSize()];
  }

  /** Keeps the starts of the windows of rollouts of so many steps from now on. */
  RecurrentPart learning(int steps, int copies) {
    starts = Optional.of(new WindowStarts(steps, largest.steps(), copies, rows.size()));
    return this;
  }

  /** The same network, with rows of its own. */
  RecurrentPart apart() {
    return new RecurrentPart(network, largest, 1);
  }

  RecurrentNetwork network() {
    return network;
  }

  /** Length of one output. */
  int width() {
    return network.outputSize();
  }

  void begin(int row) {
    rows.begin(row);
  }

  /** Takes an observation of each row in; the outputs are valid until the next call. */
  float[] act(float[] observations, int count) {
    starts.ifPresent(kept -> kept.step(rows.values()));
    rows.step(observations, count, outputs);
    return outputs;
  }

  /** Outputs for observations that follow rows, of which nothing is remembered. */
  float[] peek(float[] observations, int[] followed, int count) {
    rows.peek(observations, followed, count, outputs);
    return outputs;
  }

  /** Takes one gradient step through the windows of a minibatch. */
  void fit(Minibatch batch, OutputLoss loss, FitResult result) {
    int windows = batch.size() / largest.steps();
    if (learned == null || learned.sequences() != windows) {
      learned = network.newState(windows);
    }
    WindowStarts kept = starts.orElseThrow();
    for (int w = 0; w < windows; w++) {
      kept.copy(batch.items()[w], learned.values(), w * learned.size());
    }
    network.fit(batch.observations(), null, batch.begins(), largest.steps(), learned, loss, result);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    network.saveState(out);
    rows.saveState(out);
    starts.orElseThrow().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    network.loadState(in);
    rows.loadState(in);
    starts.orElseThrow().loadState(in);
  }
}

package dev.ensayo.backend.engine;

import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A window whose sequences begin anew as one of more sequences, which Deeplearning4j's layers can
 * walk: each part of a sequence is a sequence of its own, masked before it begins and after it
 * ends. A part that begins anew starts from zeros, and masked steps leave them as they are.
 */
final class SplitWindow {
  /** Steps from {@code begin} to before {@code end} of a sequence. */
  private record Part(int sequence, int begin, int end) {}

  private final SequenceWindow given;
  private final int sequences;
  private final List<Part> parts = new ArrayList<>();
  private final int[] lastParts;

  /**
   * @param given with resets
   * @param sequences B
   */
  SplitWindow(SequenceWindow given, int sequences) {
    this.given = given;
    this.sequences = sequences;
    this.lastParts = new int[sequences];
    for (int b = 0; b < sequences; b++) {
      int begin = 0;
      for (int t = 1; t <= given.steps(); t++) {
        if (t == given.steps() || resets(t, b)) {
          lastParts[b] = parts.size();
          parts.add(new Part(b, begin, t));
          begin = t;
        }
      }
    }
  }

  private boolean resets(int step, int sequence) {
    return given.resets()[step * sequences + sequence] != 0;
  }

  /** How many there are. */
  int parts() {
    return parts.size();
  }

  /**
   * The window of all parts side by side.
   *
   * @param inputSize numbers of a vector
   * @param outputSize numbers of a target
   */
  SequenceWindow window(int inputSize, int outputSize) {
    SequenceWindow window = new SequenceWindow().steps(given.steps(), given.backwardSteps());
    if (given.tokens() == null) {
      window.vectors(spread(given.vectors(), inputSize));
    } else {
      window.tokens(spread(given.tokens()));
    }
    if (given.classes() != null) {
      window.targets(spread(given.classes()));
    } else if (given.numbers() != null) {
      window.targets(spread(given.numbers(), outputSize));
    }
    if (given.weights() != null) {
      window.weights(spread(given.weights(), 1));
    }
    return window.mask(mask());
  }

  private float[] mask() {
    float[] mask = new float[given.steps() * parts.size()];
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      for (int t = part.begin(); t < part.end(); t++) {
        int row = t * sequences + part.sequence();
        mask[t * parts.size() + p] = given.mask() == null ? 1 : given.mask()[row];
      }
    }
    return mask;
  }

  /** Rows {@code [T·B, size]} as those of the parts; outside a part they do not matter. */
  private float[] spread(float[] rows, int size) {
    float[] spread = new float[given.steps() * parts.size() * size];
    for (int row = 0; row < given.steps() * parts.size(); row++) {
      System.arraycopy(rows, source(row) * size, spread, row * size, size);
    }
    return spread;
  }

  private int[] spread(int[] ids) {
    int[] spread = new int[given.steps() * parts.size()];
    Arrays.setAll(spread, row -> ids[source(row)]);
    return spread;
  }

  private int source(int row) {
    return row / parts.size() * sequences + parts.get(row % parts.size()).sequence();
  }

  /**
   * Rows {@code [T·B, size]} from those of the parts.
   *
   * @param rows receives them
   */
  void gather(float[] ofParts, int size, float[] rows) {
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      for (int t = part.begin(); t < part.end(); t++) {
        int from = (t * parts.size() + p) * size;
        System.arraycopy(ofParts, from, rows, (t * sequences + part.sequence()) * size, size);
      }
    }
  }

  /** What the parts start from: a sequence's state, or zeros where it begins anew. */
  SequenceState state(SequenceState of) {
    SequenceState state = new SequenceState(parts.size(), of.size());
    float[] own = new float[of.size()];
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      if (part.begin() == 0 && !resets(0, part.sequence())) {
        of.copyTo(part.sequence(), own, 0);
        state.copyFrom(p, own, 0);
      }
    }
    return state;
  }

  /** Leaves what the last parts ended with. */
  void store(SequenceState ofParts, SequenceState state) {
    float[] own = new float[state.size()];
    for (int b = 0; b < sequences; b++) {
      ofParts.copyTo(lastParts[b], own, 0);
      state.copyFrom(b, own, 0);
    }
  }

  /** A loss of the given window's outputs as one of the parts'. */
  OutputLoss lossOfParts(OutputLoss loss, int size) {
    return (outputs, rows, gradients) -> {
      float[][] own = {new float[given.steps() * sequences * size]};
      float[][] slopes = {new float[own[0].length]};
      gather(outputs[0], size, own[0]);
      double value = loss.compute(own, given.steps() * sequences, slopes);
      // Outside a part rows are masked.
      System.arraycopy(spread(slopes[0], size), 0, gradients[0], 0, rows * size);
      return value;
    };
  }
}

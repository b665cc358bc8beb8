package dev.ensayo.agents.replay;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Actions, one a row: indices, or real vectors. */
public final class ActionColumn {
  private final int size;
  private final int[] indices;
  private final float[] vectors;

  /**
   * @param size length {@code D} of an action that is a real vector; 0 if it is discrete
   */
  ActionColumn(int rows, int size) {
    this.size = size;
    this.indices = new int[size == 0 ? rows : 0];
    this.vectors = new float[Math.multiplyExact(rows, size)];
  }

  /** One like this of another length. */
  ActionColumn ofRows(int rows) {
    return new ActionColumn(rows, size);
  }

  /** The discrete action of a row. */
  public int index(int row) {
    return indices[row];
  }

  /** Takes the action of a transition. */
  void set(int row, Transition transition) {
    if (size == 0) {
      indices[row] = transition.action();
    } else {
      System.arraycopy(transition.vector(), 0, vectors, row * size, size);
    }
  }

  /** Takes the action of a row of another column of the kind. */
  void set(int row, ActionColumn source, int from) {
    if (size == 0) {
      indices[row] = source.indices[from];
    } else {
      System.arraycopy(source.vectors, from * size, vectors, row * size, size);
    }
  }

  /** Copies the actions in the first {@code batch.size()} of the batch's slots into it. */
  void gather(TransitionBatch batch) {
    int[] slots = batch.slots();
    if (size == 0) {
      for (int b = 0; b < batch.size(); b++) {
        batch.actions()[b] = indices[slots[b]];
      }
    } else {
      for (int b = 0; b < batch.size(); b++) {
        System.arraycopy(vectors, slots[b] * size, batch.vectors(), b * size, size);
      }
    }
  }

  /** Writes the first rows. */
  void save(int rows, StateWriter out) throws IOException {
    if (size == 0) {
      out.writeInts(indices, 0, rows);
    } else {
      out.writeFloats(vectors, 0, rows * size);
    }
  }

  /** Reads what {@link #save} wrote. */
  void load(int rows, StateReader in) throws IOException {
    if (size == 0) {
      in.readInts(indices, 0, rows);
    } else {
      in.readFloats(vectors, 0, rows * size);
    }
  }
}

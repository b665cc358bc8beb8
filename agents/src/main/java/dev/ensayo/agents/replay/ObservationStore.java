package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;

/** One preallocated array of observations, row by row. */
abstract sealed class ObservationStore implements Stateful permits FloatStore, ByteStore {
  /** A store that keeps observations of that kind without loss in the least memory. */
  static ObservationStore of(ObservationSpec spec, int capacity) {
    return switch (spec.kind()) {
      case CONTINUOUS, DISCRETE -> new FloatStore(capacity, spec.size());
      case BYTES -> new ByteStore(capacity, spec.size());
    };
  }

  /** Copies {@code source[offset .. offset + F)} into a slot. */
  abstract void put(int slot, float[] source, int offset);

  /**
   * Copies rows out.
   *
   * @param slots which, {@code count} of them
   * @param target receives {@code [count, F]}
   */
  abstract void gather(int[] slots, int count, float[] target);
}

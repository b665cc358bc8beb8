package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.HeapChunks;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;

/**
 * Parameters that follow each other and share an updater: Deeplearning4j's {@code UpdaterBlock},
 * with the same place in the updater-state buffer.
 *
 * <p>From the first step on the state is kept on the heap, where Java alone works on it: it is most
 * of what a step would else copy. {@link #storeState} brings it back to its place.
 */
public final class UpdaterRange {
  private final UpdaterKernel kernel;
  private final Slice parameters;
  private final Slice gradient;
  private final ImmutableList<Slice> state;
  private ImmutableList<HeapChunks> kept = ImmutableList.of();
  private boolean current;

  /**
   * @param state as long as the parameters for each state array; null for none
   */
  UpdaterRange(UpdaterKernel kernel, Slice parameters, Slice gradient, Slice state) {
    int length = parameters.length();
    this.kernel = kernel;
    this.parameters = parameters;
    this.gradient = gradient;
    ImmutableList.Builder<Slice> arrays = ImmutableList.builder();
    for (int i = 0; i < kernel.stateArrays(); i++) {
      arrays.add(state.part(i * length, length));
    }
    this.state = arrays.build();
  }

  void step(Arithmetic arithmetic, int iteration, int epoch) {
    if (!current) {
      loadState();
    }
    kernel.begin(iteration, epoch);
    arithmetic.update(kernel, gradient, parameters, kept(0), kept(1), kept(2));
  }

  private HeapChunks kept(int array) {
    return array < kept.size() ? kept.get(array) : null;
  }

  private void loadState() {
    if (kept.size() < state.size()) {
      ImmutableList.Builder<HeapChunks> arrays = ImmutableList.builder();
      for (Slice array : state) {
        arrays.add(new HeapChunks(array.length()));
      }
      kept = arrays.build();
    }
    for (int i = 0; i < state.size(); i++) {
      kept.get(i).load(state.get(i));
    }
    current = true;
  }

  /** Writes the state to the network's buffer. */
  void storeState() {
    if (current) {
      for (int i = 0; i < state.size(); i++) {
        kept.get(i).store(state.get(i));
      }
    }
  }

  /** Tells that the network's buffer was changed: the next step reads it. */
  void stateChanged() {
    current = false;
  }
}

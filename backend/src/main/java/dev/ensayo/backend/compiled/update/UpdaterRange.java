package dev.ensayo.backend.compiled.update;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;

/**
 * Parameters that follow each other and share an updater: Deeplearning4j's {@code UpdaterBlock},
 * with the same place in the updater-state buffer.
 */
public final class UpdaterRange {
  private final UpdaterKernel kernel;
  private final Slice parameters;
  private final Slice gradient;
  private final Slice first;
  private final Slice second;
  private final Slice third;

  /**
   * @param state as long as the parameters for each state array; null for none
   */
  UpdaterRange(UpdaterKernel kernel, Slice parameters, Slice gradient, Slice state) {
    int length = parameters.length();
    this.kernel = kernel;
    this.parameters = parameters;
    this.gradient = gradient;
    this.first = kernel.stateArrays() < 1 ? null : state.part(0, length);
    this.second = kernel.stateArrays() < 2 ? null : state.part(length, length);
    this.third = kernel.stateArrays() < 3 ? null : state.part(2 * length, length);
  }

  void step(Arithmetic arithmetic, int iteration, int epoch) {
    kernel.begin(iteration, epoch);
    arithmetic.update(kernel, gradient, parameters, first, second, third);
  }
}

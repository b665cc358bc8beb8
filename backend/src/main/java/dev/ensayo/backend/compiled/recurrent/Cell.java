package dev.ensayo.backend.compiled.recurrent;

import java.util.List;

/**
 * What a recurrent layer has of its own: how the sums of its gates become the hidden state h, and
 * the way back. {@link RecurrentBlock} walks through time with it and knows the rest: the products,
 * the carried state, masks, and the gradients of all weights.
 */
public interface Cell {
  /** The parts of the recurrent product, which together are all gates in order. */
  List<RecurrentTerm> terms();

  /** What is carried from step to step beside h, in the order in which a window's state has it. */
  default List<CarriedState> carried() {
    return List.of();
  }

  /**
   * From {@link Steps#gates}, complete but for what the cell multiplies itself, to h of the step,
   * {@link Steps#hidden} and {@link Steps#rows}. May leave in the gates what the backward needs.
   */
  void forward(Steps steps, RecurrentProducts products);

  /** Before the backward of the last step. */
  default void beginBackward(int sequences) {}

  /**
   * From {@link Steps#slope}, the gradient of h, to that of the gates' sums, in {@link
   * Steps#gates}, and of all terms and carried states.
   *
   * @return whether the slope now is the part of the gradient of h₋ that does not come through the
   *     recurrent product; else there is none
   */
  boolean backward(Steps steps, RecurrentProducts products);

  /** Leaves the gradients of parameters that are the cell's alone, after the first step. */
  default void endBackward(int sequences) {}
}

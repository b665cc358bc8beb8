package dev.ensayo.backend.compiled.node;

/**
 * When a node of a plan works; see {@link Arena} for what a moment is.
 *
 * @param node its position in the plan; it goes forward at this moment
 * @param lastReader position of the last node that reads its value; the number of nodes stands for
 *     the loss
 * @param nodes how many there are
 */
public record Moments(int node, int lastReader, int nodes) {
  /** When the node goes backward. */
  int backward() {
    return 2 * nodes - node;
  }

  /** When the gradient of the value begins to be written. */
  int firstGradient() {
    return 2 * nodes - lastReader;
  }

  /** Until when the value can be read: what the network puts out, when the step is over. */
  int valueEnds() {
    return lastReader == nodes ? 2 * nodes : backward();
  }
}

package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.policygradient.distribution.ActionDistribution;

/**
 * The outputs of an actor-critic network, in order: the distribution's parameters, the logarithms
 * of its standard deviations where it has some, the value where there is one.
 *
 * @param distribution over actions
 * @param hasValue whether V(o) is put out too
 */
public record Heads(ActionDistribution distribution, boolean hasValue) {
  /** How many outputs there are. */
  public int count() {
    return value() + (hasValue ? 1 : 0);
  }

  /** The number of the output that is the value. */
  int value() {
    return distribution.hasDeviations() ? 2 : 1;
  }

  /** Length of one output. */
  int size(int output) {
    return output == value() ? 1 : distribution.parameters();
  }

  /** The values among outputs or their gradients, {@code [B]}. */
  public float[] values(float[][] outputs) {
    return outputs[value()];
  }

  /** Room for so many rows of outputs. */
  float[][] room(int rows) {
    float[][] outputs = new float[count()][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new float[rows * size(i)];
    }
    return outputs;
  }
}

package dev.ensayo.core.sequencetask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.environment.EnvironmentSpec;

/**
 * The shapes of a sequence task.
 *
 * @param input what is read at each step
 * @param inputSize number V of tokens, or length F of the vector
 * @param target what is to be answered
 * @param targetSize number of tokens, or how many numbers
 * @param steps length T of every sequence
 * @param baselineLoss best mean loss of an answer that ignores the input: in nats per answered step
 *     for tokens, the mean squared error for numbers
 */
public record SequenceTaskSpec(
    Input input, int inputSize, Target target, int targetSize, int steps, double baselineLoss)
    implements EnvironmentSpec {
  /** What is read at each step. */
  public enum Input {
    /** One of V tokens. */
    TOKENS,
    /** A vector of F numbers. */
    VECTORS
  }

  /** What is to be answered. */
  public enum Target {
    /** One of V tokens at each step whose answer counts. */
    TOKENS,
    /** Numbers, after the last step. */
    NUMBERS
  }

  public SequenceTaskSpec {
    checkArgument(inputSize >= 1, "inputSize must be at least 1: %s", inputSize);
    checkArgument(targetSize >= 1, "targetSize must be at least 1: %s", targetSize);
    checkArgument(steps >= 1, "steps must be at least 1: %s", steps);
  }

  @Override
  public String kind() {
    return "sequence task";
  }
}

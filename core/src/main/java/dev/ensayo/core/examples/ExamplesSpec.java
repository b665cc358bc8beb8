package dev.ensayo.core.examples;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.EnvironmentSpec;

/**
 * The shapes of labelled examples.
 *
 * @param inputShape of one input: {@code [F]} for a row of a table, {@code [C, H, W]} for an image
 * @param classes names of the classes by number, at least two; empty where the answer is a number
 * @param groups names of the subpopulations that accuracy is also given for; may be empty
 */
public record ExamplesSpec(
    ImmutableIntArray inputShape, ImmutableList<String> classes, ImmutableList<String> groups)
    implements EnvironmentSpec {
  public ExamplesSpec {
    checkArgument(
        inputShape.length() == 1 || inputShape.length() == 3,
        "inputs are [F] or [C, H, W], not %s",
        inputShape);
    checkArgument(classes.isEmpty() || classes.size() >= 2, "one class only: %s", classes);
  }

  @Override
  public String kind() {
    return isImage() ? "images" : "table";
  }

  public boolean isImage() {
    return inputShape.length() == 3;
  }

  /** Whether the answer is a class; otherwise it is a number. */
  public boolean isClassification() {
    return !classes.isEmpty();
  }

  /** Length of one input: the product of the shape. */
  public int inputSize() {
    int size = 1; // no stream: it is asked for in loops over examples
    for (int axis = 0; axis < inputShape.length(); axis++) {
      size = Math.multiplyExact(size, inputShape.get(axis));
    }
    return size;
  }
}

package dev.ensayo.core.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import java.util.List;

/** One action that was chosen, for those who look on; whoever steps needs no such object. */
public sealed interface Action {
  /**
   * One of a few.
   *
   * @param number in {@code [0, A)}
   */
  record Index(int number) implements Action {}

  /**
   * A vector of real numbers.
   *
   * @param values {@code [D]}
   */
  record Vector(List<Float> values) implements Action {
    public Vector {
      values = ImmutableList.copyOf(values);
    }
  }

  static Action of(int number) {
    return new Index(number);
  }

  /**
   * A copy.
   *
   * @param values {@code [D]}
   */
  static Action of(float[] values) {
    return new Vector(Floats.asList(values));
  }
}

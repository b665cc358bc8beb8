package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.Locale;

/** What may be done in a decision process: one of a few actions, or a vector of real numbers. */
public sealed interface ActionSpec {
  /** The kinds, for those who take only some of them. */
  enum Kind {
    /** {@link Discrete}. */
    DISCRETE,
    /** {@link Box}. */
    BOX
  }

  /** Which of the two it is. */
  Kind kind();

  /** In a few words, for messages: "2 discrete actions", "1 real number in [-2, 2]". */
  String words();

  /** A few actions without order. */
  static ActionSpec discrete(int count) {
    return new Discrete(count);
  }

  /** Vectors of real numbers, all with the same bounds. */
  static ActionSpec box(int size, double low, double high) {
    double[] lows = new double[size];
    double[] highs = new double[size];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new Box(ImmutableDoubleArray.copyOf(lows), ImmutableDoubleArray.copyOf(highs));
  }

  /**
   * One of {@code A} actions, 0 to A − 1.
   *
   * @param count {@code A}, at least 1
   */
  record Discrete(int count) implements ActionSpec {
    public Discrete {
      checkArgument(count >= 1, "a decision process needs at least one action: %s", count);
    }

    @Override
    public Kind kind() {
      return Kind.DISCRETE;
    }

    @Override
    public String words() {
      return count == 1 ? "1 discrete action" : count + " discrete actions";
    }

    /**
     * Checks that there is such an action.
     *
     * @throws IllegalArgumentException if not
     */
    public void check(int action) {
      checkArgument(
          action >= 0 && action < count, "action %s does not lie in [0, %s)", action, count);
    }
  }

  /**
   * A vector of {@code D} real numbers. What lies outside the bounds is not refused: the process
   * says what becomes of it, as those of Gymnasium do.
   *
   * @param low least values, {@code [D]}; may be −∞
   * @param high largest values, {@code [D]}, above the least; may be ∞
   */
  record Box(ImmutableDoubleArray low, ImmutableDoubleArray high) implements ActionSpec {
    public Box {
      checkArgument(!low.isEmpty(), "an action needs at least one number");
      checkArgument(
          low.length() == high.length(), "%s least and %s largest", low.length(), high.length());
      for (int i = 0; i < low.length(); i++) {
        checkArgument(low.get(i) < high.get(i), "number %s lies between %s and %s", i, low, high);
      }
    }

    @Override
    public Kind kind() {
      return Kind.BOX;
    }

    /** {@code D}. */
    public int size() {
      return low.length();
    }

    /** Whether all bounds are finite. */
    public boolean isBounded() {
      return low.stream().allMatch(Double::isFinite) && high.stream().allMatch(Double::isFinite);
    }

    /** Whether all numbers have the same bounds. */
    private boolean isUniform() {
      return low.stream().distinct().count() == 1 && high.stream().distinct().count() == 1;
    }

    @Override
    public String words() {
      String numbers = size() == 1 ? "1 real number" : size() + " real numbers";
      return isUniform()
          ? numbers + " in [" + bound(low.get(0)) + ", " + bound(high.get(0)) + "]"
          : numbers + " with bounds of their own";
    }

    private static String bound(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e9
          ? String.format(Locale.ROOT, "%.0f", value)
          : Double.toString(value);
    }

    /**
     * Checks that an action has the declared size and is finite.
     *
     * @throws IllegalArgumentException if not
     */
    public void check(float[] action) {
      checkArgument(
          action.length == low.length(),
          "an action has %s numbers here, not %s",
          low.length(),
          action.length);
      for (int i = 0; i < action.length; i++) {
        if (!Float.isFinite(action[i])) {
          throw new IllegalArgumentException("number " + i + " of the action is " + action[i]);
        }
      }
    }

    /** The nearest number within the bounds of one place. */
    public double clip(int place, double value) {
      return Math.max(low.get(place), Math.min(high.get(place), value));
    }

    /**
     * Draws an action as Gymnasium's {@code Box.sample} does: uniformly between two bounds, with an
     * exponential distribution from the only one, standard normal without any.
     *
     * @param action receives it, {@code [D]} from {@code offset} on
     */
    public void sample(RandomStream random, float[] action, int offset) {
      for (int i = 0; i < size(); i++) {
        action[offset + i] = (float) sample(random, low.get(i), high.get(i));
      }
    }

    private static double sample(RandomStream random, double least, double largest) {
      boolean below = Double.isFinite(least);
      boolean above = Double.isFinite(largest);
      if (below && above) {
        return least + (largest - least) * random.nextDouble();
      }
      if (below) {
        return least - Math.log1p(-random.nextDouble());
      }
      return above ? largest + Math.log1p(-random.nextDouble()) : random.nextGaussian();
    }
  }
}

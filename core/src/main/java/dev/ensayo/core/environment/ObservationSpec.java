package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The shape and range of an observation, which always travels as a flat {@code float[]}.
 *
 * @param kind how the numbers are to be read
 * @param shape extents, outermost first; images are {@code [C, H, W]}
 * @param states number of states of a {@link Kind#DISCRETE} observation, else 0
 */
public record ObservationSpec(Kind kind, ImmutableIntArray shape, int states) {
  /** How the numbers of an observation are to be read. */
  public enum Kind {
    /** Real numbers. */
    CONTINUOUS,
    /** Whole numbers 0 to 255, which a replay buffer may keep in a byte each without loss. */
    BYTES,
    /** 0 or 1, which a replay buffer may keep in a bit each without loss. */
    BITS,
    /** One whole number in {@code [0, states)}: the index of a state. */
    DISCRETE
  }

  public ObservationSpec {
    checkArgument(!shape.isEmpty(), "an observation needs a shape");
    shape.forEach(extent -> checkArgument(extent > 0, "shape %s has an empty side", shape));
    checkArgument((kind == Kind.DISCRETE) == (states > 0), "%s with %s states", kind, states);
  }

  /** Real numbers of that shape. */
  public static ObservationSpec continuous(int... shape) {
    return new ObservationSpec(Kind.CONTINUOUS, ImmutableIntArray.copyOf(shape), 0);
  }

  /** Whole numbers 0 to 255 of that shape. */
  public static ObservationSpec bytes(int... shape) {
    return new ObservationSpec(Kind.BYTES, ImmutableIntArray.copyOf(shape), 0);
  }

  /** Zeros and ones of that shape. */
  public static ObservationSpec bits(int... shape) {
    return new ObservationSpec(Kind.BITS, ImmutableIntArray.copyOf(shape), 0);
  }

  /** The index of one of {@code states} states. */
  public static ObservationSpec discrete(int states) {
    return new ObservationSpec(Kind.DISCRETE, ImmutableIntArray.of(1), states);
  }

  /** Length of the {@code float[]}: the product of the shape. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Whether it is an image {@code [C, H, W]}. */
  public boolean isImage() {
    return shape.length() == 3;
  }

  public boolean isDiscrete() {
    return kind == Kind.DISCRETE;
  }
}

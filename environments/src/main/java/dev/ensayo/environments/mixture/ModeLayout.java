package dev.ensayo.environments.mixture;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.stream.IntStream;

/** How the centers of modes lie in the plane; all within [−radius, radius] along each axis. */
public enum ModeLayout {
  /** Evenly on a circle around the origin, the first on the right, anticlockwise. */
  RING,
  /** A square of rows and columns; the number of modes is a square. */
  GRID,
  /** Evenly on the horizontal axis, from left to right. */
  LINE;

  /** Whether so many modes can lie so. */
  boolean fits(int modes) {
    int side = side(modes);
    return this != GRID || side * side == modes;
  }

  /** The centers of so many modes, {@code [2]} each. */
  ImmutableList<ImmutableDoubleArray> centers(int modes, double radius) {
    return IntStream.range(0, modes)
        .mapToObj(mode -> center(mode, modes, radius))
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableDoubleArray center(int mode, int modes, double radius) {
    double angle = 2 * StrictMath.PI * mode / modes;
    int side = side(modes);
    return switch (this) {
      case RING ->
          ImmutableDoubleArray.of(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
      case GRID ->
          ImmutableDoubleArray.of(
              place(mode % side, side, radius), place(mode / side, side, radius));
      case LINE -> ImmutableDoubleArray.of(place(mode, modes, radius), 0);
    };
  }

  private static int side(int modes) {
    return (int) Math.round(Math.sqrt(modes));
  }

  private static double place(int number, int of, double radius) {
    return of == 1 ? 0 : radius * (2.0 * number / (of - 1) - 1);
  }
}

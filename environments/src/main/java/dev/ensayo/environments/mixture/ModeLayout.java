package dev.ensayo.environments.mixture;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;

/** How the centers of modes lie in the plane; all within [−radius, radius] along each axis. */
public enum ModeLayout {
  /** Evenly on a circle around the origin, the first on the right, anticlockwise. */
  RING {
    @Override
    ImmutableList<ImmutableDoubleArray> centers(int modes, double radius) {
      ImmutableList.Builder<ImmutableDoubleArray> centers = ImmutableList.builder();
      for (int m = 0; m < modes; m++) {
        double angle = 2 * StrictMath.PI * m / modes;
        centers.add(
            ImmutableDoubleArray.of(
                radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)));
      }
      return centers.build();
    }
  },
  /** A square of rows and columns; the number of modes is a square. */
  GRID {
    @Override
    boolean fits(int modes) {
      int side = side(modes);
      return side * side == modes;
    }

    @Override
    ImmutableList<ImmutableDoubleArray> centers(int modes, double radius) {
      int side = side(modes);
      ImmutableList.Builder<ImmutableDoubleArray> centers = ImmutableList.builder();
      for (int m = 0; m < modes; m++) {
        centers.add(
            ImmutableDoubleArray.of(
                place(m % side, side, radius), place(m / side, side, radius)));
      }
      return centers.build();
    }

    private int side(int modes) {
      return (int) Math.round(Math.sqrt(modes));
    }
  },
  /** Evenly on the horizontal axis, from left to right. */
  LINE {
    @Override
    ImmutableList<ImmutableDoubleArray> centers(int modes, double radius) {
      ImmutableList.Builder<ImmutableDoubleArray> centers = ImmutableList.builder();
      for (int m = 0; m < modes; m++) {
        centers.add(ImmutableDoubleArray.of(place(m, modes, radius), 0));
      }
      return centers.build();
    }
  };

  /** Whether so many modes can lie so. */
  boolean fits(int modes) {
    return true;
  }

  /** The centers of so many modes, {@code [2]} each. */
  abstract ImmutableList<ImmutableDoubleArray> centers(int modes, double radius);

  private static double place(int number, int of, double radius) {
    return of == 1 ? 0 : radius * (2.0 * number / (of - 1) - 1);
  }
}

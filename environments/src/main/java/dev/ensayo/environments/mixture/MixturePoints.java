package dev.ensayo.environments.mixture;

import dev.ensayo.core.examples.Examples;
import java.util.Optional;

/** Points of one part; point i comes from mode i mod K. */
final class MixturePoints implements Examples {
  private static final int AXES = 2;

  private final float[] points;
  private final int modes;

  /**
   * @param points {@code [N, 2]}
   * @param modes K
   */
  MixturePoints(float[] points, int modes) {
    this.points = points;
    this.modes = modes;
  }

  @Override
  public int size() {
    return points.length / AXES;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    System.arraycopy(points, AXES * index, into, offset, AXES);
  }

  @Override
  public int label(int index) {
    return index % modes;
  }

  @Override
  public double value(int index) {
    return Double.NaN;
  }

  @Override
  public int group(int index) {
    return -1;
  }

  @Override
  public Optional<byte[]> picture(int index) {
    return Optional.empty();
  }
}

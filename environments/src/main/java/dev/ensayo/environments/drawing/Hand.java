package dev.ensayo.environments.drawing;

import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;

/**
 * Draws characters, each time a little differently.
 *
 * <p>The points of the strokes are moved by a smooth random field (the elastic distortion of
 * Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual
 * document analysis", ICDAR 2003, on the outline in place of the pixels: a uniform cubic B-spline
 * over normal displacements), then by an affine map. A pixel's level is the share of its side that
 * a round pen covers. All arithmetic is exact or by StrictMath, so that every machine draws the
 * same. Not thread-safe.
 */
final class Hand {
  private static final int CELLS = 3;
  private static final int NODES = CELLS + 3;

  /** The mean square of a point's displacement where that of every node is 1. */
  private static final double MEAN_SQUARE = meanSquare();

  /** The unit square of a character takes this share of the picture's side. */
  private static final double SHARE = 0.86;

  private static final int BRIGHTEST = 255;

  /** Four uniform draws of 16 bits to a nearly normal one. */
  private static final int LANES = 4;

  private static final int LANE_BITS = 16;
  private static final double LANE_RANGE = 1 << LANE_BITS;

  /** Standard deviation of the sum of the lanes, each in [0, 1). */
  private static final double LANES_DEVIATION = Math.sqrt(LANES / 12.0);

  private final Handwriting config;
  private final int side;
  private final double[] displacementX = new double[NODES * NODES];
  private final double[] displacementY = new double[NODES * NODES];
  private final double[] weightsX = new double[4];
  private final double[] weightsY = new double[4];
  private final double[] squaredDistance;
  private double[] x = new double[0];
  private double[] y = new double[0];

  /**
   * @param side of the picture, in pixels
   */
  Hand(Handwriting config, int side) {
    this.config = config;
    this.side = side;
    this.squaredDistance = new double[side * side];
  }

  /**
   * Draws one character.
   *
   * @param into receives {@code [H, W]} levels from {@code offset} on
   */
  void draw(Strokes strokes, RandomStream random, byte[] into, int offset) {
    place(strokes, random);
    double thickness =
        config.thinnest() + (config.thickest() - config.thinnest()) * random.nextDouble();
    double ink = BRIGHTEST * (config.palest() + (1 - config.palest()) * random.nextDouble());
    double radius = thickness * side / 2;
    measure(strokes.pieces(), radius + 1);
    for (int i = 0; i < squaredDistance.length; i++) {
      double covered = 0.5 + radius - Math.sqrt(squaredDistance[i]);
      double level = ink * Math.max(0, Math.min(1, covered));
      if (config.noise() > 0) {
        level += BRIGHTEST * config.noise() * nearlyNormal(random);
      }
      into[offset + i] = (byte) Math.round(Math.max(0, Math.min(BRIGHTEST, level)));
    }
  }

  /** Moves the points of the strokes, then maps them to pixels. */
  private void place(Strokes strokes, RandomStream random) {
    double radians = StrictMath.toRadians(symmetric(random, config.rotate()));
    double slant = symmetric(random, config.slant());
    double scaleX = SHARE * side * (1 + symmetric(random, config.scale()));
    double scaleY = SHARE * side * (1 + symmetric(random, config.scale()));
    double centerX = side * (0.5 + symmetric(random, config.shift())) - 0.5;
    double centerY = side * (0.5 + symmetric(random, config.shift())) - 0.5;
    double deviation = config.elastic() / Math.sqrt(MEAN_SQUARE);
    for (int i = 0; i < displacementX.length; i++) {
      displacementX[i] = deviation * nearlyNormal(random);
      displacementY[i] = deviation * nearlyNormal(random);
    }
    double cos = StrictMath.cos(radians);
    double sin = StrictMath.sin(radians);
    int points = strokes.x().length;
    if (x.length < points) {
      x = new double[points];
      y = new double[points];
    }
    for (int i = 0; i < points; i++) {
      int cellX = weights(strokes.x()[i], weightsX);
      int cellY = weights(strokes.y()[i], weightsY);
      double u = strokes.x()[i] + interpolate(displacementX, cellX, cellY) - 0.5;
      double v = strokes.y()[i] + interpolate(displacementY, cellX, cellY) - 0.5;
      double wide = scaleX * (u - slant * v);
      double high = scaleY * v;
      x[i] = centerX + cos * wide - sin * high;
      y[i] = centerY + sin * wide + cos * high;
    }
  }

  private static double symmetric(RandomStream random, double most) {
    return most * (2 * random.nextDouble() - 1);
  }

  /** A draw of mean 0 and variance 1, of four uniform ones. */
  static double nearlyNormal(RandomStream random) {
    long bits = random.nextLong();
    double sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
      sum += ((bits >>> (LANE_BITS * lane)) & (long) (LANE_RANGE - 1)) / LANE_RANGE;
    }
    return (sum - LANES / 2.0) / LANES_DEVIATION;
  }

  /** Weights of four nodes for a point in [0, 1]; gives the first node. */
  private static int weights(double at, double[] weights) {
    double inCells = Math.max(0, Math.min(1, at)) * CELLS;
    int cell = Math.min(CELLS - 1, (int) inCells);
    double t = inCells - cell;
    double u = 1 - t;
    weights[0] = u * u * u / 6;
    weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    weights[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
    weights[3] = t * t * t / 6;
    return cell;
  }

  private double interpolate(double[] nodes, int cellX, int cellY) {
    double sum = 0;
    for (int j = 0; j < weightsY.length; j++) {
      for (int i = 0; i < weightsX.length; i++) {
        sum += weightsX[i] * weightsY[j] * nodes[(cellY + j) * NODES + cellX + i];
      }
    }
    return sum;
  }

  private static double meanSquare() {
    int steps = 64;
    double[] weights = new double[4];
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      weights((i + 0.5) / steps, weights);
      sum += Arrays.stream(weights).map(w -> w * w).sum() / steps;
    }
    return sum * sum;
  }

  /** The squared distance of each pixel from the nearest piece; only up to {@code reach} exact. */
  private void measure(int pieces, double reach) {
    Arrays.fill(squaredDistance, Double.MAX_VALUE);
    for (int piece = 0; piece < pieces; piece++) {
      double x0 = x[2 * piece];
      double y0 = y[2 * piece];
      double dx = x[2 * piece + 1] - x0;
      double dy = y[2 * piece + 1] - y0;
      double length = dx * dx + dy * dy;
      int left = Math.max(0, (int) Math.floor(Math.min(x0, x0 + dx) - reach));
      int right = Math.min(side - 1, (int) Math.ceil(Math.max(x0, x0 + dx) + reach));
      int top = Math.max(0, (int) Math.floor(Math.min(y0, y0 + dy) - reach));
      int bottom = Math.min(side - 1, (int) Math.ceil(Math.max(y0, y0 + dy) + reach));
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          double px = column - x0;
          double py = row - y0;
          double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
          double ex = px - along * dx;
          double ey = py - along * dy;
          int pixel = row * side + column;
          squaredDistance[pixel] = Math.min(squaredDistance[pixel], ex * ex + ey * ey);
        }
      }
    }
  }
}

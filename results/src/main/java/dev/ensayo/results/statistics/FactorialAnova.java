package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Analysis of variance of all {@code 2ᵏ} combinations of {@code k} parts, each with the same seeds:
 * a factorial in randomized blocks, the seeds being the blocks.
 *
 * <p>Yates, "The Design and Analysis of Factorial Experiments", 1937; Montgomery, "Design and
 * Analysis of Experiments", chapters 4 to 6. All columns of a balanced design are orthogonal, so
 * that sums of squares of types I, II and III are the same. What is left after seeds, main effects
 * and interactions of every order is the error, with {@code (n − 1)(2ᵏ − 1)} degrees of freedom.
 *
 * @param effects main effects in the order of the parts, then interactions of two
 * @param seeds what differs between seeds, whatever the parts
 * @param higher interactions of three parts and more, together; empty for two parts
 * @param error what is left
 * @param total of all scores about their mean
 */
public record FactorialAnova(
    ImmutableList<Effect> effects,
    Source seeds,
    Optional<Source> higher,
    Source error,
    Source total) {
  private static final double UPPER_TAIL = 0.975;

  /** Relative to the squares of the scores: below this, what is left is rounding. */
  private static final double NOISE = 1e-20;

  /**
   * A line of the table.
   *
   * @param sumOfSquares at least 0
   * @param degreesOfFreedom at least 0
   * @param f mean square over that of the error; empty for the error and the total, and where the
   *     error has no spread
   * @param p of {@code f}, in [0, 1]
   */
  public record Source(
      double sumOfSquares, int degreesOfFreedom, Optional<Double> f, Optional<Double> p) {
    /** NaN without degrees of freedom. */
    public double meanSquare() {
      return sumOfSquares / degreesOfFreedom;
    }
  }

  /**
   * A part, or what two of them do together beyond what each does.
   *
   * @param first place of the part
   * @param second place of the other part; that of the first for a main effect
   * @param estimate the mean of all scores with the part minus that of all without; of two, how
   *     much larger the effect of one is with the other than without
   * @param interval 95 % t-interval of the estimate; empty where the error has no spread
   * @param source its line of the table
   * @param bySeed the estimate from each seed alone, {@code [n]}
   */
  public record Effect(
      int first,
      int second,
      double estimate,
      Optional<Interval> interval,
      Source source,
      double[] bySeed) {
    public boolean isInteraction() {
      return first != second;
    }
  }

  /**
   * Analyses scores.
   *
   * @param scores of each combination by seed, {@code [2ᵏ][n]}, {@code k >= 1}, {@code n >= 2}: in
   *     combination {@code c} part {@code i} is there if bit {@code i} of {@code c} is set
   */
  public static FactorialAnova of(double[][] scores) {
    int cells = scores.length;
    int parts = Integer.numberOfTrailingZeros(cells);
    checkArgument(parts >= 1 && cells == (1 << parts), "not all combinations: %s", cells);
    int n = scores[0].length;
    checkArgument(n >= 2, "two seeds are needed: %s", n);
    return new Computation(scores, parts, n).anova();
  }

  private static final class Computation {
    private final double[][] scores;
    private final int parts;
    private final int n;
    private final double[] cellMeans;
    private final double[] seedMeans;
    private final double mean;
    private final double errorSquares;
    private final int errorDegrees;
    private final boolean hasError;

    Computation(double[][] scores, int parts, int n) {
      this.scores = scores;
      this.parts = parts;
      this.n = n;
      this.cellMeans = Arrays.stream(scores).mapToDouble(StatUtils::mean).toArray();
      this.seedMeans =
          IntStream.range(0, n)
              .mapToDouble(seed -> Arrays.stream(scores).mapToDouble(c -> c[seed]).sum())
              .map(sum -> sum / scores.length)
              .toArray();
      this.mean = StatUtils.mean(cellMeans);
      this.errorSquares = errorSquares();
      this.errorDegrees = (n - 1) * (scores.length - 1);
      double size = Arrays.stream(scores).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
      this.hasError = errorSquares > NOISE * size;
    }

    private double errorSquares() {
      double sum = 0;
      for (int cell = 0; cell < scores.length; cell++) {
        for (int seed = 0; seed < n; seed++) {
          double rest = scores[cell][seed] - cellMeans[cell] - seedMeans[seed] + mean;
          sum += rest * rest;
        }
      }
      return sum;
    }

    FactorialAnova anova() {
      ImmutableList.Builder<Effect> effects = ImmutableList.builder();
      for (int i = 0; i < parts; i++) {
        effects.add(effect(i, i));
      }
      for (int i = 0; i < parts; i++) {
        for (int j = i + 1; j < parts; j++) {
          effects.add(effect(i, j));
        }
      }
      double seedSquares =
          scores.length * Arrays.stream(seedMeans).map(x -> (x - mean) * (x - mean)).sum();
      double total =
          Arrays.stream(scores)
              .flatMapToDouble(Arrays::stream)
              .map(x -> (x - mean) * (x - mean))
              .sum();
      return new FactorialAnova(
          effects.build(),
          source(seedSquares, n - 1),
          higher(),
          new Source(errorSquares, errorDegrees, Optional.empty(), Optional.empty()),
          new Source(total, n * scores.length - 1, Optional.empty(), Optional.empty()));
    }

    private Optional<Source> higher() {
      double squares = 0;
      int degrees = 0;
      for (int mask = 1; mask < scores.length; mask++) {
        if (Integer.bitCount(mask) > 2) {
          squares += squares(mask);
          degrees++;
        }
      }
      return degrees == 0 ? Optional.empty() : Optional.of(source(squares, degrees));
    }

    private Source source(double squares, int degrees) {
      if (!hasError) {
        return new Source(squares, degrees, Optional.empty(), Optional.empty());
      }
      double f = squares / degrees / (errorSquares / errorDegrees);
      double below = new FDistribution(null, degrees, errorDegrees).cumulativeProbability(f);
      return new Source(squares, degrees, Optional.of(f), Optional.of(Math.max(0, 1 - below)));
    }

    private double squares(int mask) {
      double contrast = contrast(mask, cellMeans);
      return n * contrast * contrast / scores.length;
    }

    /** The sum over the cells, those with an even number of parts of the mask missing positive. */
    private static double contrast(int mask, double[] cells) {
      double sum = 0;
      for (int cell = 0; cell < cells.length; cell++) {
        boolean isPositive = Integer.bitCount(mask & ~cell) % 2 == 0;
        sum += isPositive ? cells[cell] : -cells[cell];
      }
      return sum;
    }

    private Effect effect(int first, int second) {
      int mask = (1 << first) | (1 << second);
      // A main effect is a difference of two means, an interaction of two such differences.
      double cellsOfMean = scores.length / (first == second ? 2.0 : 4.0);
      double estimate = contrast(mask, cellMeans) / cellsOfMean;
      double[] bySeed = new double[n];
      Arrays.setAll(
          bySeed,
          seed ->
              contrast(mask, Arrays.stream(scores).mapToDouble(cell -> cell[seed]).toArray())
                  / cellsOfMean);
      return new Effect(
          first,
          second,
          estimate,
          interval(estimate, cellsOfMean),
          source(squares(mask), 1),
          bySeed);
    }

    private Optional<Interval> interval(double estimate, double cellsOfMean) {
      if (!hasError) {
        return Optional.empty();
      }
      double error = Math.sqrt(errorSquares / errorDegrees * scores.length / n) / cellsOfMean;
      double half =
          new TDistribution(null, errorDegrees).inverseCumulativeProbability(UPPER_TAIL) * error;
      return Optional.of(new Interval(estimate - half, estimate + half));
    }
  }
}

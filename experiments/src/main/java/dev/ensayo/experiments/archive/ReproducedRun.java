package dev.ensayo.experiments.archive;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A run of an archive, and what came of making it again.
 *
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param grade in a word
 * @param detail the first difference, or why there is no rerun to compare; empty for an identical
 *     one
 * @param before its score in the archive; empty if it has none that is finite
 * @param after that of the rerun, likewise
 */
public record ReproducedRun(
    String variant,
    long seed,
    Grade grade,
    String detail,
    OptionalDouble before,
    OptionalDouble after) {
  /** How far a rerun is what was archived. */
  public enum Grade {
    /** Every value of the metrics and of the exhibits, bit for bit. */
    IDENTICAL,
    /** Other values, of a variant whose scores cannot be told from those in the archive. */
    INDISTINGUISHABLE,
    /** Other values, of a variant whose scores can be told, or are too few to say. */
    DIFFERENT,
    /** The data are other ones, or the rerun did not come to its end. */
    NOT_RERUN;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether the rerun bears the archive out. */
  public boolean isReproduced() {
    return grade == Grade.IDENTICAL || grade == Grade.INDISTINGUISHABLE;
  }

  ReproducedRun graded(Grade other) {
    return new ReproducedRun(variant, seed, other, detail, before, after);
  }

  String name() {
    return variant + "/seed-" + seed;
  }
}

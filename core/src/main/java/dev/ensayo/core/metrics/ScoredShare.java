package dev.ensayo.core.metrics;

/**
 * What a run records of a part that is held out and of which its tests look at a share alone, the
 * same at each test. Where all of it is looked at nothing is recorded.
 */
public final class ScoredShare {
  /** The metric's name behind that of the part, as in {@code valid/scored_share}. */
  public static final String NAME = "scored_share";

  private ScoredShare() {}

  /** The metric of a part. */
  public static String of(String part) {
    return part + "/" + NAME;
  }
}

package dev.ensayo.results.analysis;

/**
 * What became of a comparison whose seeds are given out until it is decided.
 *
 * @param state how it stands
 * @param look at which it came to that, from 1; 0 before the first
 * @param looks K, how many there are at most
 * @param scores of the variant that had been seen by then
 * @param baselineScores of what it is compared with
 */
public record SequentialOutcome(State state, int look, int looks, int scores, int baselineScores) {
  /** How a comparison stands. */
  public enum State {
    DECIDED,
    /** After all looks. */
    UNDECIDED,
    /** More looks will be taken. */
    OPEN,
    /** A side had no score in a group, so that it can be decided no more. */
    LOST
  }
}

package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How long the windows of a {@link SequenceReplay} are.
 *
 * @param window L: steps learned from
 * @param burnIn steps before them, whose observations are taken in alone; at most L
 * @param nStep n of the returns
 */
public record WindowShape(int window, int burnIn, int nStep) {
  public WindowShape {
    checkArgument(window >= 1, "a window of %s steps", window);
    checkArgument(burnIn >= 0 && burnIn <= window, "a burn-in of %s steps", burnIn);
    checkArgument(nStep >= 1, "n must be at least 1: %s", nStep);
  }

  /** Observations of a window, with those that its returns lead to: {@code L + n}. */
  public int observations() {
    return window + nStep;
  }

  /** Windows of one episode that have begun and are not complete, at most. */
  int mostOpen() {
    return (burnIn + observations()) / window + 2;
  }
}

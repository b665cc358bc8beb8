package dev.ensayo.backend.compiled.transformer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;

/** How many steps of each sequence were read before the window: one number of its state. */
final class CarriedSteps {
  private final int longest;
  private final int at;
  private final int[] before;

  /**
   * @param longest the most steps of a sequence
   */
  CarriedSteps(BlockContext context, int longest) {
    this.longest = longest;
    this.at = context.state(1);
    this.before = new int[context.largestSequences()];
  }

  /** Reads them, 0 in a window that stands alone, and adds the window's own to the state. */
  void advance(Pass pass) {
    for (int b = 0; b < pass.sequences(); b++) {
      before[b] = pass.carries() ? (int) pass.state(b, at) : 0;
      checkArgument(
          before[b] + pass.steps() <= longest,
          "a window of %s steps after %s exceeds the context of %s",
          pass.steps(),
          before[b],
          longest);
      if (pass.carries()) {
        pass.setState(b, at, before[b] + present(pass, b));
      } else {
        present(pass, b);
      }
    }
  }

  /** Those of a sequence before the window. */
  int before(int sequence) {
    return before[sequence];
  }

  /** How many of the window's steps are there; they must be its first. */
  private static int present(Pass pass, int sequence) {
    int count = 0;
    while (count < pass.steps() && pass.mask(count, sequence) != 0) {
      count++;
    }
    for (int t = count; t < pass.steps(); t++) {
      checkArgument(
          pass.mask(t, sequence) == 0,
          "step %s of sequence %s is there after one that is not, which attention does not take",
          t,
          sequence);
    }
    return count;
  }
}

package dev.ensayo.sequence.transformer;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.training.TestProgress;

/**
 * Scores a whole split: every token once, as at inference.
 *
 * <p>Windows of T tokens begin a stride S apart. The first counts whole, of each other the last S
 * targets, so that each token has at least T − S tokens before it, or all there is.
 */
final class ContextScorer {
  private final SequenceModel model;
  private final int startToken;
  private final int context;
  private final int stride;
  private final int batch;
  private final SequenceWindow window = new SequenceWindow();
  private final int[] inputs;
  private final int[] targets;
  private final float[] mask;
  private final float[] weights;

  /**
   * @param batch windows side by side
   * @param context T
   * @param stride S, from 1 to T
   */
  ContextScorer(SequenceModel model, int startToken, int batch, int context, int stride) {
    this.model = model;
    this.startToken = startToken;
    this.batch = batch;
    this.context = context;
    this.stride = stride;
    this.inputs = new int[batch * context];
    this.targets = new int[batch * context];
    this.mask = new float[batch * context];
    this.weights = new float[batch * context];
  }

  /** How many windows a split has. */
  private int windows(int tokens) {
    return tokens <= context ? 1 : 1 + (tokens - context + stride - 1) / stride;
  }

  /**
   * Scores a split.
   *
   * @param split its tokens, at least one
   * @param progress hears how far it is
   * @return Σ −ln p over all of them
   */
  double score(Tokens split, TestProgress progress) {
    int all = windows(split.length());
    double sum = 0;
    for (int first = 0; first < all; first += batch) {
      int some = Math.min(batch, all - first);
      for (int sequence = 0; sequence < some; sequence++) {
        put(split, first + sequence, sequence, some);
      }
      window.steps(context).tokens(inputs).targets(targets).mask(mask).weights(weights);
      sum += model.score(window, SequenceState.none(some), null);
      progress.at(first + some, all);
    }
    return sum;
  }

  private void put(Tokens split, int number, int sequence, int sequences) {
    int from = number * stride;
    int counted = number == 0 ? 0 : context - stride;
    for (int t = 0; t < context; t++) {
      int at = t * sequences + sequence;
      boolean there = from + t < split.length();
      mask[at] = there ? 1 : 0;
      weights[at] = there && t >= counted ? 1 : 0;
      inputs[at] = there && from + t > 0 ? split.get(from + t - 1) : startToken;
      targets[at] = there ? split.get(from + t) : startToken;
    }
  }
}

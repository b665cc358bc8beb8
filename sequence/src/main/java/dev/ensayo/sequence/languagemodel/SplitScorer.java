package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.training.TestProgress;

/**
 * Scores a whole split: every token once, as at inference.
 *
 * <p>The split is cut into streams that are walked side by side, each from a state of zeros. All
 * but the first read {@code warmUp} tokens before their own, which count in the stream they belong
 * to; so no token is scored twice or left out, and each has at least that much before it, or all
 * there is. With one stream the split is scored in one piece, and a split shorter than four
 * warm-ups for each stream is cut into fewer.
 */
final class SplitScorer {
  private static final int SHORTEST_STREAM = 4;

  private final SequenceModel model;
  private final int startToken;
  private final Scoring config;
  private final int longestWindow;
  private Tokens tokens;
  private int streams;
  private int shortest;
  private int longer;
  private int[] inputs = new int[0];
  private int[] targets = new int[0];
  private float[] mask = new float[0];

  /**
   * @param model made for at least as many sequences as the config has streams
   * @param startToken what is read before the first token
   * @param longestWindow the model's
   */
  SplitScorer(SequenceModel model, int startToken, Scoring config, int longestWindow) {
    this.model = model;
    this.startToken = startToken;
    this.config = config;
    this.longestWindow = longestWindow;
  }

  /** How many streams a split is cut into. */
  static int streams(int tokens, Scoring config) {
    long least = Math.max(1, (long) SHORTEST_STREAM * config.warmUp());
    return (int) Math.max(1, Math.min(config.streams(), tokens / least));
  }

  /**
   * Scores a split.
   *
   * @param split its tokens, at least one
   * @param progress hears how far it is
   * @return Σ −ln p over all of them
   */
  double score(Tokens split, TestProgress progress) {
    tokens = split;
    streams = streams(split.length(), config);
    shortest = split.length() / streams;
    longer = split.length() % streams;
    int entries = longestWindow * streams;
    if (inputs.length < entries) {
      inputs = new int[entries];
      targets = new int[entries];
      mask = new float[entries];
    }
    SequenceState state = model.newState(streams);
    walk(-(streams == 1 ? 0 : config.warmUp()), 0, state, TestProgress.NONE);
    return walk(0, shortest + (longer > 0 ? 1 : 0), state, progress);
  }

  /** Steps {@code [from, to)} of each stream, before 0 what belongs to the one before it. */
  private double walk(int from, int to, SequenceState state, TestProgress progress) {
    double sum = 0;
    for (int offset = from; offset < to; offset += longestWindow) {
      int steps = Math.min(longestWindow, to - offset);
      boolean whole = true;
      for (int t = 0; t < steps; t++) {
        for (int stream = 0; stream < streams; stream++) {
          whole &= put(t, stream, offset + t);
        }
      }
      sum += model.scoreWindow(inputs, targets, whole ? null : mask, steps, state);
      progress.at(offset + steps, to);
    }
    return sum;
  }

  private boolean put(int t, int stream, int step) {
    int at = t * streams + stream;
    int position = stream * shortest + Math.min(stream, longer) + step;
    boolean present = position >= 0 && step < shortest + (stream < longer ? 1 : 0);
    mask[at] = present ? 1 : 0;
    inputs[at] = !present || position == 0 ? startToken : tokens.get(position - 1);
    targets[at] = present ? tokens.get(position) : startToken;
    return present;
  }
}

package dev.ensayo.sequence.transformer;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;

/**
 * Windows of a text that stand alone, B side by side: each begins with the token before its first
 * target and knows nothing of what is before that.
 *
 * <p>Walked, an epoch cuts the text into windows of T tokens from a random place on, what is before
 * it being a window of its own, and takes them in a random order; so each token is a target once an
 * epoch, at another place of a window in each. Windows that are shorter are filled up at their end,
 * where they are masked. Drawn, windows begin at random places and an epoch has as many updates as
 * the text has batches of B·T tokens.
 */
final class ContextWindows implements Stateful {
  private final Tokens tokens;
  private final int startToken;
  private final int batch;
  private final int context;
  private final boolean drawn;
  private final SeedSequence seeds;
  private final int[] inputs;
  private final int[] targets;
  private final float[] mask;
  private int epoch;
  private int position;
  private int shift;
  private int[] order = new int[0];
  private RandomStream places;
  private int sequences;
  private int count;

  /**
   * @param tokens of the text
   * @param startToken what is read before the first
   * @param batch B
   * @param context T
   * @param drawn whether windows begin at random places
   * @throws InvalidSettingException if the text is shorter than a window
   */
  ContextWindows(
      Tokens tokens, int startToken, int batch, int context, boolean drawn, SeedSequence seeds) {
    if (tokens.length() < context) {
      throw new InvalidSettingException(
          "context",
          "a window of "
              + context
              + " tokens is longer than the training text of "
              + tokens.length()
              + "; take a shorter context");
    }
    this.tokens = tokens;
    this.startToken = startToken;
    this.batch = batch;
    this.context = context;
    this.drawn = drawn;
    this.seeds = seeds;
    this.inputs = new int[batch * context];
    this.targets = new int[batch * context];
    this.mask = new float[batch * context];
    begin();
  }

  /** Makes the epoch ready, the same for the same number. */
  private void begin() {
    RandomStream random = seeds.stream("epoch " + epoch);
    if (drawn) {
      places = random;
      order = new int[(tokens.length() + context - 1) / context];
      return;
    }
    shift = random.nextInt(context);
    int windows = (shift > 0 ? 1 : 0) + (tokens.length() - shift + context - 1) / context;
    order = new int[windows];
    for (int i = 0; i < windows; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  }

  /** Whether the next window is the first of an epoch. */
  boolean atStart() {
    return position == 0;
  }

  /**
   * Moves to the next windows.
   *
   * @param most targets they may have at most, at least 1; windows cut short for that reason must
   *     be the last that are asked for
   */
  void next(long most) {
    sequences = Math.min(batch, order.length - position);
    count = 0;
    for (int sequence = 0; sequence < sequences; sequence++) {
      put(sequence, most);
    }
    position += sequences;
    if (position == order.length) {
      position = 0;
      epoch++;
      begin();
    }
  }

  private void put(int sequence, long most) {
    int from;
    int length;
    if (drawn) {
      from = places.nextInt(tokens.length() - context + 1);
      length = context;
    } else {
      int window = order[position + sequence];
      from = shift > 0 ? shift + (window - 1) * context : window * context;
      length = Math.min(context, tokens.length() - from);
      if (from < 0) {
        from = 0;
        length = shift;
      }
    }
    for (int t = 0; t < context; t++) {
      int at = t * sequences + sequence;
      boolean there = t < length && count < most;
      mask[at] = there ? 1 : 0;
      inputs[at] = there && from + t > 0 ? tokens.get(from + t - 1) : startToken;
      targets[at] = there ? tokens.get(from + t) : startToken;
      count += there ? 1 : 0;
    }
  }

  /** How many windows there are side by side. */
  int sequences() {
    return sequences;
  }

  /** What is read, {@code [T·B]}. */
  int[] inputs() {
    return inputs;
  }

  /** What comes next, {@code [T·B]}. */
  int[] targets() {
    return targets;
  }

  /** 1 where there is a token, {@code [T·B]}; null where there is one everywhere. */
  float[] mask() {
    return count == sequences * context ? null : mask;
  }

  /** Targets of these windows. */
  int count() {
    return count;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("windows");
    out.writeInt(epoch);
    out.writeInt(position);
  }

  /** Drawn places are drawn again up to where they were. */
  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("windows");
    epoch = in.readInt();
    position = in.readInt();
    begin();
    for (int i = 0; i < position && drawn; i++) {
      places.nextInt(tokens.length() - context + 1);
    }
  }
}

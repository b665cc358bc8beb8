package dev.ensayo.sequence.languagemodel;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Tokens;
import java.io.IOException;

/**
 * A text cut into B streams that are walked side by side, window after window, all or some of them.
 *
 * <p>Stream after stream follows the text, and their lengths differ by at most one token. An epoch
 * has ⌈L / T⌉ windows, L being the longest stream's length, and they too differ by at most one
 * step; where the streams' lengths differ, the last step of the last window is masked in the
 * shorter ones. So each token is a target once an epoch. What is read before a token is the one
 * before it in the text; before the first, the start token.
 */
final class TokenStreams implements Stateful {
  private final Tokens tokens;
  private final int startToken;
  private final int streams;
  private final int first;
  private final int own;
  private final int shortest;
  private final int longer;
  private final int length;
  private final int windows;
  private final int[] inputs;
  private final int[] targets;
  private final float[] mask;
  private int window;
  private int offset;
  private int steps;
  private int count;
  private long reached;

  /**
   * @param tokens of the text
   * @param startToken what is read before the first
   * @param streams B, at least 1
   * @param longestWindow T, at least 1
   * @throws InvalidSettingException if a stream has fewer than T tokens
   */
  TokenStreams(Tokens tokens, int startToken, int streams, int longestWindow) {
    this(tokens, startToken, streams, longestWindow, 0, streams);
  }

  /**
   * Some of the streams of a text, side by side with the others, which others walk.
   *
   * @param tokens of the text
   * @param startToken what is read before the first
   * @param streams that the text is cut into, at least 1
   * @param longestWindow T, at least 1
   * @param first of the streams that are walked here
   * @param own B, the streams that are walked here
   * @throws InvalidSettingException if a stream has fewer than T tokens
   */
  TokenStreams(Tokens tokens, int startToken, int streams, int longestWindow, int first, int own) {
    this.tokens = tokens;
    this.startToken = startToken;
    this.streams = streams;
    this.first = first;
    this.own = own;
    this.shortest = tokens.length() / streams;
    this.longer = tokens.length() % streams;
    this.length = shortest + (longer > 0 ? 1 : 0);
    if (longestWindow > shortest) {
      throw new InvalidSettingException(
          "window",
          "a window of "
              + longestWindow
              + " tokens is longer than a stream: "
              + tokens.length()
              + " training tokens in "
              + streams
              + " streams are "
              + shortest
              + " a stream; take a shorter window or fewer streams");
    }
    this.windows = (length + longestWindow - 1) / longestWindow;
    this.inputs = new int[longestWindow * own];
    this.targets = new int[longestWindow * own];
    this.mask = new float[longestWindow * own];
  }

  /** Whether the next window is the first of an epoch. */
  boolean atStart() {
    return window == 0;
  }

  /** Windows of an epoch. */
  int windows() {
    return windows;
  }

  /**
   * Goes to where the next window is that one of the epoch.
   *
   * @param next from 0
   */
  void goTo(int next) {
    window = next;
    offset = (int) ((long) length * next / windows);
  }

  /**
   * Moves to the next window.
   *
   * @param most targets it may have at most, over all streams, at least 1; a window cut short for
   *     that reason must be the last that is asked for
   */
  void next(long most) {
    long end = (long) length * (window + 1) / windows;
    steps = (int) (end - offset);
    count = 0;
    reached = 0;
    long wanted = most / streams + (most % streams > 0 ? 1 : 0);
    steps = (int) Math.min(steps, wanted);
    for (int t = 0; t < steps; t++) {
      for (int stream = 0; stream < streams; stream++) {
        put(t, stream, reached < most);
      }
    }
    checkState(reached > 0, "a window without a token");
    offset += steps;
    window++;
    if (window == windows) {
      window = 0;
      offset = 0;
    }
  }

  private void put(int t, int stream, boolean wanted) {
    int step = offset + t;
    boolean present = wanted && step < shortest + (stream < longer ? 1 : 0);
    reached += present ? 1 : 0;
    if (stream < first || stream >= first + own) {
      return;
    }
    int at = t * own + stream - first;
    int position = stream * shortest + Math.min(stream, longer) + step;
    mask[at] = present ? 1 : 0;
    inputs[at] = !present || position == 0 ? startToken : tokens.get(position - 1);
    targets[at] = present ? tokens.get(position) : startToken;
    count += present ? 1 : 0;
  }

  /** T of this window. */
  int steps() {
    return steps;
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
    return count == steps * own ? null : mask;
  }

  /** Targets of this window. */
  int count() {
    return count;
  }

  /** Targets of its last steps. */
  int count(int lastSteps) {
    int sum = 0;
    for (int at = (steps - lastSteps) * own; at < steps * own; at++) {
      sum += (int) mask[at];
    }
    return sum;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("streams");
    out.writeInt(window);
    out.writeInt(offset);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("streams");
    window = in.readInt();
    offset = in.readInt();
  }
}

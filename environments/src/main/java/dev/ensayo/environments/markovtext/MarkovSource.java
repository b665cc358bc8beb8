package dev.ensayo.environments.markovtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;

/**
 * A source of characters with an entropy rate that is known exactly: letters of a Markov chain
 * between nested brackets.
 *
 * <p>At each step, with d brackets open, one of these comes next:
 *
 * <ul>
 *   <li>with probability {@code open}, if d is below {@code depth}: an opening bracket, each kind
 *       equally likely;
 *   <li>with probability {@code close}, if d > 0: the closing bracket of the kind that was opened
 *       last;
 *   <li>else a letter or the space, with probabilities that depend on the last {@code order} of
 *       them since the last bracket.
 * </ul>
 *
 * <p>The text starts with no bracket open. Where a bracket closes is chance, but which one closes
 * is certain for who remembers what was opened, however long ago; who looks back less far pays for
 * it.
 *
 * <p>The state (kinds of open brackets, last letters) is a function of the text so far, so the
 * source is unifilar and its entropy rate is Σ π(s) H(next | s) (Cover and Thomas, "Elements of
 * Information Theory", 2nd edition, section 4.2). H depends on the number d of open brackets and
 * the letters c alone. A sojourn at d, between two brackets, starts without letters and goes on
 * with probability q(d) = 1 − open − close, so π(d, c) is proportional to w(d) Σₙ q(d)ⁿ Pⁿ(∅, c),
 * where w is the stationary distribution of the walk up and down between depths.
 */
final class MarkovSource {
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";
  private static final double NEGLIGIBLE = 1e-20;

  private final int letters;
  private final int brackets;
  private final int depth;
  private final double open;
  private final double close;

  /** What may come next within the letters, {@code [contexts][letters]}. */
  private final double[][] rows;

  /** The context after a letter, {@code [contexts][letters]}; context 0 is the empty one. */
  private final int[][] next;

  /**
   * @param random draws the probabilities of letters
   */
  MarkovSource(MarkovTextConfig config, RandomStream random) {
    this.letters = config.letters() + 1;
    this.brackets = config.brackets();
    this.depth = config.depth();
    this.open = config.open();
    this.close = config.close();
    int shorter = 0; // contexts with fewer than 'order' letters
    int count = 1;
    for (int k = 0; k < config.order(); k++) {
      shorter += count;
      count *= letters;
    }
    int contexts = shorter + count;
    this.rows = new double[contexts][letters];
    this.next = new int[contexts][letters];
    for (int c = 0; c < contexts; c++) {
      drawRow(rows[c], config.sharpness(), random);
      for (int x = 0; x < letters; x++) {
        next[c][x] =
            c < shorter ? c * letters + x + 1 : shorter + ((c - shorter) * letters + x) % count;
      }
    }
  }

  /** Weights eᵢ to the power of sharpness, with eᵢ drawn from the exponential distribution. */
  private static void drawRow(double[] row, double sharpness, RandomStream random) {
    double sum = 0;
    for (int x = 0; x < row.length; x++) {
      row[x] = StrictMath.pow(-StrictMath.log(1 - random.nextDouble()), sharpness);
      sum += row[x];
    }
    for (int x = 0; x < row.length; x++) {
      row[x] /= sum;
    }
  }

  /** Tokens by id: the letters, the space, the opening and the closing brackets. */
  ImmutableList<String> tokens() {
    ImmutableList.Builder<String> tokens = ImmutableList.builder();
    for (int x = 0; x < letters - 1; x++) {
      tokens.add(Character.toString('a' + x));
    }
    tokens.add(" ");
    OPENING.chars().limit(brackets).forEach(c -> tokens.add(Character.toString(c)));
    CLOSING.chars().limit(brackets).forEach(c -> tokens.add(Character.toString(c)));
    return tokens.build();
  }

  /** Nats per character. */
  double entropyRate() {
    double[] starts = sojournStarts();
    double nats = 0;
    double steps = 0;
    for (int d = 0; d <= depth; d++) {
      double[] visits = visits(q(d));
      double brackets = bracketNats(d);
      for (int c = 0; c < visits.length; c++) {
        nats += starts[d] * visits[c] * (brackets + letterNats(c, q(d)));
        steps += starts[d] * visits[c];
      }
    }
    return nats / steps;
  }

  private double openAt(int d) {
    return d < depth ? open : 0;
  }

  private double closeAt(int d) {
    return d > 0 ? close : 0;
  }

  /** Probability of a letter with d brackets open. */
  private double q(int d) {
    return 1 - openAt(d) - closeAt(d);
  }

  /**
   * How often a sojourn starts at each depth, relative to depth 0: as many steps up from d as down
   * to it.
   */
  private double[] sojournStarts() {
    double[] starts = new double[depth + 1];
    starts[0] = 1;
    for (int d = 0; d < depth; d++) {
      double up = openAt(d) / (openAt(d) + closeAt(d));
      double down = closeAt(d + 1) / (openAt(d + 1) + closeAt(d + 1));
      starts[d + 1] = starts[d] * up / down;
    }
    return starts;
  }

  /** Expected visits to each context in a sojourn that goes on with probability q. */
  private double[] visits(double q) {
    double[] now = new double[rows.length];
    now[0] = 1;
    double[] visits = now.clone();
    for (double left = q; left > NEGLIGIBLE; left *= q) {
      double[] then = new double[rows.length];
      for (int c = 0; c < rows.length; c++) {
        for (int x = 0; x < letters && now[c] > 0; x++) {
          then[next[c][x]] += q * now[c] * rows[c][x];
        }
      }
      now = then;
      for (int c = 0; c < rows.length; c++) {
        visits[c] += now[c];
      }
    }
    return visits;
  }

  private double bracketNats(int d) {
    return surprise(openAt(d)) + openAt(d) * StrictMath.log(brackets) + surprise(closeAt(d));
  }

  private double letterNats(int c, double q) {
    double nats = 0;
    for (double p : rows[c]) {
      nats += surprise(q * p);
    }
    return nats;
  }

  private static double surprise(double p) {
    return p > 0 ? -p * StrictMath.log(p) : 0;
  }

  /** A walker at the start of a text. */
  Walk walk() {
    return new Walk();
  }

  /** The state after a text; moves with each of its characters. */
  final class Walk {
    private final int[] open = new int[depth];
    private int d;
    private int context;

    /** Probability that this token comes next. */
    double probability(int token) {
      if (token < letters) {
        return q(d) * rows[context][token];
      }
      int bracket = token - letters;
      if (bracket < brackets) {
        return openAt(d) / brackets;
      }
      return d > 0 && open[d - 1] == bracket - brackets ? closeAt(d) : 0;
    }

    /** Goes on to the state after this token, which must be possible. */
    void advance(int token) {
      if (token < letters) {
        context = next[context][token];
        return;
      }
      context = 0;
      int bracket = token - letters;
      if (bracket < brackets) {
        open[d++] = bracket;
      } else {
        d--;
      }
    }

    /** Draws the next token and goes on to the state after it. */
    int draw(RandomStream random) {
      int token = choose(random.nextDouble());
      advance(token);
      return token;
    }

    private int choose(double u) {
      int last = 0;
      double sum = 0;
      for (int token = 0; token < letters + 2 * brackets; token++) {
        double p = probability(token);
        sum += p;
        if (u < sum) {
          return token;
        }
        last = p > 0 ? token : last;
      }
      return last; // the sum was rounded to less than 1
    }
  }
}

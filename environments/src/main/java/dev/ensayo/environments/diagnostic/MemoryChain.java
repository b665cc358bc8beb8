package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bits are shown in the first step, and one of them is asked for in the last: does an agent
 * remember?
 *
 * <p>Osband et al. 2020, experiments {@code memory_len} and {@code memory_size}; an episode has N
 * steps, as the paper has it. The last one pays 1 if the action is the bit that was asked for and
 * −1 if not, the others 0. Observation {@code [2 + bits]}: the share of the steps that are left,
 * the number of the bit that is asked for (in the last step, else 0), the bits as −1 and 1 (in the
 * first step, else 0).
 */
final class MemoryChain extends TaskInTwoForms {
  /** Name of the environment. */
  static final String NAME = "memory-chain";

  private static final int TIME = 0;
  private static final int CONTEXT = 1;
  private static final int QUERY = 2;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("0", "1");

  private final int length;
  private final int bits;

  /** Only after the end of an episode, so it is no state that would have to be saved. */
  private boolean right;

  MemoryChain(MemoryChainConfig config, RandomStream random) {
    super(NAME, spec(config), 3, random);
    this.length = config.length();
    this.bits = config.bits();
  }

  static DecisionProcessSpec spec(MemoryChainConfig config) {
    return new DecisionProcessSpec(
        observation(
            config.observation(),
            ObservationSpec.continuous(2 + config.bits()),
            firsts(config.bits()) + config.length() + config.bits()),
        ACTIONS.size(),
        0,
        OptionalDouble.empty(),
        false);
  }

  /** What can be seen in the first step; with one step only, the question is among it. */
  private static int firsts(int bits) {
    return bits * (1 << bits);
  }

  @Override
  void begin() {
    state[TIME] = 0;
    state[CONTEXT] = random.nextInt(1 << bits);
    state[QUERY] = random.nextInt(bits);
  }

  @Override
  double advance(int action) {
    state[TIME]++;
    if (!isOver()) {
      return 0;
    }
    right = action == bit(state[QUERY]);
    return right ? 1 : -1;
  }

  private int bit(int number) {
    return (state[CONTEXT] >> number) & 1;
  }

  @Override
  boolean isOver() {
    return state[TIME] == length;
  }

  private boolean isFirst() {
    return state[TIME] == 0;
  }

  private boolean isLast() {
    return state[TIME] == length - 1;
  }

  /** First what the first step shows, then one for each of the others, at last the questions. */
  @Override
  int index() {
    int query = isLast() ? state[QUERY] : 0;
    if (isFirst()) {
      return state[CONTEXT] * bits + query;
    }
    return isLast() ? firsts(bits) + length + query : firsts(bits) + state[TIME] - 1;
  }

  @Override
  void features(float[] into) {
    into[0] = 1 - (float) state[TIME] / length;
    into[1] = isLast() ? state[QUERY] : 0;
    for (int i = 0; i < bits && isFirst(); i++) {
      into[2 + i] = 2 * bit(i) - 1;
    }
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new WordsDrawing(ACTIONS, this::words));
  }

  private String words() {
    if (isOver()) {
      return right ? "well remembered" : "forgotten";
    }
    StringBuilder words = new StringBuilder("step ").append(state[TIME] + 1);
    if (isFirst()) {
      words.append(": bits ");
      for (int i = 0; i < bits; i++) {
        words.append(bit(i));
      }
    }
    return (isLast() ? words.append(": which was bit ").append(state[QUERY]) : words).toString();
  }
}

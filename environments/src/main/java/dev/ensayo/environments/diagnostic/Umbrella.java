package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether one takes an umbrella in the first step is paid in the last, and much happens between:
 * does an agent know what a reward was for?
 *
 * <p>Osband et al. 2020, experiments {@code umbrella_length} and {@code umbrella_distract}. Whether
 * it will rain is seen all the time. The first action decides whether one has an umbrella (1) or
 * not (0), the others do nothing. The last step pays 1 if one has it just when it rains, else −1;
 * in the others ±1 with equal probability is learned from, which is noise. Observation {@code [3 +
 * distractors]}: need, have (in the first step a draw), the share of the steps that are left, bits
 * drawn anew in each step.
 */
final class Umbrella extends TaskInTwoForms {
  /** Name of the environment. */
  static final String NAME = "umbrella";

  private static final int TIME = 0;
  private static final int NEED = 1;
  private static final int HAVE = 2;
  private static final int MEANINGFUL = 3;
  private static final ImmutableList<String> ACTIONS = ImmutableList.of("leave it", "take it");

  private final int length;

  Umbrella(UmbrellaConfig config, RandomStream random) {
    super(NAME, spec(config), 3, random);
    this.length = config.length();
  }

  static DecisionProcessSpec spec(UmbrellaConfig config) {
    return new DecisionProcessSpec(
        observation(
            config.observation(),
            ObservationSpec.continuous(MEANINGFUL + config.distractors()),
            2 * 2 * (config.length() + 1)),
        ACTIONS.size(),
        0,
        OptionalDouble.empty(),
        false);
  }

  @Override
  void begin() {
    state[TIME] = 0;
    state[NEED] = random.nextInt(2);
    state[HAVE] = random.nextInt(2);
  }

  @Override
  double advance(int action) {
    if (state[TIME] == 0) {
      state[HAVE] = action;
    }
    state[TIME]++;
    if (!isOver()) {
      return 0;
    }
    return state[HAVE] == state[NEED] ? 1 : -1;
  }

  @Override
  boolean isOver() {
    return state[TIME] == length;
  }

  @Override
  double noise() {
    return isOver() ? 0 : 2 * random.nextInt(2) - 1;
  }

  @Override
  int index() {
    return (state[TIME] * 2 + state[NEED]) * 2 + state[HAVE];
  }

  @Override
  void features(float[] into) {
    into[0] = state[NEED];
    into[1] = state[HAVE];
    into[2] = 1 - (float) state[TIME] / length;
    for (int i = MEANINGFUL; i < into.length; i++) {
      into[i] = random.nextInt(2);
    }
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(
        new WordsDrawing(
            ACTIONS,
            () ->
                "step "
                    + state[TIME]
                    + " of "
                    + length
                    + (state[NEED] == 1 ? ", it will rain, " : ", it will be dry, ")
                    + (state[HAVE] == 1 ? "umbrella" : "no umbrella")));
  }
}

package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.SvgNumber;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One step, one choice among arms: does an agent find the best one?
 *
 * <p>Osband et al. 2020, experiments {@code bandit} and {@code bandit_noise}. The K arms pay 0,
 * 1/(K − 1), …, 1, in an order drawn once for {@code mappingSeed}. There is one thing to be seen,
 * always the same.
 */
final class Bandit extends DiagnosticTask {
  /** Name of the environment. */
  static final String NAME = "bandit";

  private static final int NOT_YET = -1;

  private final double[] pays;
  private final double noise;

  Bandit(BanditConfig config, RandomStream random) {
    super(NAME, spec(config), 1, random);
    this.pays = pays(config);
    this.noise = config.noise();
  }

  /** There is a table where it says all: without noise. */
  static DecisionProcessSpec spec(BanditConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.discrete(1), config.arms(), 0, OptionalDouble.empty(), config.noise() == 0);
  }

  /** What each arm pays, by Fisher and Yates' shuffle of the evenly spaced rewards. */
  private static double[] pays(BanditConfig config) {
    RandomStream mapping = new SeedSequence(config.mappingSeed()).stream("mapping");
    int arms = config.arms();
    double[] pays = IntStream.range(0, arms).mapToDouble(i -> i / (arms - 1.0)).toArray();
    for (int i = arms - 1; i > 0; i--) {
      int j = mapping.nextInt(i + 1);
      double swapped = pays[i];
      pays[i] = pays[j];
      pays[j] = swapped;
    }
    return pays;
  }

  @Override
  void begin() {
    state[0] = NOT_YET;
  }

  @Override
  double advance(int action) {
    state[0] = action;
    return pays[action];
  }

  @Override
  boolean isOver() {
    return state[0] != NOT_YET;
  }

  @Override
  double noise() {
    return noise == 0 ? 0 : noise * random.nextGaussian();
  }

  @Override
  void show(float[] into) {
    // The one state that there is has the index 0.
  }

  @Override
  public Optional<TransitionTable> transitionTable() {
    return spec().hasTransitionTable() ? Optional.of(table()) : Optional.empty();
  }

  private TransitionTable table() {
    Outcome[][] arms = new Outcome[pays.length][];
    for (int arm = 0; arm < pays.length; arm++) {
      arms[arm] = new Outcome[] {new Outcome(1, 0, pays[arm], true)};
    }
    return new TransitionTable(new double[] {1}, new Outcome[][][] {arms});
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(
        new WordsDrawing(
            IntStream.range(0, pays.length)
                .mapToObj(arm -> "arm " + arm)
                .collect(ImmutableList.toImmutableList()),
            () ->
                isOver()
                    ? "arm " + state[0] + " pays " + SvgNumber.hundredths(pays[state[0]])
                    : "no arm pulled yet"));
  }
}

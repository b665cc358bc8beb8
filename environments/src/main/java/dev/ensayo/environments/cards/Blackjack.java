package dev.ensayo.environments.cards;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Blackjack-v1 of Gymnasium 1.3: come nearer to 21 than the dealer and not over it.
 *
 * <p>Sutton and Barto, "Reinforcement Learning: An Introduction", 2nd edition, 2018, Example 5.1.
 * Cards are drawn with replacement: 1 to 9 with probability 1/13 each, 10 with 4/13. The
 * observation is one number, (player's sum · 11 + dealer's first card) · 2 + 1 if the player has a
 * usable ace. Actions: 0 stick, 1 hit. The dealer draws below 17.
 */
final class Blackjack implements Environment {
  /** Name of the environment. */
  static final String NAME = "blackjack-v1";

  private static final int SUMS = 32;
  private static final int DEALER_CARDS = 11;
  private static final int KINDS = 13;
  private static final int TEN = 10;
  private static final int DEALER_STANDS = 17;
  private static final int STICK = 0;
  private static final int ACTIONS = 2;
  private static final double NATURAL_PAYS = 1.5;
  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.discrete(SUMS * DEALER_CARDS * 2),
          ACTIONS,
          0,
          OptionalDouble.empty(),
          false);

  private final BlackjackConfig config;
  private final RandomGenerator random;
  private final Stateful randomState;
  private final Hand dealer = new Hand();
  private final Hand player = new Hand();
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();

  /** Only after the end of an episode, so it is no state that would have to be saved. */
  private boolean dealerOpen;

  <R extends RandomGenerator & Stateful> Blackjack(BlackjackConfig config, R random) {
    this.config = config;
    this.random = random;
    this.randomState = random;
  }

  static DecisionProcessSpec specification() {
    return SPEC;
  }

  @Override
  public DecisionProcessSpec spec() {
    return SPEC;
  }

  @Override
  public float[] reset() {
    dealerOpen = false;
    dealer.clear();
    player.clear();
    dealer.take(card());
    dealer.take(card());
    player.take(card());
    player.take(card());
    return observed();
  }

  private int card() {
    return Math.min(TEN, 1 + random.nextInt(KINDS));
  }

  private float[] observed() {
    int ace = player.hasUsableAce() ? 1 : 0;
    observation[0] = (player.sum() * DEALER_CARDS + dealer.first()) * 2 + ace;
    return observation;
  }

  @Override
  public StepResult step(int action) {
    SPEC.checkAction(action);
    if (action != STICK) {
      player.take(card());
      return result.set(observed(), player.isBust() ? -1 : 0, player.isBust(), false);
    }
    dealerOpen = true;
    while (dealer.sum() < DEALER_STANDS) {
      dealer.take(card());
    }
    return result.set(observed(), outcome(), true, false);
  }

  private double outcome() {
    if (config.naturalWins() && player.isNatural() && !dealer.isNatural()) {
      return 1;
    }
    int comparison = Integer.signum(Integer.compare(player.score(), dealer.score()));
    boolean more = config.naturalPaysMore() && player.isNatural() && comparison > 0;
    return more ? NATURAL_PAYS : comparison;
  }

  @Override
  public Optional<Drawing> drawing() {
    return Optional.of(new BlackjackDrawing(this));
  }

  /** Whether the dealer has drawn and all cards can be seen. */
  boolean isDealerOpen() {
    return dealerOpen;
  }

  /** What can be seen of the dealer: the first card, at the end the sum of all. */
  int dealerShows() {
    return dealerOpen ? dealer.sum() : dealer.first();
  }

  int playerSum() {
    return player.sum();
  }

  boolean hasUsableAce() {
    return player.hasUsableAce();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section(NAME);
    dealer.saveState(out);
    player.saveState(out);
    randomState.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section(NAME);
    dealer.loadState(in);
    player.loadState(in);
    randomState.loadState(in);
  }
}

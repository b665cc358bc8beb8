package dev.ensayo.environments.cards;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/** Cards that somebody holds: 1 is an ace, 10 a ten or a face. */
final class Hand implements Stateful {
  private static final int MOST = 21;
  private static final int SOFT = 10;
  private static final int ACE = 1;

  private int hard;
  private int cards;
  private int first;
  private boolean hasAce;

  void clear() {
    hard = 0;
    cards = 0;
    first = 0;
    hasAce = false;
  }

  void take(int card) {
    first = cards == 0 ? card : first;
    hard += card;
    cards++;
    hasAce |= card == ACE;
  }

  int first() {
    return first;
  }

  /** Whether an ace counts as 11 without going over 21. */
  boolean hasUsableAce() {
    return hasAce && hard + SOFT <= MOST;
  }

  int sum() {
    return hasUsableAce() ? hard + SOFT : hard;
  }

  boolean isBust() {
    return sum() > MOST;
  }

  /** Ace and ten. */
  boolean isNatural() {
    return cards == 2 && sum() == MOST;
  }

  /** What is compared at the end. */
  int score() {
    return isBust() ? 0 : sum();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInt(hard);
    out.writeInt(cards);
    out.writeInt(first);
    out.writeBoolean(hasAce);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    hard = in.readInt();
    cards = in.readInt();
    first = in.readInt();
    hasAce = in.readBoolean();
  }
}

package dev.ensayo.agents.replay;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.Stateful;

/** What an agent has lived through, as far as it still learns from it. */
public sealed interface Experience extends Stateful permits ReplayBuffer, NewestItems {
  /** Takes the next transition. */
  void add(Transition transition);

  /** Items of one update. */
  int batchSize();

  /**
   * How many updates are to be made now.
   *
   * @param perPeriod what the settings ask for
   */
  int due(int perPeriod);

  /**
   * Fills a batch.
   *
   * @param batch of {@link #batchSize} items
   * @param step environment steps taken so far
   */
  void sample(TransitionBatch batch, long step);

  /**
   * Hears what was found for the batch that was filled last.
   *
   * @param tdErrors δ of each item, or another measure of its error, {@code [B]}
   */
  void reportTdErrors(TransitionBatch batch, float[] tdErrors);
}

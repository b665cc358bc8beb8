package dev.ensayo.agents.replay;

import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;

/** What is remembered to learn from. */
public sealed interface ReplaySpec permits BufferSpec, NoReplaySpec {
  /**
   * @param batchSize items of one update, where several are picked
   * @param accumulator makes items of transitions
   * @param budgetSteps environment steps of the run, beyond which nothing needs room
   * @param random picks items
   */
  Experience create(
      int batchSize,
      ObservationSpec observation,
      NStepAccumulator accumulator,
      long budgetSteps,
      RandomStream random);

  /**
   * Items of one update.
   *
   * @param asked what the settings ask for
   */
  int batchSize(int asked);

  /**
   * Environment steps after which the first update can be made.
   *
   * @param batchSize items of one update, where several are picked
   * @param nStep n of the items
   */
  int stepsBeforeFirst(int batchSize, int nStep);

  /**
   * Checks a batch against what is remembered.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code batchSize} if it is larger
   */
  void checkBatch(int batchSize);

  /**
   * Bytes that it takes, about.
   *
   * @param budgetSteps environment steps of the run
   */
  long bytes(ObservationSpec observation, long budgetSteps);
}

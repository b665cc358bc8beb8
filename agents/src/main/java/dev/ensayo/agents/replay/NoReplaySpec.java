package dev.ensayo.agents.replay;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;

/** Asks for {@link NewestItems}. */
@Choice(value = "none", summary = "each transition is learned from once, as it comes")
public record NoReplaySpec() implements ReplaySpec {
  @Override
  public Experience create(
      int batchSize,
      ObservationSpec observation,
      NStepAccumulator accumulator,
      long budgetSteps,
      RandomStream random) {
    return new NewestItems(observation, accumulator);
  }

  @Override
  public int batchSize(int asked) {
    return 1;
  }

  @Override
  public int stepsBeforeFirst(int batchSize, int nStep) {
    return nStep;
  }

  @Override
  public void checkBatch(int batchSize) {
    // Batches are of one item, whatever the setting: so that a variant is one change.
  }

  @Override
  public long bytes(ObservationSpec observation, long budgetSteps) {
    return 0;
  }
}

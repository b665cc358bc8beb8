package dev.ensayo.environments;

import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;

/** Steps an environment with actions at random, of whichever kind they are. */
public final class RandomActions {
  private final Environment environment;
  private final ActionBatch actions;
  private final RandomStream random;

  public RandomActions(Environment environment, RandomStream random) {
    this.environment = environment;
    this.actions = new ActionBatch(environment.spec().action(), 1);
    this.random = random;
  }

  /** One step. */
  public StepResult step() {
    actions.sample(0, random);
    return actions.isDiscrete()
        ? environment.step(actions.indices()[0])
        : environment.step(actions.values());
  }
}

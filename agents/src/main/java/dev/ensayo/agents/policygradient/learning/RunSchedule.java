package dev.ensayo.agents.policygradient.learning;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.backend.spec.UpdaterSpec;

/**
 * What changes over a run: the learning rate, annealed or by the updater's own schedule, and the
 * range of a clipped objective.
 */
public final class RunSchedule {
  /** An updater takes no rate of 0. */
  private static final double SMALLEST = 1e-12;

  private final double learningRate;
  private final LearningRateSchedule schedule;
  private final Annealing annealing;
  private final PolicyObjective objective;
  private final Annealing clipRange;
  private final long budgetSteps;

  /**
   * @param annealing of the learning rate
   * @param clipRange of the objective's range, where it has one
   * @param budgetSteps environment steps of the whole run
   */
  public RunSchedule(
      UpdaterSpec updater,
      Annealing annealing,
      PolicyObjective objective,
      Annealing clipRange,
      long budgetSteps) {
    this.learningRate = updater.learningRate();
    this.schedule = updater.schedule();
    this.annealing = annealing;
    this.objective = objective;
    this.clipRange = clipRange;
    this.budgetSteps = budgetSteps;
  }

  /**
   * Sets rate and range of the gradient steps to come, where they are annealed.
   *
   * @param step environment steps taken before what is learned from now
   * @param updates gradient steps made so far
   * @return the rate; NaN for an updater without one
   */
  public double apply(ActorCritic network, long step, long updates) {
    objective.narrow(clipRange.factor(step, budgetSteps));
    if (annealing.changes()) {
      double rate = Math.max(SMALLEST, learningRate * annealing.factor(step, budgetSteps));
      network.setLearningRate(rate);
      return rate;
    }
    return learningRate * schedule.factor(updates);
  }
}

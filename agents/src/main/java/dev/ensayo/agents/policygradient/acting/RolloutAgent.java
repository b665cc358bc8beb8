package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.policygradient.learning.RolloutLearner;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.rollout.Rollout;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Acts in {@code N} copies for {@code T} steps, learns from that rollout, and acts again. Allocates
 * nothing.
 */
public final class RolloutAgent extends ActorCriticAgent {
  private final CopyActor actor;
  private final RolloutLearner learner;
  private final Rollout rollout;
  private final TimeLimits timeLimits;
  private final float[] cutObservations;
  private final int[] cutRows;
  private final float[] cutValues;
  private final int[] allRows;
  private long steps;

  /**
   * @param rollout of T steps in N copies, empty
   * @param evaluation acts in tests
   */
  RolloutAgent(
      ActorCritic network,
      CopyActor actor,
      RolloutLearner learner,
      Rollout rollout,
      TimeLimits timeLimits,
      DistributionPolicy evaluation) {
    super(network, evaluation);
    this.actor = actor;
    this.learner = learner;
    this.rollout = rollout;
    this.timeLimits = timeLimits;
    int copies = rollout.copies();
    this.cutObservations = new float[copies * rollout.observationSize()];
    this.cutRows = new int[copies];
    this.cutValues = new float[copies];
    this.allRows = new int[copies];
    for (int copy = 0; copy < copies; copy++) {
      allRows[copy] = copy;
    }
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(learner.updates());
  }

  @Override
  public void act(VectorEnvironment copies, ActionBatch actions) {
    rollout.observe(copies);
    actor.act(
        copies,
        actions,
        rollout.first(),
        rollout.actions(),
        rollout.logProbabilities(),
        rollout.values(),
        steps,
        learner.updates());
  }

  @Override
  public void learn(VectorEnvironment copies, ActionBatch actions) {
    steps += copies.count();
    valueWhatWasCut(copies);
    rollout.complete(copies, timeLimits);
    if (rollout.isFull()) {
      network().values(copies.observations(), allRows, copies.count(), rollout.lastValues());
      learner.learn(rollout, steps);
      rollout.clear();
    }
  }

  /** Asks for the values of the final observations of episodes that the clock ended. */
  private void valueWhatWasCut(VectorEnvironment copies) {
    int size = rollout.observationSize();
    int cut = 0;
    for (int copy = 0; copy < copies.count(); copy++) {
      if (timeLimits.cuts(copies, copy)) {
        System.arraycopy(
            copies.finalObservations(), copy * size, cutObservations, cut * size, size);
        cutRows[cut++] = copy;
      }
    }
    if (cut == 0) {
      return;
    }
    network().values(cutObservations, cutRows, cut, cutValues);
    for (int i = 0; i < cut; i++) {
      rollout.finalValues()[rollout.first() + cutRows[i]] = cutValues[i];
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("rollout-agent");
    out.writeLong(steps);
    actor.saveState(out);
    learner.saveState(out);
    rollout.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("rollout-agent");
    steps = in.readLong();
    actor.loadState(in);
    learner.loadState(in);
    rollout.loadState(in);
  }
}

package dev.ensayo.agents.random;

import dev.ensayo.core.agent.Agent;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;

/** Chooses every action with the same probability, or vectors at random, and learns nothing. */
public final class RandomAgent implements Agent {
  private final ActionSpec actions;
  private final SeedSequence seeds;
  private final RandomStream exploration;
  private final Policy behavior;
  private Policy evaluation;

  /**
   * @param actions what is chosen from
   * @param seeds the root of the agent's randomness
   */
  public RandomAgent(ActionSpec actions, SeedSequence seeds) {
    this.actions = actions;
    this.seeds = seeds;
    this.exploration = seeds.stream("exploration");
    this.behavior = new RandomPolicy(actions, exploration);
    this.evaluation = evaluationPolicy(actions, seeds, 0);
  }

  /** Each test has a stream of its own, so that a test draws nothing from a run's saved state. */
  static RandomPolicy evaluationPolicy(
      ActionSpec actions, SeedSequence seeds, long environmentStep) {
    return new RandomPolicy(
        actions, seeds.child("evaluation").stream(Long.toString(environmentStep)));
  }

  @Override
  public Policy behaviorPolicy() {
    return behavior;
  }

  @Override
  public Policy evaluationPolicy() {
    return evaluation;
  }

  @Override
  public void onTransition(Transition transition) {
    // Learns nothing.
  }

  @Override
  public void onEvaluation(long environmentStep) {
    evaluation = evaluationPolicy(actions, seeds, environmentStep);
  }

  @Override
  public void writeModel(Path directory) {
    // There is no model.
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("random");
    exploration.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("random");
    exploration.loadState(in);
  }
}

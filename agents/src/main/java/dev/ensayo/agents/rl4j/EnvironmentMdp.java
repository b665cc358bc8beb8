package dev.ensayo.agents.rl4j;

import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.nd4j.linalg.api.rng.Random;

/**
 * An Ensayo environment as RL4J sees it, with the score of its current episode.
 *
 * <p>Where the task ends, the reply of the step is done, so that RL4J does not bootstrap; where
 * only time runs out, the reply is not done but {@link #isDone} is, and RL4J does.
 */
final class EnvironmentMdp implements MDP<Box, Integer, DiscreteSpace> {
  private final Environment environment;
  private final ObservationEncoder encoder;
  private final DiscreteSpace actions;
  private final ObservationSpace<Box> observations;
  private boolean done;
  private double episodeReturn;
  private int episodeLength;

  /**
   * @param explorer draws the random actions of exploration
   */
  EnvironmentMdp(Environment environment, Random explorer) {
    this.environment = environment;
    this.encoder = new ObservationEncoder(environment.spec().observation());
    this.actions = new DiscreteSpace(environment.spec().actions(), explorer);
    this.observations = new ArrayObservationSpace<>(new int[] {encoder.size()});
  }

  @Override
  public ObservationSpace<Box> getObservationSpace() {
    return observations;
  }

  @Override
  public DiscreteSpace getActionSpace() {
    return actions;
  }

  @Override
  public Box reset() {
    done = false;
    episodeReturn = 0;
    episodeLength = 0;
    return new Box(encoder.encode(environment.reset(), 0));
  }

  @Override
  public StepReply<Box> step(Integer action) {
    StepResult result = environment.step(action);
    done = result.ended();
    episodeReturn += result.taskReward();
    episodeLength++;
    Box observation = new Box(encoder.encode(result.observation(), 0));
    return new StepReply<>(observation, result.reward(), result.terminated(), null);
  }

  @Override
  public boolean isDone() {
    return done;
  }

  /** Undiscounted sum of the task's rewards since the last reset. */
  double episodeReturn() {
    return episodeReturn;
  }

  /** Steps since the last reset. */
  int episodeLength() {
    return episodeLength;
  }

  @Override
  public MDP<Box, Integer, DiscreteSpace> newInstance() {
    throw new UnsupportedOperationException(
        "RL4J's synchronous learners use one instance; copies are made by the process");
  }

  @Override
  public void close() {
    environment.close();
  }
}

package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;

/**
 * Acts by a network's distribution without learning. Where actions are drawn, each test draws from
 * a stream of its own, so that testing changes nothing in training.
 */
public class DistributionPolicy implements Policy {
  private final ActorCritic network;
  private final EvaluationPolicy kind;
  private final SeedSequence seeds;
  private final int largestBatch;
  private final ActionBatch chosen;
  private final float[] action;
  private RandomStream random;

  /**
   * @param network whose rows are the policy's
   * @param largestBatch the largest number of observations that the network takes at once
   * @param seeds below them lie the streams of the tests
   */
  public DistributionPolicy(
      ActorCritic network,
      ActionSpec spec,
      EvaluationPolicy kind,
      int largestBatch,
      SeedSequence seeds) {
    this.network = network;
    this.kind = kind;
    this.seeds = seeds;
    this.largestBatch = largestBatch;
    this.chosen = new ActionBatch(spec, largestBatch);
    this.action = new float[network.heads().distribution().actionSize()];
    beginTest(0);
  }

  /**
   * The next actions are those of a test.
   *
   * @param environmentStep steps taken before it
   */
  public final void beginTest(long environmentStep) {
    random = seeds.child(environmentStep).stream("actions");
  }

  @Override
  public void beginEpisode(int row) {
    network.beginEpisode(row);
  }

  @Override
  public int selectAction(float[] observation) {
    choose(observation, 1);
    return chosen.indices()[0];
  }

  @Override
  public void selectAction(float[] observation, float[] real) {
    choose(observation, 1);
    System.arraycopy(chosen.values(), 0, real, 0, chosen.size());
  }

  @Override
  public void selectActions(float[] observations, int size, int count, int[] actions) {
    for (int done = 0; done < count; done += largestBatch) {
      int rows = Math.min(largestBatch, count - done);
      choose(rows(observations, size, done, rows), rows);
      System.arraycopy(chosen.indices(), 0, actions, done, rows);
    }
  }

  @Override
  public void selectActions(float[] observations, int size, int count, int width, float[] actions) {
    for (int done = 0; done < count; done += largestBatch) {
      int rows = Math.min(largestBatch, count - done);
      choose(rows(observations, size, done, rows), rows);
      System.arraycopy(chosen.values(), 0, actions, done * width, rows * width);
    }
  }

  private static float[] rows(float[] observations, int size, int first, int count) {
    return first == 0
        ? observations
        : Arrays.copyOfRange(observations, first * size, (first + count) * size);
  }

  private void choose(float[] observations, int count) {
    float[][] outputs = network.act(observations, count);
    ActionDistribution distribution = network.heads().distribution();
    for (int row = 0; row < count; row++) {
      distribution.read(outputs, row);
      if (kind == EvaluationPolicy.MODE) {
        distribution.mode(action, 0);
      } else {
        distribution.sample(random, action, 0);
      }
      distribution.give(action, 0, chosen, row);
    }
  }
}

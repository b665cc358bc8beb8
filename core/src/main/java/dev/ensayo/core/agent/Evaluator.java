package dev.ensayo.core.agent;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plays a fixed number of episodes with a policy that does not learn.
 *
 * <p>The episodes run side by side in a {@link VectorEnvironment}; each copy plays its own share,
 * so that short episodes are not counted more often than long ones. The test number {@code k} of a
 * run always plays the same episodes, whatever was played before.
 */
public final class Evaluator {
  private static final int MOST_COPIES = 16;

  /**
   * What was scored.
   *
   * @param returns undiscounted return of each episode
   * @param lengths steps of each episode
   */
  public record Scores(double[] returns, int[] lengths) {
    public double meanReturn() {
      return Arrays.stream(returns).average().orElseThrow();
    }

    public double meanLength() {
      return Arrays.stream(lengths).average().orElseThrow();
    }
  }

  private final DecisionProcess process;
  private final SeedSequence seeds;
  private final int episodes;
  private final int stepLimit;
  private final double epsilon;

  /**
   * @param seeds of the episodes
   * @param protocol how many episodes, after how many steps one is cut, and how many of the actions
   *     are random
   */
  public Evaluator(DecisionProcess process, SeedSequence seeds, Evaluation protocol) {
    this.process = process;
    this.seeds = seeds;
    this.episodes = protocol.episodes();
    this.stepLimit = protocol.stepLimit();
    this.epsilon = protocol.epsilon();
  }

  /**
   * @param number of the test, from 0
   * @param training the copy that the agent trains in
   */
  public Scores evaluate(long number, Policy policy, Environment training) {
    int copies = Math.min(episodes, MOST_COPIES);
    SeedSequence testSeeds = seeds.child(number);
    List<SeedSequence> copySeeds = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      copySeeds.add(testSeeds.child(i));
    }
    try (VectorEnvironment vector =
        new VectorEnvironment(process.createForEvaluation(copySeeds, training))) {
      return play(vector, policy, testSeeds.stream("exploration"));
    }
  }

  private Scores play(VectorEnvironment vector, Policy policy, RandomStream exploration) {
    int copies = vector.count();
    int size = vector.spec().observation().size();
    double[] returns = new double[episodes];
    int[] lengths = new int[episodes];
    int[] playing = new int[copies];
    ActionBatch actions = new ActionBatch(vector.spec().action(), copies);
    Arrays.setAll(playing, copy -> copy);
    int open = episodes;
    vector.reset();
    while (open > 0) {
      for (int copy = 0; copy < copies; copy++) {
        if (vector.begins(copy)) {
          policy.beginEpisode(copy);
        }
      }
      policy.selectActions(vector.observations(), size, actions);
      explore(actions, exploration);
      vector.step(actions);
      for (int copy = 0; copy < copies; copy++) {
        int episode = playing[copy];
        if (episode < episodes) {
          returns[episode] += vector.taskRewards()[copy];
          lengths[episode]++;
          boolean cut = !vector.ended(copy) && lengths[episode] == stepLimit;
          if (cut) {
            vector.reset(copy);
          }
          if (cut || vector.ended(copy)) {
            open--;
            playing[copy] += copies;
          }
        }
      }
    }
    return new Scores(returns, lengths);
  }

  /** Puts a random action in the place of each with probability ε. */
  private void explore(ActionBatch chosen, RandomStream random) {
    if (epsilon == 0) {
      return;
    }
    for (int copy = 0; copy < chosen.count(); copy++) {
      if (random.nextDouble() < epsilon) {
        chosen.sample(copy, random);
      }
    }
  }
}

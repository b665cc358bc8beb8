package dev.ensayo.core.episode;

import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.episode.EpisodeSpectator.Choice;
import dev.ensayo.core.episode.EpisodeSpectator.End;
import dev.ensayo.core.episode.EpisodeSpectator.Episode;
import dev.ensayo.core.episode.EpisodeSpectator.Outcome;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;

/**
 * Plays episodes with a policy that learns no more, as they are played in a test: in copies to
 * evaluate in, with the step limit of tests. Each episode has a copy and randomness of its own.
 */
public final class EpisodePlayer {
  private final DecisionProcess process;
  private final Environment trained;
  private final Policy policy;
  private final SeedSequence seeds;
  private final int stepLimit;

  /**
   * @param trained a copy to train in that knows what the run's wrappers had learned
   * @param seeds the root of the episodes' randomness
   * @param stepLimit steps after which an episode is cut
   */
  public EpisodePlayer(
      DecisionProcess process,
      Environment trained,
      Policy policy,
      SeedSequence seeds,
      int stepLimit) {
    this.process = process;
    this.trained = trained;
    this.policy = policy;
    this.seeds = seeds;
    this.stepLimit = stepLimit;
  }

  /**
   * Plays an episode.
   *
   * @param number of the episode, from 1; the same number plays the same episode
   * @throws IOException what the spectator threw
   */
  public Episode play(int number, EpisodeSpectator spectator) throws IOException {
    try (Environment environment = process.createForEvaluation(seeds.child(number), trained)) {
      float[] observation = environment.reset().clone();
      spectator.begins(number, environment.drawing());
      double total = 0;
      int steps = 0;
      boolean ended = false;
      boolean terminated = false;
      ActionBatch actions = new ActionBatch(environment.spec().action(), 1);
      policy.beginEpisode(0);
      while (!ended && steps < stepLimit) {
        policy.selectActions(observation, observation.length, actions);
        Choice choice =
            new Choice(
                steps + 1, observation, actions.get(0), policy.actionValues(observation), total);
        spectator.chosen(choice);
        StepResult result = taken(environment, actions);
        total += result.taskReward();
        steps++;
        ended = result.ended();
        terminated = result.terminated();
        spectator.taken(
            choice,
            new Outcome(
                result.taskReward(),
                terminated,
                result.truncated() || (!ended && steps == stepLimit)));
        System.arraycopy(result.observation(), 0, observation, 0, observation.length);
      }
      End end = terminated ? End.TERMINATED : ended ? End.TRUNCATED : End.CUT;
      Episode episode = new Episode(number, steps, total, end);
      spectator.ends(episode);
      return episode;
    }
  }

  private static StepResult taken(Environment environment, ActionBatch actions) {
    return actions.isDiscrete()
        ? environment.step(actions.indices()[0])
        : environment.step(actions.values());
  }
}

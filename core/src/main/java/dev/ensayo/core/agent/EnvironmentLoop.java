package dev.ensayo.core.agent;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * An environment, a policy that acts in it and a listener that hears of every step.
 *
 * <p>Training is a loop with the agent's behavior policy and the agent as listener; evaluation is
 * the same loop with the evaluation policy and {@link TransitionListener#NONE}.
 */
public final class EnvironmentLoop implements Stateful {
  /** Hears of every finished episode. */
  @FunctionalInterface
  public interface EpisodeListener {
    /** Hears nothing. */
    EpisodeListener NONE = (episodeReturn, length) -> {};

    /**
     * @param episodeReturn undiscounted sum of the task's rewards
     * @param length steps
     */
    void onEpisodeEnd(double episodeReturn, int length);
  }

  private final Environment environment;
  private final Policy policy;
  private final TransitionListener transitions;
  private final EpisodeListener episodes;
  private final Transition transition;
  private final StepCheck check;
  private final boolean discrete;
  private final float[] vector;
  private boolean inEpisode;
  private double episodeReturn;
  private int episodeLength;

  public EnvironmentLoop(
      Environment environment,
      Policy policy,
      TransitionListener transitions,
      EpisodeListener episodes) {
    this.environment = environment;
    this.policy = policy;
    this.transitions = transitions;
    this.episodes = episodes;
    DecisionProcessSpec spec = environment.spec();
    this.discrete = spec.hasDiscreteActions();
    this.vector = new float[discrete ? 0 : spec.box().size()];
    this.transition = new Transition(spec.observation().size(), vector.length);
    this.check = new StepCheck(environment.spec().observation());
  }

  /**
   * Takes one step, resetting the environment first where an episode begins.
   *
   * @throws dev.ensayo.core.environment.EnvironmentFaultException if a reward or an observation is
   *     not finite, or an observation not as long as declared
   */
  public void step() {
    if (!inEpisode) {
      transition.startFrom(check.first(environment.reset()));
      policy.beginEpisode(0);
      inEpisode = true;
      episodeReturn = 0;
      episodeLength = 0;
    }
    StepResult result = discrete ? stepByIndex() : stepByVector();
    episodeReturn += result.taskReward();
    episodeLength++;
    transitions.onTransition(transition);
    if (transition.endsEpisode()) {
      inEpisode = false;
      episodes.onEpisodeEnd(episodeReturn, episodeLength);
    } else {
      transition.startFrom(transition.nextObservation());
    }
  }

  private StepResult stepByIndex() {
    int action = policy.selectAction(transition.observation());
    StepResult result = check.step(environment.step(action), episodeLength + 1);
    transition.complete(
        action, result.reward(), result.observation(), result.terminated(), result.truncated());
    return result;
  }

  private StepResult stepByVector() {
    policy.selectAction(transition.observation(), vector);
    StepResult result = check.step(environment.step(vector), episodeLength + 1);
    transition.complete(
        vector, result.reward(), result.observation(), result.terminated(), result.truncated());
    return result;
  }

  /** Steps until an episode ends and returns its undiscounted return. */
  public double runEpisode() {
    do {
      step();
    } while (inEpisode);
    return episodeReturn;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("loop");
    out.writeBoolean(inEpisode);
    out.writeDouble(episodeReturn);
    out.writeInt(episodeLength);
    out.writeFloats(transition.observation());
    environment.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("loop");
    inEpisode = in.readBoolean();
    episodeReturn = in.readDouble();
    episodeLength = in.readInt();
    in.readFloats(transition.observation());
    environment.loadState(in);
  }
}

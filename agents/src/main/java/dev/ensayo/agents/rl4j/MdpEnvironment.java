package dev.ensayo.agents.rl4j;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.Encodable;

/**
 * One copy of an RL4J environment.
 *
 * <p>RL4J has two ends, as its learner reads them: what a step's reply calls done is terminal, its
 * value is not bootstrapped; what only {@code isDone()} calls done ends the episode without being
 * terminal. They become terminated and truncated.
 */
final class MdpEnvironment implements Environment {
  private final MDP<?, Integer, DiscreteSpace> mdp;
  private final DecisionProcessSpec spec;
  private final float[] observation;
  private final StepResult result = new StepResult();

  MdpEnvironment(MDP<?, Integer, DiscreteSpace> mdp, DecisionProcessSpec spec) {
    this.mdp = mdp;
    this.spec = spec;
    this.observation = new float[spec.observation().size()];
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    return observe(mdp.reset());
  }

  @Override
  public StepResult step(int action) {
    checkArgument(
        action >= 0 && action < spec.actions(),
        "action %s is not in [0, %s)",
        action,
        spec.actions());
    StepReply<? extends Encodable> reply = mdp.step(action);
    boolean terminated = reply.isDone();
    return result.set(
        observe(reply.getObservation()),
        reply.getReward(),
        terminated,
        !terminated && mdp.isDone());
  }

  /** The numbers of an observation; some of RL4J's hold no array that {@code getData()} returns. */
  @SuppressWarnings("deprecation")
  static double[] numbers(Encodable observation) {
    return observation.toArray();
  }

  private float[] observe(Encodable encodable) {
    double[] values = numbers(encodable);
    checkState(
        values.length == observation.length,
        "an observation of %s numbers where %s were declared",
        values.length,
        observation.length);
    for (int i = 0; i < values.length; i++) {
      observation[i] = (float) values[i];
    }
    return observation;
  }

  @Override
  public boolean canSaveState() {
    return false;
  }

  @Override
  public void saveState(StateWriter out) {
    throw hidden();
  }

  @Override
  public void loadState(StateReader in) {
    throw hidden();
  }

  private static UnsupportedOperationException hidden() {
    return new UnsupportedOperationException("an RL4J environment does not show its state");
  }

  @Override
  public void close() {
    mdp.close();
  }
}

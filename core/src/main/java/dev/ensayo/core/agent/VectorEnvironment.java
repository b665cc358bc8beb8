package dev.ensayo.core.agent;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.util.List;
import java.util.Objects;

/**
 * {@code N} copies of an environment stepped together. A copy whose episode ends is reset in the
 * same step (autoreset): its row of {@link #observations} is then the first of the next episode,
 * and the last one of the old episode is in {@link #finalObservations}.
 */
public final class VectorEnvironment implements AutoCloseable {
  private final ImmutableList<Environment> copies;
  private final DecisionProcessSpec spec;
  private final int size;
  private final float[] observations;
  private final float[] finalObservations;
  private final double[] rewards;
  private final double[] taskRewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final StepCheck check;
  private final int[] lengths;

  /**
   * @param copies at least one, all of the same shapes
   */
  public VectorEnvironment(List<? extends Environment> copies) {
    checkArgument(!copies.isEmpty(), "a vector of environments needs at least one copy");
    this.copies = ImmutableList.copyOf(copies);
    this.spec = copies.get(0).spec();
    this.size = spec.observation().size();
    int n = copies.size();
    this.observations = new float[n * size];
    this.finalObservations = new float[n * size];
    this.rewards = new double[n];
    this.taskRewards = new double[n];
    this.terminated = new boolean[n];
    this.truncated = new boolean[n];
    this.check = new StepCheck(spec.observation());
    this.lengths = new int[n];
  }

  /** {@code N}. */
  public int count() {
    return copies.size();
  }

  public DecisionProcessSpec spec() {
    return spec;
  }

  /** Starts an episode in every copy. */
  public void reset() {
    for (int i = 0; i < copies.size(); i++) {
      reset(i);
    }
  }

  /** Starts an episode in one copy, whether or not its last one has ended. */
  public void reset(int copy) {
    float[] first = check.first(copies.get(copy).reset());
    System.arraycopy(first, 0, observations, copy * size, size);
    lengths[copy] = 0;
  }

  /**
   * Steps every copy.
   *
   * @param actions {@code [N]}
   * @throws dev.ensayo.core.environment.EnvironmentFaultException if a reward or an observation is
   *     not finite, or an observation not as long as declared
   */
  public void step(int[] actions) {
    Objects.checkFromIndexSize(0, copies.size(), actions.length);
    for (int i = 0; i < copies.size(); i++) {
      StepResult result = check.step(copies.get(i).step(actions[i]), ++lengths[i]);
      rewards[i] = result.reward();
      taskRewards[i] = result.taskReward();
      terminated[i] = result.terminated();
      truncated[i] = result.truncated();
      System.arraycopy(result.observation(), 0, finalObservations, i * size, size);
      if (result.ended()) {
        reset(i);
      } else {
        System.arraycopy(result.observation(), 0, observations, i * size, size);
      }
    }
  }

  /** What each copy shows now, {@code [N, F]}. */
  public float[] observations() {
    return observations;
  }

  /** What each copy showed after its last step, before any reset, {@code [N, F]}. */
  public float[] finalObservations() {
    return finalObservations;
  }

  /** Rewards to learn from, {@code [N]}. */
  public double[] rewards() {
    return rewards;
  }

  /** Rewards as the task pays them, {@code [N]}. */
  public double[] taskRewards() {
    return taskRewards;
  }

  public boolean terminated(int copy) {
    return terminated[copy];
  }

  public boolean truncated(int copy) {
    return truncated[copy];
  }

  public boolean ended(int copy) {
    return terminated[copy] || truncated[copy];
  }

  @Override
  public void close() {
    copies.forEach(Environment::close);
  }
}

package dev.ensayo.core.agent;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * {@code N} copies of an environment stepped together. A copy whose episode ends is reset in the
 * same step (autoreset): its row of {@link #observations} is then the first of the next episode,
 * and the last one of the old episode is in {@link #finalObservations}. Gymnasium calls this
 * SAME_STEP.
 *
 * <p>Copies are stepped in their order, each after all have heard what they will be asked to do.
 */
public final class VectorEnvironment implements Stateful, AutoCloseable {
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
  private final double[] returns;
  private final double[] finalReturns;
  private final int[] finalLengths;
  private final float[] vector;

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
    this.returns = new double[n];
    this.finalReturns = new double[n];
    this.finalLengths = new int[n];
    this.vector = new float[spec.hasDiscreteActions() ? 0 : spec.box().size()];
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
    returns[copy] = 0;
  }

  /**
   * Steps every copy.
   *
   * @param actions {@code [N]}, discrete
   * @throws dev.ensayo.core.environment.EnvironmentFaultException if a reward or an observation is
   *     not finite, or an observation not as long as declared
   */
  public void step(int[] actions) {
    Objects.checkFromIndexSize(0, copies.size(), actions.length);
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).announce(actions[i]);
    }
    for (int i = 0; i < copies.size(); i++) {
      take(i, copies.get(i).step(actions[i]));
    }
  }

  /**
   * Steps every copy.
   *
   * @param actions {@code [N, D]}, real vectors
   * @throws dev.ensayo.core.environment.EnvironmentFaultException as {@link #step(int[])}
   */
  public void step(float[] actions) {
    Objects.checkFromIndexSize(0, copies.size() * vector.length, actions.length);
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).announce(row(actions, i));
    }
    for (int i = 0; i < copies.size(); i++) {
      take(i, copies.get(i).step(row(actions, i)));
    }
  }

  /** Steps every copy, whatever kind its actions are. */
  public void step(ActionBatch actions) {
    if (actions.isDiscrete()) {
      step(actions.indices());
    } else {
      step(actions.values());
    }
  }

  private float[] row(float[] actions, int copy) {
    System.arraycopy(actions, copy * vector.length, vector, 0, vector.length);
    return vector;
  }

  private void take(int i, StepResult unchecked) {
    StepResult result = check.step(unchecked, ++lengths[i]);
    rewards[i] = result.reward();
    taskRewards[i] = result.taskReward();
    returns[i] += result.taskReward();
    terminated[i] = result.terminated();
    truncated[i] = result.truncated();
    System.arraycopy(result.observation(), 0, finalObservations, i * size, size);
    if (result.ended()) {
      double whole = returns[i];
      int steps = lengths[i];
      reset(i);
      finalReturns[i] = whole;
      finalLengths[i] = steps;
    } else {
      System.arraycopy(result.observation(), 0, observations, i * size, size);
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

  /** Whether what a copy shows now is the first observation of an episode. */
  public boolean begins(int copy) {
    return lengths[copy] == 0;
  }

  /** Steps so far of the episode that a copy is in; 0 if it begins. */
  public int length(int copy) {
    return lengths[copy];
  }

  /**
   * Undiscounted sum of the task's rewards in the last episode that a copy ended; 0 before the
   * first.
   */
  public double finalReturn(int copy) {
    return finalReturns[copy];
  }

  /** Steps of the last episode that a copy ended; 0 before the first. */
  public int finalLength(int copy) {
    return finalLengths[copy];
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

  /** The first of the copies, which saves what they share. */
  public Environment first() {
    return copies.get(0);
  }

  /** Whether {@link #saveState} works. */
  public boolean canSaveState() {
    return copies.stream().allMatch(Environment::canSaveState);
  }

  /** Saves what the copies show now and what is under way, not what the last step returned. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("vector");
    out.writeInt(copies.size());
    out.writeFloats(observations);
    out.writeInts(lengths);
    out.writeDoubles(returns);
    for (Environment copy : copies) {
      copy.saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("vector");
    int saved = in.readInt();
    if (saved != copies.size()) {
      throw new IOException("the state is of " + saved + " copies, not of " + copies.size());
    }
    in.readFloats(observations);
    in.readInts(lengths);
    in.readDoubles(returns);
    for (Environment copy : copies) {
      copy.loadState(in);
    }
  }

  @Override
  public void close() {
    copies.forEach(Environment::close);
  }
}

package dev.ensayo.agents.sac;

import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;

/** Two critics that learn the same from different weights; the smaller of their values counts. */
final class Critics implements Stateful, AutoCloseable {
  private final ObservationEncoder encoder;
  private final int observed;
  private final int actionSize;
  private final Critic one;
  private final Critic other;
  private final float[] inputs;
  private final float[] inputGradient;
  private final float[] first;
  private final float[] second;
  private final float[] share;

  /**
   * @param seeds of the initial weights
   */
  Critics(
      SacConfig config, DecisionProcessSpec process, BackendConfig backend, SeedSequence seeds) {
    int largest = config.largestBatch();
    this.encoder = ObservationEncoder.of(process.observation(), largest);
    this.observed = encoder.inputSize();
    this.actionSize = process.box().size();
    NetworkSpec spec = config.network(observed + actionSize, 1, config.updaterOfCritics());
    this.one = new Critic(spec, backend, seeds.seed("1"), largest);
    this.other = new Critic(spec, backend, seeds.seed("2"), largest);
    this.inputs = new float[Math.multiplyExact(largest, observed + actionSize)];
    this.inputGradient = new float[inputs.length];
    this.first = new float[largest];
    this.second = new float[largest];
    this.share = new float[largest];
  }

  /** Puts each observation and its action side by side. */
  private void join(float[] observations, float[] actions, int count) {
    float[] encoded = encoder.encode(observations, count);
    int width = observed + actionSize;
    for (int b = 0; b < count; b++) {
      System.arraycopy(encoded, b * observed, inputs, b * width, observed);
      System.arraycopy(actions, b * actionSize, inputs, b * width + observed, actionSize);
    }
  }

  /**
   * The smaller value of the target networks.
   *
   * @param observations {@code [count, F]}
   * @param actions {@code [count, D]}, in (−1, 1)
   * @param least receives {@code [count]}
   */
  void leastOfTargets(float[] observations, float[] actions, int count, float[] least) {
    join(observations, actions, count);
    one.predictTarget(inputs, count, first);
    other.predictTarget(inputs, count, second);
    for (int b = 0; b < count; b++) {
      least[b] = Math.min(first[b], second[b]);
    }
  }

  /**
   * Takes a step with each.
   *
   * @param goals y, {@code [count]}
   * @param weights factor of each item's loss, {@code [count]}
   * @return the sum of the losses before the step
   */
  double fit(float[] observations, float[] actions, float[] goals, float[] weights, int count) {
    join(observations, actions, count);
    return one.fit(inputs, goals, weights, count) + other.fit(inputs, goals, weights, count);
  }

  /**
   * The smaller value, and the gradient of its sum with regard to the actions.
   *
   * @param least receives {@code [count]}
   * @param slopes receives {@code [count, D]}
   */
  void leastWithSlopes(
      float[] observations, float[] actions, int count, float[] least, float[] slopes) {
    join(observations, actions, count);
    one.predict(inputs, count, first);
    other.predict(inputs, count, second);
    for (int b = 0; b < count; b++) {
      least[b] = Math.min(first[b], second[b]);
      share[b] = first[b] <= second[b] ? 1 : 0;
    }
    one.inputGradient(inputs, count, share, inputGradient);
    addSlopes(count, slopes, false);
    for (int b = 0; b < count; b++) {
      share[b] = 1 - share[b];
    }
    other.inputGradient(inputs, count, share, inputGradient);
    addSlopes(count, slopes, true);
  }

  private void addSlopes(int count, float[] slopes, boolean more) {
    int width = observed + actionSize;
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < actionSize; i++) {
        int at = b * actionSize + i;
        slopes[at] = (more ? slopes[at] : 0) + inputGradient[b * width + observed + i];
      }
    }
  }

  /** Moves both target networks. */
  void moveTargets(double tau) {
    one.moveTarget(tau);
    other.moveTarget(tau);
  }

  /** The first of the two. */
  Critic one() {
    return one;
  }

  /** The second of the two. */
  Critic other() {
    return other;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    one.saveState(out);
    other.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    one.loadState(in);
    other.loadState(in);
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }
}

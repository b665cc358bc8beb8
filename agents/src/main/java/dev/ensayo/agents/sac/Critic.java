package dev.ensayo.agents.sac;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;

/**
 * Q(o, a) as a network, observation and action side by side, and the target network that follows
 * it. Inputs are {@code [B, F + D]}, outputs {@code [B]}.
 */
final class Critic implements Stateful, AutoCloseable {
  private final Model online;
  private final Model target;
  private final OutputLoss objective = this::objective;
  private final FitResult result = new FitResult();
  private final float[] values;
  private final float[] errors;
  private float[] goals;
  private float[] weights;

  /**
   * @param seed of the initial weights, which both networks have
   */
  Critic(NetworkSpec spec, BackendConfig backend, long seed, int largestBatch) {
    this.online = Models.create(spec, backend, seed, largestBatch);
    this.target = Models.create(spec, backend, seed, largestBatch);
    this.values = new float[largestBatch];
    this.errors = new float[largestBatch];
  }

  void predict(float[] inputs, int count, float[] outputs) {
    online.predict(inputs, count, outputs);
  }

  void predictTarget(float[] inputs, int count, float[] outputs) {
    target.predict(inputs, count, outputs);
  }

  /**
   * The gradient of Σ_b w_b·Q_b with regard to the inputs.
   *
   * @param weights w, {@code [count]}
   * @param gradient receives {@code [count, F + D]}
   */
  void inputGradient(float[] inputs, int count, float[] weights, float[] gradient) {
    online.inputGradient(inputs, count, weights, gradient);
  }

  /**
   * Takes one gradient step down the mean of {@code w·(Q − y)²/2}.
   *
   * @param goals y, {@code [count]}
   * @param weights w, {@code [count]}
   * @return the mean before the step
   */
  double fit(float[] inputs, float[] goals, float[] weights, int count) {
    this.goals = goals;
    this.weights = weights;
    online.fit(inputs, count, objective, result);
    return result.loss();
  }

  private double objective(float[][] outputs, int batch, float[][] gradients) {
    double sum = 0;
    for (int b = 0; b < batch; b++) {
      double error = (double) outputs[0][b] - goals[b];
      values[b] = outputs[0][b];
      errors[b] = (float) error;
      sum += weights[b] * error * error / 2;
      gradients[0][b] = (float) (weights[b] * error / batch);
    }
    return sum / batch;
  }

  /** Q before the last step, {@code [count]}. */
  float[] values() {
    return values;
  }

  /** Q − y before the last step, {@code [count]}. */
  float[] errors() {
    return errors;
  }

  /** L2 norm of the gradient of the last step. */
  double gradientNorm() {
    return result.gradientNorm();
  }

  /** θ⁻ ← (1 − τ)·θ⁻ + τ·θ. */
  void moveTarget(double tau) {
    target.blendParametersFrom(online, tau);
  }

  /** The network that learns. */
  Model online() {
    return online;
  }

  /** The network that follows. */
  Model target() {
    return target;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    online.saveState(out);
    target.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    online.loadState(in);
    target.loadState(in);
  }

  @Override
  public void close() {
    online.close();
    target.close();
  }
}

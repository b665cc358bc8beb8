package dev.ensayo.agents.sac;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * α, which stays or goes down the gradient of {@code −ln α · (ln π + H̄)}, a mean over the batch,
 * by steps of Adam on ln α.
 *
 * <p>Paper: Haarnoja et al., "Soft actor-critic algorithms and applications", 2018, section 5, eq.
 * 18, with ln α in the place of α as its authors' program has it.
 */
final class Temperature implements Stateful {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final boolean learned;
  private final double targetEntropy;
  private final double rate;
  private double alpha;
  private double log;
  private double mean;
  private double meanSquare;
  private long updates;

  /**
   * @param actionSize length {@code D} of an action
   * @param actorRate learning rate of the actor
   */
  Temperature(TemperatureSpec spec, int actionSize, double actorRate) {
    this.learned = spec instanceof TemperatureSpec.Learned;
    this.alpha = spec.initial();
    this.log = Math.log(alpha);
    if (spec instanceof TemperatureSpec.Learned how) {
      this.targetEntropy = how.targetEntropy().orElse(-actionSize);
      this.rate = how.learningRate().orElse(actorRate);
    } else {
      this.targetEntropy = Double.NaN;
      this.rate = Double.NaN;
    }
  }

  /** α. */
  double value() {
    return alpha;
  }

  /** ln α. */
  double log() {
    return log;
  }

  /**
   * Takes a step, if it is learned.
   *
   * @param logProbability mean of ln π over the batch
   */
  void update(double logProbability) {
    if (!learned) {
      return;
    }
    updates++;
    double gradient = -(logProbability + targetEntropy);
    mean = BETA1 * mean + (1 - BETA1) * gradient;
    meanSquare = BETA2 * meanSquare + (1 - BETA2) * gradient * gradient;
    double unbiased = mean / (1 - Math.pow(BETA1, (double) updates));
    double root = Math.sqrt(meanSquare / (1 - Math.pow(BETA2, (double) updates)));
    log -= rate * unbiased / (root + EPSILON);
    alpha = Math.exp(log);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("temperature");
    out.writeDouble(alpha);
    out.writeDouble(log);
    out.writeDouble(mean);
    out.writeDouble(meanSquare);
    out.writeLong(updates);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("temperature");
    alpha = in.readDouble();
    log = in.readDouble();
    mean = in.readDouble();
    meanSquare = in.readDouble();
    updates = in.readLong();
  }
}

package dev.ensayo.backend.model;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.parallel.BatchPlace;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.Replica;
import java.io.IOException;
import java.util.Arrays;

/**
 * A worker's replica of a model that takes steps of its own between two meetings, or sums up its
 * gradients.
 */
public abstract class ModelReplica implements Replica {
  private final SteppedModel model;
  private final boolean sendsGradients;
  private final float[] gradient;
  private final double[] sum;
  private double weight;

  /**
   * @param model now owned by this
   */
  protected ModelReplica(SteppedModel model, DataParallelism training) {
    this.model = model;
    this.sendsGradients = training.sendsGradients();
    this.gradient = new float[sendsGradients ? model.parameterCount() : 0];
    this.sum = new double[sendsGradients && training.every() > 1 ? gradient.length : 0];
  }

  /** Takes a step. */
  protected abstract double[] fit(BatchPlace place);

  /**
   * Computes the gradient of the mean over a batch, and takes no step.
   *
   * @param receiver receives it, {@code [P]}
   */
  protected abstract double[] computeGradient(BatchPlace place, float[] receiver);

  /** How much the last batch counts among others, such as how many examples it had. */
  protected abstract double lastWeight();

  @Override
  public final int parameterCount() {
    return model.parameterCount();
  }

  @Override
  public final float[] parameters() {
    return model.parameters();
  }

  @Override
  public final void setParameters(float[] parameters) {
    model.setParameters(parameters);
  }

  @Override
  public final double[] learn(BatchPlace place) {
    if (!sendsGradients) {
      return fit(place);
    }
    double[] told = computeGradient(place, gradient);
    double last = lastWeight();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += gradient[i] * last;
    }
    weight += last;
    return told;
  }

  @Override
  public final double give(float[] values) {
    if (!sendsGradients) {
      System.arraycopy(model.parameters(), 0, values, 0, values.length);
      return 1;
    }
    System.arraycopy(gradient, 0, values, 0, values.length);
    for (int i = 0; i < sum.length; i++) {
      values[i] = weight == 0 ? 0 : (float) (sum[i] / weight);
    }
    return weight;
  }

  @Override
  public final float[] combine(float[] mean) {
    if (!sendsGradients) {
      model.setParameters(mean);
      return mean.clone();
    }
    model.applyGradient(mean);
    forget();
    return model.parameters();
  }

  @Override
  public final void goOn(float[] parameters) {
    model.setParameters(parameters);
    forget();
  }

  private void forget() {
    Arrays.fill(sum, 0);
    weight = 0;
  }

  /** {@inheritDoc} Overriding methods call this one first. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("replica");
    model.saveState(out);
    out.writeFloats(gradient);
    out.writeDoubles(sum);
    out.writeDouble(weight);
  }

  /** {@inheritDoc} Overriding methods call this one first. */
  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("replica");
    model.loadState(in);
    in.readFloats(gradient);
    in.readDoubles(sum);
    weight = in.readDouble();
  }

  @Override
  public void close() {
    model.close();
  }
}

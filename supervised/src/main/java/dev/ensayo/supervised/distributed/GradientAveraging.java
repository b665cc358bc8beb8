package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One step of the shared parameters for k batches of each worker: that of the mean gradient over
 * the examples of all, which is the gradient of one batch that is n·k times as large.
 */
final class GradientAveraging extends Rounds {
  private final Model shared;
  private final double[] sum;
  private final float[] gradient;
  private long examples;

  GradientAveraging(Model shared, List<Worker> workers, int every, double message) {
    super(workers, every, message);
    this.shared = shared;
    this.sum = new double[shared.parameterCount()];
    this.gradient = new float[shared.parameterCount()];
  }

  @Override
  void learn(
      Worker worker,
      float[] inputs,
      float[] targets,
      float[] weights,
      int batch,
      FitResult result) {
    worker.model().computeGradient(inputs, targets, weights, batch, result, gradient);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (double) gradient[i] * batch;
    }
    examples += batch;
  }

  @Override
  void combine() {
    for (int i = 0; i < sum.length; i++) {
      gradient[i] = (float) (sum[i] / examples);
    }
    shared.applyGradient(gradient);
    Arrays.fill(sum, 0);
    examples = 0;
    for (Worker worker : workers()) {
      worker.model().copyParametersFrom(shared);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.writeDoubles(sum);
    out.writeLong(examples);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.readDoubles(sum);
    examples = in.readLong();
  }
}

package dev.ensayo.backend.compiled;

import dev.ensayo.backend.model.OutputLoss;

/** Where forward turns into backward by a loss that its gradient defines. */
final class GivenLoss {
  private final Plan plan;
  private final int largestBatch;
  private float[][] outputs;
  private float[][] slopes;

  GivenLoss(Plan plan, int largestBatch) {
    this.plan = plan;
    this.largestBatch = largestBatch;
  }

  /** Has the loss of the rows of the pass computed, and puts the gradient of the outputs there. */
  double compute(OutputLoss loss) {
    if (outputs == null) {
      outputs = arrays();
      slopes = arrays();
    }
    for (int i = 0; i < outputs.length; i++) {
      plan.store(i, outputs[i]);
    }
    double value = loss.compute(outputs, plan.pass().rows(), slopes);
    for (int i = 0; i < outputs.length; i++) {
      plan.loadSlopes(i, slopes[i]);
    }
    plan.pass().giveSlopesOfOutputs();
    return value;
  }

  private float[][] arrays() {
    float[][] arrays = new float[plan.outputs()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[Math.multiplyExact(largestBatch, plan.output(i).shape().size())];
    }
    return arrays;
  }
}

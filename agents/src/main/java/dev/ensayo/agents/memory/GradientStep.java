package dev.ensayo.agents.memory;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;

/**
 * A step on a loss given by its gradient g at the outputs q, by a model of the squared error: that
 * of targets {@code q − g·N/2}, whose mean over the N steps that are there has that gradient.
 */
final class GradientStep {
  private final SequenceModel model;
  private final float[] outputs;
  private final float[] gradients;
  private final float[] targets;
  private SequenceState before;

  GradientStep(SequenceModel model, int rows) {
    this.model = model;
    this.outputs = new float[Math.multiplyExact(rows, model.outputSize())];
    this.gradients = new float[outputs.length];
    this.targets = new float[outputs.length];
  }

  void take(SequenceWindow window, SequenceState state, OutputLoss loss, FitResult result) {
    if (before == null || before.sequences() != state.sequences()) {
      before = model.newState(state.sequences());
    }
    before.copyFrom(state);
    model.predict(window, before, outputs);
    int rows = window.steps() * state.sequences();
    double value = loss.compute(new float[][] {outputs}, rows, new float[][] {gradients});
    int there = 0;
    for (int row = 0; row < rows; row++) {
      there += window.mask() == null || window.mask()[row] != 0 ? 1 : 0;
    }
    for (int i = 0; i < rows * model.outputSize(); i++) {
      targets[i] = outputs[i] - gradients[i] * (there / 2f);
    }
    model.fit(window.targets(targets).weights(null), state, result);
    result.set(value, result.gradientNorm());
  }
}

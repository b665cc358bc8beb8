package dev.ensayo.supervised.distributed;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import java.util.List;

/**
 * θ ← (1/n)·Σ θᵢ after every k batches of each worker, each of which takes steps of its own until
 * then. What the updaters keep stays with the workers.
 */
final class ParameterAveraging extends Rounds {
  private final Model shared;

  ParameterAveraging(Model shared, List<Worker> workers, int every, double message) {
    super(workers, every, message);
    this.shared = shared;
  }

  @Override
  void learn(
      Worker worker,
      float[] inputs,
      float[] targets,
      float[] weights,
      int batch,
      FitResult result) {
    worker.model().fit(inputs, targets, weights, batch, result);
  }

  @Override
  void combine() {
    average();
    for (Worker worker : workers()) {
      worker.model().copyParametersFrom(shared);
    }
  }

  @Override
  public void share() {
    if (isWithinRound()) {
      average();
    }
  }

  /** The mean of the first i + 1 is that of the first i, moved by 1/(i + 1) to the next. */
  private void average() {
    shared.copyParametersFrom(workers().get(0).model());
    for (int i = 1; i < workers().size(); i++) {
      shared.blendParametersFrom(workers().get(i).model(), 1.0 / (i + 1));
    }
  }
}

package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.LearnedConstantSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The logarithms of the standard deviations of a policy whose network is recurrent: parameters that
 * depend on nothing, in a model of their own.
 */
final class LogDeviations extends AgentNetwork<GraphModel> {
  /** There is nothing to draw. */
  private static final long NO_SEED = 0;

  private final int size;
  private final float[][] nothing = {{0}};
  private final float[][] values;
  private final FitResult result = new FitResult();
  private float[] gradient;

  private LogDeviations(GraphModel model) {
    super(model);
    this.size = model.outputSize(0);
    this.values = new float[1][size];
  }

  /**
   * @param size how many there are
   */
  static LogDeviations create(ActorCriticSpec spec, int size, BackendConfig backend) {
    GraphSpec.Builder graph = GraphSpec.builder().input("nothing", List.of(1));
    graph.output(
        "log-std",
        new LearnedConstantSpec(size, spec.initialLogStd()),
        Loss.SQUARED_ERROR,
        "nothing");
    return new LogDeviations(
        Models.createGraph(
            graph.build(spec.updater(), Regularization.none(), spec.gradientClipping()),
            backend,
            NO_SEED,
            1));
  }

  /**
   * @param zip that {@link #write} wrote
   * @throws IOException if the file cannot be read
   */
  static LogDeviations load(Path zip, BackendConfig backend) throws IOException {
    return new LogDeviations(Models.loadGraph(zip, backend, NO_SEED, 1));
  }

  /**
   * Puts them out row by row.
   *
   * @param rows receives {@code [count, D]}
   */
  void fill(float[] rows, int count) {
    model().predict(nothing, 1, values);
    for (int row = 0; row < count; row++) {
      System.arraycopy(values[0], 0, rows, row * size, size);
    }
  }

  /**
   * Takes one gradient step.
   *
   * @param gradients of the loss in each row, {@code [count, D]}
   */
  void update(float[] gradients, int count) {
    gradient = new float[size];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < size; i++) {
        gradient[i] += gradients[row * size + i];
      }
    }
    model().fit(nothing, 1, this::give, result);
  }

  private double give(float[][] outputs, int rows, float[][] gradients) {
    System.arraycopy(gradient, 0, gradients[0], 0, size);
    return 0;
  }

  void setLearningRate(double learningRate) {
    model().setLearningRate(learningRate);
  }
}

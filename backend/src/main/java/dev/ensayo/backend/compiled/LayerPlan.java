package dev.ensayo.backend.compiled;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.dense.LossBlock;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Noisy;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of a network of one input and one output at work: a {@link Plan} of its own over the
 * same parameters, of which each value is read when its block has written it, since memory is used
 * again later. Not thread-safe.
 */
public final class LayerPlan implements LayerObserver, AutoCloseable {
  private final Plan plan;
  private final LossBlock loss;
  private final boolean mean;
  private final List<ObservedLayer> layers;
  private final double[] gradient;
  private long examples;

  private LayerPlan(PlanCompiler.Observed observed, Blueprint blueprint, int largestBatch) {
    this.plan = observed.plan();
    Blueprint.Output output = blueprint.outputs().get(0);
    this.mean = output.mean();
    this.loss = new LossBlock(plan.output(0), output.loss(), largestBatch, mean);
    this.layers = observed.layers();
    this.gradient = new double[plan.gradient().length()];
  }

  /**
   * Compiles a network.
   *
   * @param buffers of the network, of which the parameters are read
   */
  public static LayerPlan compile(Blueprint blueprint, NetworkBuffers buffers, Limits limits) {
    return new LayerPlan(
        new PlanCompiler(blueprint, buffers, limits, null).compileForLayers(),
        blueprint,
        limits.rows());
  }

  @Override
  public void add(float[] inputs, float[] targets, int batch) {
    plan.pass().beginObserving(batch);
    // The parameters are changed elsewhere.
    plan.parametersChanged();
    plan.load(0, inputs);
    List<Block> blocks = plan.blocks();
    int next = 0;
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).forward(plan.pass());
      while (next < layers.size() && layers.get(next).block() == i) {
        layers.get(next++).add(batch);
      }
    }
    loss.compute(batch, targets, null);
    plan.backward();
    Slice slopes = plan.gradient();
    double weight = mean ? batch : 1;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += weight * slopes.get(i);
    }
    examples += batch;
  }

  @Override
  public List<LayerStatistics> statistics() {
    checkState(examples > 0, "no batch was taken in");
    List<LayerStatistics> statistics = new ArrayList<>();
    for (ObservedLayer layer : layers) {
      statistics.add(layer.statistics(gradientNorm(layer.parameters())));
    }
    Arrays.fill(gradient, 0);
    examples = 0;
    return statistics;
  }

  private double gradientNorm(List<ParameterTensor> parameters) {
    double squares = 0;
    for (ParameterTensor tensor : parameters) {
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        squares += gradient[i] * gradient[i];
      }
    }
    return parameters.isEmpty() ? Double.NaN : Math.sqrt(squares) / examples;
  }

  /** The blocks with noise that are trained, in the order of the parameters. */
  public List<Noisy> noisyBlocks() {
    return plan.noisyBlocks();
  }

  @Override
  public void close() {
    plan.close();
  }
}

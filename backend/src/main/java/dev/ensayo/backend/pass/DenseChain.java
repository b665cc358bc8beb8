package dev.ensayo.backend.pass;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * A copy of a network of dense layers at one moment, computed here and not by an engine: in double
 * precision, one example at a time, as at inference.
 */
public final class DenseChain {
  /** Weights and biases of the largest network that is copied. */
  public static final int MOST_PARAMETERS = 10_000;

  /** Of the difference quotients: near the cube root of the precision of a double. */
  private static final double STEP = 1e-5;

  private final ImmutableList<DenseLayerValues> layers;
  private final int inputs;

  private DenseChain(List<DenseLayerValues> layers, int inputs) {
    this.layers = ImmutableList.copyOf(layers);
    this.inputs = inputs;
  }

  /**
   * The chain of a network.
   *
   * @param layers as Deeplearning4j has them configured
   * @param parameters in its order: of each layer the weights unit by unit, then the biases
   * @return empty if one is no dense layer
   */
  public static Optional<DenseChain> of(List<Layer> layers, float[] parameters) {
    List<DenseLayerValues> values = new ArrayList<>();
    int at = 0;
    for (Layer layer : layers) {
      if (layer.getClass() != DenseLayer.class && layer.getClass() != OutputLayer.class) {
        return Optional.empty();
      }
      FeedForwardLayer dense = (FeedForwardLayer) layer;
      int units = (int) dense.getNOut();
      double[][] weights = new double[units][(int) dense.getNIn()];
      for (double[] row : weights) {
        at = read(parameters, at, row);
      }
      double[] biases = new double[units];
      at = read(parameters, at, biases);
      values.add(new DenseLayerValues(dense.getActivationFn(), weights, biases));
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new DenseChain(values, values.get(0).weights()[0].length));
  }

  private static int read(float[] parameters, int from, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = parameters[from + i];
    }
    return from + into.length;
  }

  /** Widths from the inputs to the outputs, one more than there are layers. */
  public ImmutableList<Integer> widths() {
    ImmutableList.Builder<Integer> widths = ImmutableList.<Integer>builder().add(inputs);
    layers.forEach(layer -> widths.add(layer.units()));
    return widths.build();
  }

  /** Number of weights and biases. */
  public int parameterCount() {
    ImmutableList<Integer> widths = widths();
    int count = 0;
    for (int i = 1; i < widths.size(); i++) {
      count += (widths.get(i - 1) + 1) * widths.get(i);
    }
    return count;
  }

  /** Name of a layer's function, as Deeplearning4j calls it. */
  public String function(int layer) {
    return layers.get(layer).function().toString();
  }

  /** Whether all weights and biases are those of another chain. */
  public boolean hasWeightsOf(DenseChain other) {
    boolean same = widths().equals(other.widths());
    for (int i = 0; same && i < layers.size(); i++) {
      same = Arrays.deepEquals(weights(i), other.weights(i));
    }
    return same;
  }

  /**
   * Weights of a layer.
   *
   * @return {@code [units, inputs + 1]}, the bias as the last of each unit
   */
  public double[][] weights(int layer) {
    DenseLayerValues values = layers.get(layer);
    double[][] weights = new double[values.units()][];
    for (int unit = 0; unit < weights.length; unit++) {
      double[] row = values.weights()[unit];
      weights[unit] = Arrays.copyOf(row, row.length + 1);
      weights[unit][row.length] = values.biases()[unit];
    }
    return weights;
  }

  /**
   * A forward pass.
   *
   * @param example {@code [inputs]}
   * @return of each layer z and g(z)
   */
  public ImmutableList<Step> forward(double[] example) {
    return forward(example, 0);
  }

  /**
   * A forward pass of the layers from one on.
   *
   * @param values what enters that layer
   */
  public ImmutableList<Step> forward(double[] values, int from) {
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    double[] now = values;
    for (DenseLayerValues layer : layers.subList(from, layers.size())) {
      double[] sums = layer.sums(now);
      now = layer.outputs(sums);
      steps.add(new Step(sums, now));
    }
    return steps.build();
  }

  /**
   * What a layer makes of what enters it.
   *
   * @param sums z, {@code [units]}
   * @param outputs g(z), {@code [units]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Step(double[] sums, double[] outputs) {}

  /**
   * A forward and a backward pass. Each derivative is compared with (L(θ + h) − L(θ − h)) / 2h, for
   * which only the forward pass is used.
   *
   * @param example {@code [inputs]}
   * @param targets {@code [outputs]}
   * @param ofSums squared error with identity, or a cross-entropy with its own function
   */
  public ExplainedPass explain(double[] example, double[] targets, PassLoss ofSums) {
    ImmutableList<Step> steps = forward(example);
    List<LayerPass> passes = new ArrayList<>();
    double[] deltas = ofSums.deltas(steps.get(steps.size() - 1).outputs(), targets);
    for (int i = layers.size() - 1; i >= 0; i--) {
      DenseLayerValues layer = layers.get(i);
      double[] entering = i == 0 ? example : steps.get(i - 1).outputs();
      double[][] gradients = new double[layer.units()][entering.length];
      double[] below = new double[entering.length];
      for (int unit = 0; unit < layer.units(); unit++) {
        for (int k = 0; k < entering.length; k++) {
          gradients[unit][k] = deltas[unit] * entering[k];
          below[k] += deltas[unit] * layer.weights()[unit][k];
        }
      }
      passes.add(
          0,
          new LayerPass(
              function(i),
              layer.weights(),
              layer.biases(),
              entering,
              steps.get(i).sums(),
              steps.get(i).outputs(),
              deltas,
              gradients,
              quotients(example, targets, ofSums, layer.weights()),
              quotients(example, targets, ofSums, layer.biases())[0]));
      deltas = i == 0 ? deltas : layers.get(i - 1).deltas(steps.get(i - 1).sums(), below);
    }
    return new ExplainedPass(
        loss(example, targets, ofSums),
        passes,
        parameterCount(),
        passes.stream().mapToDouble(LayerPass::largestDeviation).max().orElseThrow());
  }

  private double loss(double[] example, double[] targets, PassLoss loss) {
    ImmutableList<Step> steps = forward(example);
    return loss.value(steps.get(steps.size() - 1).sums(), targets);
  }

  /** Of each number of some rows, which are those of a layer. */
  private double[][] quotients(
      double[] example, double[] targets, PassLoss loss, double[]... rows) {
    double[][] quotients = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      quotients[row] = new double[rows[row].length];
      for (int i = 0; i < rows[row].length; i++) {
        quotients[row][i] = quotient(example, targets, loss, rows[row], i);
      }
    }
    return quotients;
  }

  /** Moves one parameter a little both ways, and back to where it was. */
  private double quotient(
      double[] example, double[] targets, PassLoss loss, double[] of, int place) {
    double here = of[place];
    of[place] = here + STEP;
    double above = loss(example, targets, loss);
    of[place] = here - STEP;
    double under = loss(example, targets, loss);
    of[place] = here;
    return (above - under) / (2 * STEP);
  }
}

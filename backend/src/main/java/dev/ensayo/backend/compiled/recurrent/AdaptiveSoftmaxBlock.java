package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.extension.AdaptiveSoftmax;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/**
 * An {@link AdaptiveSoftmax}. Its output is that of the head, softmax(x·W + b) over the frequent
 * classes and one number for each cluster. What a cluster does depends on the targets, so {@link
 * ClusteredLoss} asks for it between forward and backward: only rows whose target is of a cluster
 * go through its products. All V probabilities are computed where they are asked for.
 */
public final class AdaptiveSoftmaxBlock implements Block {
  private final Value input;
  private final Value output;
  private final int inputs;
  private final int frequent;
  private final int outputs;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ActivationFunction softmax;
  private final boolean addsToInputGradient;
  private final ImmutableList<SoftmaxCluster> clusters;
  private final Region ofInput;
  private final Region ones;
  private final SequenceArithmetic sequences = new SequenceArithmetic();
  private final Matrix inputMatrix = new Matrix();
  private final Matrix outputMatrix = new Matrix();
  private final Matrix weightMatrix = new Matrix();

  AdaptiveSoftmaxBlock(BlockContext context, AdaptiveSoftmax layer, ActivationFunction softmax) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.frequent = layer.frequent();
    this.outputs = frequent + layer.clusters();
    this.softmax = softmax;
    this.addsToInputGradient = context.addsToInputGradient();
    this.weights =
        context.parameter(DefaultParamInitializer.WEIGHT_KEY, Math.multiplyExact(inputs, outputs));
    this.bias = context.parameter(DefaultParamInitializer.BIAS_KEY, outputs);
    this.clusters = clusters(context, layer);
    this.output = context.output(Shape.vector(outputs));
    this.ofInput = context.untilBackward(inputs);
    this.ones = context.permanent(context.largestBatch());
  }

  private ImmutableList<SoftmaxCluster> clusters(BlockContext context, AdaptiveSoftmax layer) {
    ImmutableList.Builder<SoftmaxCluster> all = ImmutableList.builder();
    int first = frequent;
    for (int k = 0; k < layer.clusters(); k++) {
      SoftmaxCluster.Names names =
          new SoftmaxCluster.Names(
              AdaptiveSoftmax.PROJECTION + (k + 1), AdaptiveSoftmax.CLUSTER + (k + 1));
      all.add(
          new SoftmaxCluster(
              context, names, first, layer.classes(k), inputs, layer.projected(k), softmax));
      first += layer.classes(k);
    }
    return all.build();
  }

  /** Classes of the head, without the numbers of the clusters. */
  int frequent() {
    return frequent;
  }

  ImmutableList<SoftmaxCluster> clusters() {
    return clusters;
  }

  Value input() {
    return input;
  }

  Value output() {
    return output;
  }

  /** Where the clusters leave the gradients of the rows that went through them, else zeros. */
  Slice ofInput() {
    return ofInput.slice();
  }

  @Override
  public void forward(Pass pass) {
    int rows = pass.rows();
    Slice z = output.data().slice();
    weightMatrix.at(weights.values(), inputs, outputs);
    inputMatrix.at(input.data().slice(), inputs, rows);
    outputMatrix.at(z, outputs, rows);
    pass.arithmetic().products().multiplyTransposed(weightMatrix, inputMatrix, outputMatrix);
    pass.arithmetic().addBiasAndActivate(z, bias.values(), z, softmax, rows, outputs);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    Products products = arithmetic.products();
    int rows = pass.rows();
    Slice delta = output.gradient().slice();
    for (int i = 0; i < rows; i++) {
      ones.slice().put(i, 1);
    }
    outputMatrix.at(delta, outputs, rows);
    inputMatrix.at(input.data().slice(), inputs, rows);
    weightMatrix.at(weights.gradient(), inputs, outputs);
    products.multiply(inputMatrix, false, outputMatrix, true, 0, weightMatrix);
    arithmetic.multiply(false, outputs, rows, delta, ones.slice(), bias.gradient());
    if (input.needsGradient()) {
      Slice gradient = input.gradient().slice();
      weightMatrix.at(weights.values(), inputs, outputs);
      inputMatrix.at(gradient, inputs, rows);
      double keep = addsToInputGradient ? 1 : 0;
      products.multiply(weightMatrix, false, outputMatrix, false, keep, inputMatrix);
      sequences.add(ofInput.slice(), 0, gradient, 0, rows * inputs);
    }
  }

  /**
   * The probabilities of all classes, after a forward.
   *
   * @param probabilities receives {@code [rows, V]}
   */
  public void store(Pass pass, float[] probabilities) {
    int vocabulary = frequent + clusters.stream().mapToInt(SoftmaxCluster::classes).sum();
    Slice head = output.data().slice();
    for (int row = 0; row < pass.rows(); row++) {
      head.buffer().get(row * outputs, probabilities, row * vocabulary, frequent);
    }
    for (int k = 0; k < clusters.size(); k++) {
      SoftmaxCluster cluster = clusters.get(k);
      cluster.begin();
      for (int row = 0; row < pass.rows(); row++) {
        boolean full = cluster.take(input.data().slice(), row);
        if (full || row == pass.rows() - 1) {
          cluster.forward();
          for (int i = 0; i < cluster.count(); i++) {
            float factor = (float) head.get(cluster.row(i) * outputs + frequent + k);
            cluster.store(i, factor, probabilities, cluster.row(i) * vocabulary + cluster.first());
          }
          cluster.forget();
        }
      }
    }
  }
}

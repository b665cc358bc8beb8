package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Noisy;
import dev.ensayo.backend.compiled.node.Ones;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * output = function(input·W + b) with W = μ_W + σ_W ⊙ f(ε)f(ε')ᵀ and b = μ_b + σ_b ⊙ f(ε')
 * (Fortunato et al., "Noisy networks for exploration", 2018, eq. 9 to 11).
 *
 * <p>W and b are computed once for each noise and state of the parameters. A single row that finds
 * them out of date multiplies by μ and σ instead, two products that cost less than W would: the
 * greedy action between two steps. Without noise only μ is read. ∂σ = ∂μ ⊙ noise needs no product.
 */
final class NoisyDenseBlock implements Block, Noisy {
  private final Value input;
  private final Value output;
  private final int inputs;
  private final int outputs;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final ParameterTensor weightDeviations;
  private final ParameterTensor biasDeviations;
  private final ActivationFunction function;
  private final DenseProducts products;
  private final Region sums;
  private final Ones ones;
  private final Region inputNoise;
  private final Region outputNoise;
  private final Region noisyWeights;
  private final Region noisyBias;
  private final Region scaledInput;
  private final Region scaledSums;
  private boolean noise;
  private boolean known;
  private long knownVersion;

  /** Parameters are those of the context, in their order. */
  NoisyDenseBlock(
      BlockContext context,
      ParameterTensor weights,
      ParameterTensor bias,
      ParameterTensor weightDeviations,
      ParameterTensor biasDeviations,
      ActivationFunction function) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.outputs = bias.length();
    this.weights = weights;
    this.bias = bias;
    this.weightDeviations = weightDeviations;
    this.biasDeviations = biasDeviations;
    this.function = function;
    this.products = new DenseProducts(context, outputs);
    this.output = context.output(Shape.vector(outputs));
    this.sums = function.keepsOutput() ? output.data() : context.untilBackward(outputs);
    this.ones = new Ones(context, context.largestBatch());
    this.inputNoise = context.permanent(inputs);
    this.outputNoise = context.permanent(outputs);
    this.noisyWeights = context.permanent(weights.length());
    this.noisyBias = context.permanent(outputs);
    this.scaledInput = context.permanent(inputs);
    this.scaledSums = context.permanent(outputs);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void setNoise(float[] ofInputs, float[] ofOutputs) {
    noise = ofInputs != null;
    known = false;
    if (noise) {
      inputNoise.slice().load(ofInputs, inputs);
      outputNoise.slice().load(ofOutputs, outputs);
    }
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    boolean current = known && knownVersion == pass.version() && !pass.training();
    boolean apart = noise && !current && rows == 1 && !pass.training() && !pass.inputsOnly();
    if (noise && !current && !apart) {
      compose(arithmetic);
      known = true;
      knownVersion = pass.version();
    }
    boolean mean = !noise || apart;
    Slice b = mean ? bias.values() : noisyBias.slice();
    Slice z = sums.slice();
    products.forward(pass, mean ? weights.values() : noisyWeights.slice(), z);
    if (apart) {
      addNoise(arithmetic, input.data().slice(), z);
    }
    arithmetic.addBiasAndActivate(z, b, output.data().slice(), function, rows, outputs);
  }

  /** W and b. */
  private void compose(Arithmetic arithmetic) {
    Slice in = inputNoise.slice();
    Slice out = outputNoise.slice();
    Slice w = noisyWeights.slice();
    arithmetic.multiplyOuter(weightDeviations.values(), in, out, inputs, outputs, w);
    arithmetic.images().add(1, weights.values(), 0, w, 0, inputs * outputs);
    Slice b = noisyBias.slice();
    arithmetic.multiplyElements(biasDeviations.values(), out, b, outputs, false);
    arithmetic.images().add(1, bias.values(), 0, b, 0, outputs);
  }

  /** z ← z + ((x ⊙ f(ε))·σ_W + σ_b) ⊙ f(ε') for one row. */
  private void addNoise(Arithmetic arithmetic, Slice x, Slice z) {
    Slice scaled = scaledInput.slice();
    Slice product = scaledSums.slice();
    arithmetic.multiplyElements(x, inputNoise.slice(), scaled, inputs, false);
    arithmetic.multiply(true, inputs, outputs, weightDeviations.values(), scaled, product);
    arithmetic.images().add(1, biasDeviations.values(), 0, product, 0, outputs);
    arithmetic.multiplyElements(product, outputNoise.slice(), z, outputs, true);
  }

  @Override
  public void backward(Pass pass) {
    Arithmetic arithmetic = pass.arithmetic();
    int rows = pass.rows();
    Slice delta = output.gradient().slice();
    arithmetic.activationBackward(sums.slice(), delta, function, rows, outputs);
    products.weightGradient(pass, delta, weights.gradient());
    arithmetic.multiply(false, outputs, rows, delta, ones.slice(), bias.gradient());
    deviationGradients(arithmetic);
    if (products.needsInputGradient()) {
      products.inputGradient(pass, delta, noise ? noisyWeights.slice() : weights.values());
    }
  }

  private void deviationGradients(Arithmetic arithmetic) {
    Slice ofWeights = weightDeviations.gradient();
    Slice ofBias = biasDeviations.gradient();
    if (!noise) {
      arithmetic.images().clear(ofWeights, inputs * outputs);
      arithmetic.images().clear(ofBias, outputs);
      return;
    }
    Slice out = outputNoise.slice();
    arithmetic.multiplyOuter(
        weights.gradient(), inputNoise.slice(), out, inputs, outputs, ofWeights);
    arithmetic.multiplyElements(bias.gradient(), out, ofBias, outputs, false);
  }
}

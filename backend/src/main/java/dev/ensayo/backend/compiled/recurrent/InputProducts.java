package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.compiled.node.Walk;
import dev.ensayo.backend.product.OpenBlasKernels;

/**
 * The part x·W of the gates' sums and its way back. Where the network is given tokens and the layer
 * is its first, it is a gather of rows of W, what a product with one-hot rows would give.
 *
 * <p>A second input s is the same at all steps, a row for each sequence. Its weights V are the rows
 * of W after those of x; s·V is added to the bias once, and its gradients are those of the sum over
 * all steps.
 */
final class InputProducts {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Products products = new Products();
  private final Value input;
  private final Value once;
  private final boolean tokens;
  private final Walk walk;
  private final boolean addsToInputGradient;
  private final boolean addsToOnceGradient;
  private final int inputs;
  private final int inputsOnce;
  private final int wide;
  private final ParameterTensor weights;
  private final ParameterTensor bias;

  /** Rows turned by feature; null where BLAS, which copies them anyway, turns them. */
  private final Region features;

  private final Region biases;
  private final StepBatch deltas;
  private final boolean collects;
  private final Matrix weightMatrix = new Matrix();
  private final Matrix rows = new Matrix();
  private final Matrix byFeature = new Matrix();
  private final Matrix allBiases = new Matrix();

  /**
   * @param collected where the gradients of all gates' sums are set aside already; null for nowhere
   */
  InputProducts(BlockContext context, RecurrentParameters parameters, StepBatch collected) {
    this.input = context.input();
    this.tokens = input.data() == null;
    this.walk = context.walk();
    this.addsToInputGradient = context.addsToInputGradient();
    boolean two = context.inputs().size() > 1;
    this.once = two ? context.inputs().get(1) : null;
    this.addsToOnceGradient = two && context.addsToInputGradient(1);
    this.inputsOnce = two ? once.shape().size() : 0;
    this.inputs = parameters.inputs() - inputsOnce;
    this.wide = parameters.gates() * parameters.units();
    this.weights = parameters.inputWeights();
    this.bias = parameters.bias();
    this.features =
        tokens || OpenBlasKernels.copyForAvx2()
            ? null
            : context.permanent(context.largestSequences() * Math.max(inputs, inputsOnce));
    this.biases = tokens ? null : context.permanent(context.largestSequences() * wide);
    this.collects = !tokens && collected == null;
    this.deltas = collects ? new StepBatch(context, wide) : collected;
  }

  /**
   * Where the network is given tokens, writes the sums of all steps.
   *
   * @param sums {@code [T, G·U, B]}
   * @param withBias whether the bias is added
   */
  void gather(Pass pass, Slice sums, boolean withBias) {
    if (tokens) {
      arithmetic.gather(
          weightMatrix.at(weights.values(), inputs, wide),
          withBias ? bias.values() : null,
          pass.tokens(walk),
          sums,
          pass.sequences(),
          pass.steps());
    }
  }

  /** The gates' sums of a step ← x·W + b; nothing to do where they were gathered. */
  void sumsWithBias(Steps steps) {
    if (!tokens) {
      Matrix sums = steps.gateValues();
      if (steps.number() == 0) {
        fillBiases(sums.rows());
      }
      arithmetic.copy(biases.slice(), 0, sums.slice(), sums.offset(), sums.size());
      multiply(steps, 1, sums);
    }
  }

  /** The bias of each sequence, and what its input that stays the same adds to it. */
  private void fillBiases(int sequences) {
    arithmetic.fill(bias.values(), 0, allBiases.at(biases.slice(), sequences, wide));
    if (once != null) {
      rows.at(once.data().slice(), inputsOnce, sequences);
      multiply(rows, weightsOnce(weights.values()), 1, allBiases);
    }
  }

  /** W of what changes from step to step. */
  private Matrix weightsOf(Slice tensor) {
    return weightMatrix.at(tensor, 0, inputs, wide, inputs + inputsOnce);
  }

  /** V of what does not. */
  private Matrix weightsOnce(Slice tensor) {
    return weightMatrix.at(tensor, inputs, inputsOnce, wide, inputs + inputsOnce);
  }

  /** Sums of a step, {@code [B, G·U]} ← x·W; nothing to do where they were gathered. */
  void sums(Steps steps, Matrix sums) {
    if (!tokens) {
      multiply(steps, 0, sums);
    }
  }

  private void multiply(Steps steps, double beta, Matrix sums) {
    int sequences = steps.sequences();
    int at = steps.number() * sequences * inputs;
    rows.at(input.data().slice(), at, inputs, sequences);
    multiply(rows, weightsOf(weights.values()), beta, sums);
  }

  /** sums ← xᵀ·W + β·sums, x being rows {@code [F, B]}. */
  private void multiply(Matrix x, Matrix w, double beta, Matrix sums) {
    if (features == null) {
      products.multiply(x, true, w, false, beta, sums);
      return;
    }
    arithmetic.toFeatures(
        x, byFeature.at(features.slice(), /* rows= */ x.columns(), /* columns= */ x.rows()));
    products.multiply(byFeature, false, w, false, beta, sums);
  }

  /** Sets the gradients of a step's sums aside, unless they are already. */
  void collect(Steps steps) {
    if (collects) {
      deltas.put(arithmetic, steps.gateValues(), 0, steps.number());
    }
  }

  /**
   * Adds the part of some steps from the current one on to the gradients of W and of the input.
   *
   * @param overwrites whether to overwrite the former
   */
  void gradients(Steps steps, int count, boolean overwrites) {
    if (tokens) {
      return;
    }
    int all = count * steps.sequences();
    int at = steps.number() * steps.sequences() * inputs;
    Matrix delta = deltas.of(0, wide, steps, count);
    products.multiply(
        rows.at(input.data().slice(), at, inputs, all),
        false,
        delta,
        false,
        overwrites ? 0 : 1,
        weightsOf(weights.gradient()));
    if (input.needsGradient()) {
      products.multiply(
          weightsOf(weights.values()),
          false,
          delta,
          true,
          addsToInputGradient ? 1 : 0,
          rows.at(input.gradient().slice(), at, inputs, all));
    }
  }

  /**
   * After the first step that is learned from.
   *
   * @param deltas gradients of the sums of all steps, {@code [T, G·U, B]}
   * @param sumsOfDeltas their sum over the steps, {@code [G·U, B]}
   */
  void endBackward(Pass pass, Slice deltas, Slice sumsOfDeltas) {
    int first = pass.firstLearnedStep();
    int sequences = pass.sequences();
    if (tokens) {
      arithmetic.scatter(
          deltas,
          pass.tokens(walk),
          weightMatrix.at(weights.gradient(), inputs, wide),
          sequences,
          first,
          pass.steps());
    } else if (input.needsGradient() && !addsToInputGradient) {
      arithmetic.clear(input.gradient().slice(), 0, first * sequences * inputs);
    }
    if (once != null) {
      gradientsOnce(byFeature.at(sumsOfDeltas, sequences, wide));
    }
  }

  private void gradientsOnce(Matrix delta) {
    int sequences = delta.rows();
    products.multiply(
        rows.at(once.data().slice(), inputsOnce, sequences),
        false,
        delta,
        false,
        0,
        weightsOnce(weights.gradient()));
    if (once.needsGradient()) {
      products.multiply(
          weightsOnce(weights.values()),
          false,
          delta,
          true,
          addsToOnceGradient ? 1 : 0,
          rows.at(once.gradient().slice(), inputsOnce, sequences));
    }
  }
}

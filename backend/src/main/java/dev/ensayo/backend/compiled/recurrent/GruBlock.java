package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Gated recurrent unit (Cho et al., "Learning phrase representations using RNN encoder–decoder",
 * 2014, eq. 5–8): with the gates in the order r, u, n and biases b,
 *
 * <p>r = σ(x·W_r + h₋·U_r + b_r); u = σ(x·W_u + h₋·U_u + b_u); h = (1 − u)∘n + u∘h₋, and
 *
 * <ul>
 *   <li>reset before the product, as in the paper: n = tanh(x·W_n + (r∘h₋)·U_n + b_n);
 *   <li>reset after the product, as in cuDNN and PyTorch: n = tanh(x·W_n + b_n + r∘(h₋·U_n + b_q)).
 * </ul>
 *
 * <p>W is {@code [F, 3U]}, the recurrent matrix {@code [U, 3U]}, the bias {@code [3U]} or, with b_q
 * at its end, {@code [4U]}. With layer normalization (after the product alone), as in {@link
 * GateNormalizer}, r and u are one group and n is another: n = tanh(g∘N(x·W_n) + b_n +
 * r∘(g'∘N(h₋·U_n) + b_q)).
 */
public final class GruBlock extends RecurrentBlock {
  private static final int GATES = 3;
  private static final int CANDIDATE = 2;

  private final ParameterTensor bias;
  private final boolean resetAfter;
  private final Region product;
  private final Region productFeatures;

  GruBlock(
      BlockContext context,
      int inputs,
      int units,
      ParameterTensor inputWeights,
      ParameterTensor recurrentWeights,
      ParameterTensor bias,
      boolean resetAfter,
      Normalization normalization) {
    super(
        context, inputs, units, GATES, inputWeights, recurrentWeights, bias, units, normalization);
    this.bias = bias;
    this.resetAfter = resetAfter;
    int numbers = context.largestSequences() * units;
    this.product = context.untilBackward(units);
    this.productFeatures = context.permanent(numbers);
  }

  @Override
  void loadCellState(Pass pass) {}

  @Override
  void storeCellState(Pass pass) {}

  @Override
  void stepForward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    int rowsAt = rowsAt(step, sequences);
    int candidateAt = at + CANDIDATE * units() * sequences;
    if (normalizer() == null) {
      addProduct(step, sequences, 0, 2, 1, gateValues(), at);
    } else {
      recurrentProduct(step, sequences);
      normalizer().addRecurrents(0, step, sequences, gateValues(), at);
    }
    arithmetic().gruGates(gateValues(), at, units(), sequences);
    if (resetAfter) {
      arithmetic()
          .fill(bias.values(), GATES * units(), product.slice(), rowsAt, units(), sequences);
      if (normalizer() == null) {
        addProduct(step, sequences, CANDIDATE, 1, 1, product.slice(), rowsAt);
      } else {
        normalizer().addRecurrents(1, step, sequences, product.slice(), rowsAt);
      }
    } else {
      arithmetic()
          .gruReset(
              gateValues(),
              at,
              featuresBefore(step),
              featuresBeforeAt(step, sequences),
              productFeatures.slice(),
              product.slice(),
              rowsAt,
              units(),
              sequences);
      addProduct(productFeatures.slice(), 0, sequences, CANDIDATE, 1, 1, gateValues(), candidateAt);
    }
    arithmetic()
        .gruForward(
            gateValues(),
            at,
            resetAfter ? product.slice() : null,
            rowsAt,
            featuresBefore(step),
            featuresBeforeAt(step, sequences),
            features(),
            rowsAt,
            outputRows(),
            rowsAt,
            units(),
            sequences);
  }

  @Override
  void beginBackward(int sequences) {}

  @Override
  boolean stepBackward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    arithmetic()
        .gruBackward(
            gateValues(),
            at,
            resetAfter ? product.slice() : null,
            rowsAt(step, sequences),
            featuresBefore(step),
            featuresBeforeAt(step, sequences),
            hiddenSlope(),
            units(),
            sequences);
    if (!resetAfter) {
      productBackward(
          sequences,
          CANDIDATE,
          1,
          gateValues(),
          at + CANDIDATE * units() * sequences,
          0,
          productFeatures.slice());
      arithmetic()
          .gruResetBackward(
              gateValues(),
              at,
              featuresBefore(step),
              featuresBeforeAt(step, sequences),
              productFeatures.slice(),
              hiddenSlope(),
              units(),
              sequences);
    }
    return true;
  }

  @Override
  void normalizationBackward(int step, int sequences) {
    int at = gatesAt(step, sequences);
    normalizer().recurrentBackward(0, step, sequences, gateValues(), at);
    normalizer().recurrentBackward(1, step, sequences, product.slice(), rowsAt(step, sequences));
    normalizer().inputBackward(step, sequences, gateValues());
  }

  @Override
  void productBackward(int step, int sequences, double beta) {
    if (normalizer() != null) {
      productBackward(
          sequences, 0, GATES, recurrentSlope(), gatesAt(step, sequences), beta, hiddenSlope());
      return;
    }
    productBackward(sequences, 0, 2, gateValues(), gatesAt(step, sequences), beta, hiddenSlope());
    if (resetAfter) {
      productBackward(
          sequences, CANDIDATE, 1, product.slice(), rowsAt(step, sequences), 1, hiddenSlope());
    }
  }

  /** Of n's part, that of q, or of n's sum where the reset is before the product. */
  @Override
  void collectRecurrent(int step, int sequences, StepBatch deltas) {
    int at = gatesAt(step, sequences);
    if (normalizer() != null || !resetAfter) {
      super.collectRecurrent(step, sequences, deltas);
      return;
    }
    deltas.put(arithmetic(), gateValues(), at, 0, CANDIDATE * units(), step, sequences);
    deltas.put(
        arithmetic(),
        product.slice(),
        rowsAt(step, sequences),
        CANDIDATE * units(),
        units(),
        step,
        sequences);
  }

  /** Where the reset is before the product, it is not h₋ that n's weights see. */
  @Override
  void recurrentGradient(int step, int count, int sequences, boolean first) {
    if (resetAfter) {
      super.recurrentGradient(step, count, sequences, first);
      return;
    }
    addRecurrentGradient(
        step, count, sequences, 0, CANDIDATE, before(step), beforeAt(step, sequences), first);
    addRecurrentGradient(
        step, count, sequences, CANDIDATE, 1, product.slice(), rowsAt(step, sequences), first);
  }

  @Override
  void sumBias(int step, int sequences) {
    super.sumBias(step, sequences);
    if (resetAfter) {
      int count = units() * sequences;
      arithmetic().add(product.slice(), rowsAt(step, sequences), biasSums(), GATES * count, count);
    }
  }

  @Override
  void holdCell(int step, int sequence, int sequences) {}

  @Override
  void holdCellSlope(int sequence, int sequences) {}

  @Override
  void releaseCellSlope(int step, int sequence, int sequences) {
    if (resetAfter) {
      clearColumn(product.slice(), rowsAt(step, sequences), units(), sequence, sequences);
    }
  }
}

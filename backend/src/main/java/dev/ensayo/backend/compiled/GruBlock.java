package dev.ensayo.backend.compiled;

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
final class GruBlock extends RecurrentBlock {
  private static final int GATES = 3;
  private static final int CANDIDATE = 2;

  private final ParameterTensor bias;
  private final boolean resetAfter;
  private final Region initialFeatures;
  private final Region features;
  private final Region product;
  private final Region productSlope;

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
    this.initialFeatures = context.permanent(numbers);
    this.features = context.untilBackward(units);
    this.product = context.untilBackward(units);
    this.productSlope = context.permanent(numbers);
  }

  /** h as features, beside the rows that all recurrent blocks keep. */
  @Override
  void loadCellState(Pass pass) {
    int sequences = pass.sequences();
    arithmetic()
        .toFeatures(
            before(0), beforeAt(0, sequences), initialFeatures.slice(), 0, units(), sequences);
  }

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
              product.slice(),
              rowsAt,
              units(),
              sequences);
      arithmetic()
          .multiply(
              true,
              false,
              sequences,
              units(),
              units(),
              product.slice(),
              rowsAt,
              units(),
              recurrentWeights().values(),
              CANDIDATE * units() * units(),
              units(),
              1,
              gateValues(),
              candidateAt,
              sequences);
    }
    arithmetic()
        .gruForward(
            gateValues(),
            at,
            resetAfter ? product.slice() : null,
            rowsAt,
            featuresBefore(step),
            featuresBeforeAt(step, sequences),
            features.slice(),
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
      arithmetic()
          .multiply(
              false,
              true,
              sequences,
              units(),
              units(),
              gateValues(),
              at + CANDIDATE * units() * sequences,
              sequences,
              recurrentWeights().values(),
              CANDIDATE * units() * units(),
              units(),
              0,
              productSlope.slice(),
              0,
              sequences);
      arithmetic()
          .gruResetBackward(
              gateValues(),
              at,
              featuresBefore(step),
              featuresBeforeAt(step, sequences),
              productSlope.slice(),
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
  void productBackward(int step, int sequences) {
    if (normalizer() != null) {
      addProductBackward(sequences, 0, GATES, recurrentSlope(), gatesAt(step, sequences));
      return;
    }
    addProductBackward(sequences, 0, 2, gateValues(), gatesAt(step, sequences));
    if (resetAfter) {
      addProductBackward(sequences, CANDIDATE, 1, product.slice(), rowsAt(step, sequences));
    }
  }

  @Override
  void recurrentGradient(int step, int sequences, boolean first) {
    int at = gatesAt(step, sequences);
    int rowsAt = rowsAt(step, sequences);
    int beforeAt = beforeAt(step, sequences);
    if (normalizer() != null) {
      addRecurrentGradient(
          sequences, 0, GATES, before(step), beforeAt, recurrentSlope(), at, first);
      return;
    }
    addRecurrentGradient(sequences, 0, 2, before(step), beforeAt, gateValues(), at, first);
    if (resetAfter) {
      addRecurrentGradient(
          sequences, CANDIDATE, 1, before(step), beforeAt, product.slice(), rowsAt, first);
    } else {
      addRecurrentGradient(
          sequences,
          CANDIDATE,
          1,
          product.slice(),
          rowsAt,
          gateValues(),
          at + CANDIDATE * units() * sequences,
          first);
    }
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
  void holdCell(int step, int sequence, int sequences) {
    int at = rowsAt(step, sequences);
    Slice from = featuresBefore(step);
    int fromAt = featuresBeforeAt(step, sequences);
    copyColumn(from, fromAt, features.slice(), at, units(), sequence, sequences);
  }

  @Override
  void holdCellSlope(int sequence, int sequences) {}

  @Override
  void releaseCellSlope(int step, int sequence, int sequences) {
    if (resetAfter) {
      clearColumn(product.slice(), rowsAt(step, sequences), units(), sequence, sequences);
    }
  }

  private Slice featuresBefore(int step) {
    return step == 0 ? initialFeatures.slice() : features.slice();
  }

  private int featuresBeforeAt(int step, int sequences) {
    return step == 0 ? 0 : rowsAt(step - 1, sequences);
  }
}

package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * The recurrent part h₋·U of the gates' sums, its way back and the gradients of U and of the bias.
 *
 * <p>The gradients of several steps are set side by side, so that one product with h₋ serves them
 * all ({@link StepBatch}).
 */
public final class RecurrentProducts {
  /** Below, walking the recurrent matrix the slow way costs less than turning it. */
  private static final int STEPS_WORTH_TRANSPOSING = 8;

  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Products products = new Products();
  private final int units;
  private final int gates;
  private final ImmutableList<RecurrentTerm> terms;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final GateNormalizer normalizer;
  private final StepBatch deltas;
  private final Region transposedWeights;
  private final Region biasSums;
  private final SequenceSums biasGradient;
  private final Matrix weightMatrix = new Matrix();
  private final Matrix factors = new Matrix();
  private final Matrix sums = new Matrix();
  private boolean transposed;

  /**
   * @param normalizer null for none
   */
  RecurrentProducts(
      BlockContext context,
      RecurrentParameters parameters,
      ImmutableList<RecurrentTerm> terms,
      GateNormalizer normalizer) {
    int sequences = context.largestSequences();
    this.units = parameters.units();
    this.gates = parameters.gates();
    this.terms = terms;
    this.weights = parameters.recurrentWeights();
    this.bias = parameters.bias();
    this.normalizer = normalizer;
    this.deltas = new StepBatch(context, gates * units);
    this.transposedWeights = context.permanent(units * transposedStride());
    this.biasSums = context.permanent(sequences * bias.length());
    this.biasGradient = new SequenceSums(context);
  }

  private int transposedStride() {
    return gates * units + StepBatch.PADDING;
  }

  /** Adds h₋·U to the sums of all terms that multiply h₋, normalized where that is asked for. */
  void addSums(Steps steps) {
    if (normalizer != null) {
      multiply(steps.before(), 0, gates, 0, normalizer.recurrents(steps));
    }
    int nextBias = gates * units;
    for (int i = 0; i < terms.size(); i++) {
      RecurrentTerm term = terms.get(i);
      if (term.isApart()) {
        arithmetic.fill(bias.values(), nextBias, term.sums(steps));
        nextBias += term.gates() * units;
      }
      if (normalizer != null) {
        normalizer.addRecurrents(i, steps, term.sums(steps));
      } else if (term.ofHidden()) {
        multiply(steps.before(), term.firstGate(), term.gates(), 1, term.sums(steps));
      }
    }
  }

  /**
   * For a term of the cell's own: its sums ← sums + factors·U.
   *
   * @param multiplied {@code [B, U]}
   */
  public void add(RecurrentTerm term, Matrix multiplied, Steps steps) {
    multiply(multiplied, term.firstGate(), term.gates(), 1, term.sums(steps));
  }

  /** target ← hidden·U + β·target for some of the gates. */
  private void multiply(Matrix hidden, int firstGate, int count, double beta, Matrix target) {
    products.multiply(hidden, false, some(weights, firstGate, count), false, beta, target);
  }

  private Matrix some(ParameterTensor tensor, int firstGate, int count) {
    return weightMatrix.at(tensor.values(), firstGate * units * units, units, count * units);
  }

  /**
   * @param steps how many are learned from
   */
  void beginBackward(int steps, int sequences) {
    arithmetic.clear(biasSums.slice(), 0, bias.length() * sequences);
    if (normalizer != null) {
      normalizer.beginBackward(sequences);
    }
    transposed = steps >= STEPS_WORTH_TRANSPOSING;
    if (transposed) {
      Matrix turned =
          factors.at(transposedWeights.slice(), 0, gates * units, units, transposedStride());
      arithmetic.transpose(some(weights, 0, gates), turned);
    }
  }

  /** For a term of the cell's own: gradient ← that of its factors, from that of its sums. */
  public void back(RecurrentTerm term, Steps steps, Matrix gradient) {
    multiplyBack(term.sums(steps), term.firstGate(), term.gates(), 0, gradient);
  }

  /** slope ← the gradient of h₋ that comes through the products + β·slope. */
  void back(Steps steps, double beta) {
    if (normalizer != null) {
      multiplyBack(normalizer.recurrents(steps), 0, gates, beta, steps.slope());
      return;
    }
    double keep = beta;
    for (int i = 0; i < terms.size(); i++) {
      RecurrentTerm term = terms.get(i);
      if (term.ofHidden()) {
        multiplyBack(term.sums(steps), term.firstGate(), term.gates(), keep, steps.slope());
        keep = 1;
      }
    }
  }

  /** target ← δ·Uᵀ + β·target for some of the gates. */
  private void multiplyBack(Matrix delta, int firstGate, int count, double beta, Matrix target) {
    Matrix matrix =
        transposed
            ? weightMatrix.at(
                transposedWeights.slice(),
                firstGate * units,
                count * units,
                units,
                transposedStride())
            : some(weights, firstGate, count);
    products.multiply(delta, false, matrix, !transposed, beta, target);
  }

  /** Of a step whose gradients are there: adds to the bias, goes on to h₋·U, sets that aside. */
  void collect(Steps steps) {
    addBias(steps);
    if (normalizer != null) {
      for (int i = 0; i < terms.size(); i++) {
        normalizer.recurrentBackward(i, steps, terms.get(i).sums(steps));
      }
      normalizer.inputBackward(steps);
      deltas.put(arithmetic, normalizer.recurrents(steps), 0, steps.number());
      return;
    }
    for (int i = 0; i < terms.size(); i++) {
      RecurrentTerm term = terms.get(i);
      deltas.put(arithmetic, term.sums(steps), term.firstGate() * units, steps.number());
    }
  }

  /**
   * Where {@link #collect} sets aside the gradients of all gates' sums, in their order; null where
   * it sets others aside.
   */
  StepBatch collectedGates() {
    boolean apart = normalizer != null || terms.stream().anyMatch(RecurrentTerm::isApart);
    int set = terms.stream().mapToInt(RecurrentTerm::gates).sum();
    return apart || set != gates ? null : deltas;
  }

  /** Adds what the step gives to the bias, sequence by sequence; summed over them at the end. */
  private void addBias(Steps steps) {
    int at = addBias(steps.gateValues(), 0);
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).isApart()) {
        at = addBias(terms.get(i).sums(steps), at);
      }
    }
  }

  private int addBias(Matrix delta, int at) {
    arithmetic.add(delta.slice(), delta.offset(), biasSums.slice(), at, delta.size());
    return at + delta.size();
  }

  /** A masked sequence's gradients of the step ← 0. */
  void clear(Steps steps, int sequence) {
    steps.gateValues().clearRow(sequence);
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).isApart()) {
        terms.get(i).sums(steps).clearRow(sequence);
      }
    }
  }

  /** Whether the steps that were set aside must be multiplied before any earlier one. */
  boolean isFull(int step) {
    return deltas.beginsWith(step);
  }

  /**
   * Adds the part of some steps from the current one on to the gradient of U; the first of a window
   * has its h₋ elsewhere and goes alone.
   *
   * @param overwrites whether to overwrite what is there
   */
  void gradient(Steps steps, int count, boolean overwrites) {
    int first = 0;
    while (first < terms.size()) {
      int next = first + 1;
      int together = terms.get(first).gates();
      while (next < terms.size() && terms.get(first).ofHidden() && terms.get(next).ofHidden()) {
        together += terms.get(next).gates();
        next++;
      }
      gradient(terms.get(first), together, steps, count, overwrites);
      first = next;
    }
  }

  /** ∂U ← rowsᵀ·δ (+ ∂U) for some of the gates, δ being what was collected. */
  private void gradient(
      RecurrentTerm term, int count, Steps steps, int stepCount, boolean overwrites) {
    Matrix multiplied =
        term.ofHidden() ? steps.rowsBefore(stepCount) : term.factors(steps, factors, stepCount);
    int at = term.firstGate() * units;
    products.multiply(
        multiplied,
        false,
        deltas.of(at, count * units, steps, stepCount),
        false,
        overwrites ? 0 : 1,
        weightMatrix.at(weights.gradient(), at * units, units, count * units));
  }

  /**
   * The sum over the steps of the gradients of the gates' sums, {@code [G·U, B]}; and of others.
   */
  Slice sumsOverSteps() {
    return biasSums.slice();
  }

  /** The gradients of the bias and the gains, after the first step that is learned from. */
  void endBackward(int sequences) {
    sums.at(biasSums.slice(), sequences, bias.length());
    biasGradient.sum(sums, factors.at(bias.gradient(), bias.length(), 1));
    if (normalizer != null) {
      normalizer.gainGradient(sequences);
    }
  }
}

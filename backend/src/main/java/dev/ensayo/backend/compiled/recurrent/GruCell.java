package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Region;
import java.util.List;

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
final class GruCell implements Cell {
  static final int GATES = 3;
  private static final int CANDIDATE = 2;

  private final GruKernel kernel = new GruKernel();
  private final boolean resetAfter;
  private final RecurrentTerm candidate;
  private final Region resetFeatures;
  private final Matrix reset = new Matrix();
  private final Matrix resetRows = new Matrix();

  GruCell(BlockContext context, RecurrentParameters parameters, boolean resetAfter) {
    int units = parameters.units();
    this.resetAfter = resetAfter;
    Region product = context.untilBackward(units);
    this.resetFeatures = context.permanent(context.largestSequences() * units);
    this.candidate =
        resetAfter
            ? RecurrentTerm.apart(CANDIDATE, 1, product)
            : RecurrentTerm.ofCell(CANDIDATE, 1, product);
  }

  @Override
  public List<RecurrentTerm> terms() {
    return List.of(RecurrentTerm.ofGates(0, CANDIDATE), candidate);
  }

  @Override
  public void forward(Steps steps, RecurrentProducts products) {
    Matrix gates = steps.gateValues();
    kernel.gates(gates);
    if (!resetAfter) {
      Matrix rows = candidate.factors(steps, resetRows);
      kernel.reset(gates, steps.before(), reset(steps), rows);
      products.add(candidate, reset, steps);
    }
    kernel.forward(gates, product(steps), steps.before(), steps.hidden(), steps.rows());
  }

  /** q, or null where the reset is before the product. */
  private Matrix product(Steps steps) {
    return resetAfter ? candidate.sums(steps) : null;
  }

  /** Where r∘h₋ of the step, or its gradient, is by feature. */
  private Matrix reset(Steps steps) {
    return reset.at(resetFeatures.slice(), steps.sequences(), steps.units());
  }

  @Override
  public boolean backward(Steps steps, RecurrentProducts products) {
    Matrix gates = steps.gateValues();
    kernel.backward(gates, product(steps), steps.before(), steps.slope());
    if (!resetAfter) {
      products.back(candidate, steps, reset(steps));
      kernel.resetBackward(gates, steps.before(), reset, steps.slope());
    }
    return true;
  }
}

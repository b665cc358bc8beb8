package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Some consecutive gates of a {@link Cell} whose recurrent sums are one product. It is one of three
 * kinds: h₋·U is added to the gates' own sums; or it has a place apart, where it begins with a bias
 * of its own; or the cell multiplies something else than h₋ and adds that to the gates itself.
 */
public final class RecurrentTerm {
  private final int firstGate;
  private final int gates;
  private final Region apart;
  private final Region factors;
  private final Matrix sums = new Matrix();

  private RecurrentTerm(int firstGate, int gates, Region apart, Region factors) {
    this.firstGate = firstGate;
    this.gates = gates;
    this.apart = apart;
    this.factors = factors;
  }

  /** h₋·U, added to the gates' sums. */
  public static RecurrentTerm ofGates(int firstGate, int gates) {
    return new RecurrentTerm(firstGate, gates, null, null);
  }

  /**
   * h₋·U plus a bias of its own, which the cell then adds in a way of its own; the cell's backward
   * leaves the gradient there.
   *
   * @param sums {@code [gates·U]} for each row, until the backward
   */
  public static RecurrentTerm apart(int firstGate, int gates, Region sums) {
    return new RecurrentTerm(firstGate, gates, sums, null);
  }

  /**
   * What the cell multiplies by U and adds to the gates' sums by itself.
   *
   * @param factors that it multiplied, {@code [U]} for each row as rows, until the backward
   */
  public static RecurrentTerm ofCell(int firstGate, int gates, Region factors) {
    return new RecurrentTerm(firstGate, gates, null, factors);
  }

  int firstGate() {
    return firstGate;
  }

  int gates() {
    return gates;
  }

  boolean isApart() {
    return apart != null;
  }

  /** Whether it is h₋ that is multiplied. */
  boolean ofHidden() {
    return factors == null;
  }

  /**
   * Moves a matrix to where the cell leaves what it multiplied in the current step, as rows: {@code
   * [U, B]}.
   */
  public Matrix factors(Steps steps, Matrix matrix) {
    return factors(steps, matrix, 1);
  }

  /** The same of some steps from the current one on: {@code [U, count·B]}. */
  Matrix factors(Steps steps, Matrix matrix, int count) {
    return steps.rowsOfSteps(matrix, factors, steps.units(), count);
  }

  /** Its sums, or their gradient, of the current step: {@code [B, gates·U]}. */
  Matrix sums(Steps steps) {
    return apart == null
        ? steps.gates(sums, firstGate, gates)
        : steps.ofStep(sums, apart, gates * steps.units());
  }
}

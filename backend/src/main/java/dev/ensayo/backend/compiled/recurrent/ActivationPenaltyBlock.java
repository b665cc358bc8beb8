package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Hands rows on as they are and adds to what is minimized α·mean h² + β·mean (h_t − h_{t+1})² of
 * them (Merity et al., "Revisiting activation regularization for language RNNs", 2017). The first
 * mean is over the numbers of all steps that are there and learned from, the second over those of
 * all pairs of such steps that follow one another in a sequence that does not begin anew between
 * them.
 */
public final class ActivationPenaltyBlock implements Block {
  private final Value input;
  private final Value output;
  private final int units;
  private final double activation;
  private final double temporal;
  private final boolean addsToInputGradient;
  private final float[] now;
  private final float[] next;
  private final float[] slope;
  private final float[] nextSlope;
  private double penalty;

  /**
   * @param activation α
   * @param temporal β
   */
  public ActivationPenaltyBlock(BlockContext context, double activation, double temporal) {
    this.input = context.input();
    this.units = input.shape().size();
    this.activation = activation;
    this.temporal = temporal;
    this.addsToInputGradient = context.addsToInputGradient();
    this.output = context.output(input.shape());
    this.now = new float[units];
    this.next = new float[units];
    this.slope = new float[units];
    this.nextSlope = new float[units];
  }

  @Override
  public void forward(Pass pass) {
    pass.arithmetic().copy(input.data().slice(), output.data().slice(), pass.rows() * units);
  }

  @Override
  public void backward(Pass pass) {
    Slice slopes = input.gradient().slice();
    int count = pass.rows() * units;
    if (addsToInputGradient) {
      pass.arithmetic().images().add(1, output.gradient().slice(), 0, slopes, 0, count);
    } else {
      pass.arithmetic().copy(output.gradient().slice(), slopes, count);
    }
    penalty = 0;
    if (pass.training()) {
      penalizeSteps(pass, slopes);
      penalizeChanges(pass, slopes);
    }
  }

  private void penalizeSteps(Pass pass, Slice slopes) {
    int count = 0;
    for (int row = first(pass); row < pass.rows(); row++) {
      count += pass.isThere(row) ? 1 : 0;
    }
    double unit = count == 0 ? 0 : activation / ((double) count * units);
    for (int row = first(pass); unit > 0 && row < pass.rows(); row++) {
      if (pass.isThere(row)) {
        read(input.data().slice(), row, now);
        read(slopes, row, slope);
        for (int u = 0; u < units; u++) {
          penalty += unit * now[u] * now[u];
          slope[u] += (float) (2 * unit * now[u]);
        }
        write(slopes, row, slope);
      }
    }
  }

  private void penalizeChanges(Pass pass, Slice slopes) {
    int count = 0;
    for (int row = first(pass); row < pass.rows(); row++) {
      count += goesOn(pass, row) ? 1 : 0;
    }
    double unit = count == 0 ? 0 : temporal / ((double) count * units);
    for (int row = first(pass); unit > 0 && row < pass.rows(); row++) {
      if (goesOn(pass, row)) {
        int following = row + pass.sequences();
        read(input.data().slice(), row, now);
        read(input.data().slice(), following, next);
        read(slopes, row, slope);
        read(slopes, following, nextSlope);
        for (int u = 0; u < units; u++) {
          double change = (double) now[u] - next[u];
          penalty += unit * change * change;
          slope[u] += (float) (2 * unit * change);
          nextSlope[u] -= (float) (2 * unit * change);
        }
        write(slopes, row, slope);
        write(slopes, following, nextSlope);
      }
    }
  }

  private static int first(Pass pass) {
    return pass.firstLearnedStep() * pass.sequences();
  }

  /** Whether a row and that of the next step are of one sequence and both there. */
  private static boolean goesOn(Pass pass, int row) {
    int following = row + pass.sequences();
    return following < pass.rows()
        && pass.isThere(row)
        && pass.isThere(following)
        && !pass.resets(following / pass.sequences(), following % pass.sequences());
  }

  private void read(Slice rows, int row, float[] numbers) {
    rows.buffer().get(row * units, numbers, 0, units);
  }

  private void write(Slice rows, int row, float[] numbers) {
    rows.buffer().put(row * units, numbers, 0, units);
  }

  /** What the last backward of a training walk added to what is minimized. */
  public double penalty() {
    return penalty;
  }
}

package dev.ensayo.sequence.network;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the gradient reaches back: ‖∂h_T/∂h_t‖ / √U against T − t, by test (Pascanu et al., "On
 * the difficulty of training recurrent neural networks", 2013, section 2.1). It falls exponentially
 * where gradients vanish and rises where they explode.
 */
public final class GradientReach implements Stateful {
  /** What is left of the norm where the gradient is taken to have vanished. */
  private static final double VANISHED = 0.01;

  private static final int PROJECTIONS = 1;

  /** Lines of the plot: those of tests 0, 1, 2, 4, 8, … and of the last. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Line(long test, long position, double[] norms) {}

  private final SequenceModel model;
  private final SeedSequence seeds;
  private final List<Line> lines = new ArrayList<>();
  private int steps;

  /**
   * @param seeds of the random projections
   */
  public GradientReach(SequenceModel model, SeedSequence seeds) {
    this.model = model;
    this.seeds = seeds;
  }

  /**
   * Measures the last recurrent layer.
   *
   * @param window all of which is walked back
   * @param state of its sequences; not changed
   * @param test its number, from 0
   * @param position of the run
   */
  public void measure(SequenceWindow window, SequenceState state, long test, long position) {
    double[][] norms =
        model.hiddenGradientNorms(window, state, PROJECTIONS, seeds.stream("test " + test));
    double[] last = norms[norms.length - 1];
    steps = 0;
    while (steps + 1 < last.length && last[steps + 1] >= VANISHED) {
      steps++;
    }
    lines.removeIf(line -> line.test() != 0 && Long.bitCount(line.test()) != 1);
    lines.add(new Line(test, position, last.clone()));
  }

  /** The largest T − t up to which the norm of the last measurement stays at least 0.01. */
  public int steps() {
    return steps;
  }

  /**
   * The plot; none where nothing was measured.
   *
   * @param clock what positions count, in the plural
   */
  public List<Exhibit> exhibits(String clock) {
    if (lines.isEmpty()) {
      return List.of();
    }
    List<Exhibit.Curves.Line> curves = new ArrayList<>();
    for (Line line : lines) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int back = 0; back < line.norms().length && line.norms()[back] > 0; back++) {
        x.add((double) back);
        y.add(line.norms()[back]);
      }
      curves.add(new Exhibit.Curves.Line("after " + line.position() + " " + clock, x, y));
    }
    return List.of(
        new Exhibit.Curves(
            "gradient-reach",
            "How far the gradient reaches back",
            "Norm of ∂h_T/∂h_t of the last recurrent layer, over √U, against the steps between"
                + " them: where it falls steeply, what lies further back cannot be learned.",
            "T − t (steps)",
            "‖∂h_T/∂h_t‖ / √U",
            true,
            curves));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("gradient reach");
    out.writeInt(steps);
    out.writeInt(lines.size());
    for (Line line : lines) {
      out.writeLong(line.test());
      out.writeLong(line.position());
      out.writeInt(line.norms().length);
      out.writeDoubles(line.norms());
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("gradient reach");
    steps = in.readInt();
    int count = in.readInt();
    lines.clear();
    for (int i = 0; i < count; i++) {
      long test = in.readLong();
      long position = in.readLong();
      double[] norms = new double[in.readInt()];
      in.readDoubles(norms);
      lines.add(new Line(test, position, norms));
    }
  }
}

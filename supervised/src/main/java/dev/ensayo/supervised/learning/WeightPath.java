package dev.ensayo.supervised.learning;

import com.google.common.primitives.Doubles;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where training takes the two weights of a weighted sum. What it keeps is every update, then every
 * second, every fourth, … so that a long run's path is not longer than {@link #MOST} points.
 */
final class WeightPath implements Stateful {
  static final int MOST = 400;

  /** The origin and one step along each input: what they give tells the weights. */
  private static final float[] PROBES = {0, 0, 1, 0, 0, 1};

  private final Learner learner;
  private final List<Double> across = new ArrayList<>();
  private final List<Double> up = new ArrayList<>();
  private final float[] answers = new float[3];
  private long updates;
  private long every = 1;

  /**
   * @param learner a weighted sum of two inputs, as it is before the first update
   */
  WeightPath(Learner learner) {
    this.learner = learner;
    add(across, up);
  }

  private void add(List<Double> toAcross, List<Double> toUp) {
    learner.predict(PROBES, 3, answers);
    toAcross.add((double) answers[1] - answers[0]);
    toUp.add((double) answers[2] - answers[0]);
  }

  /** After each update. */
  void updated() {
    updates++;
    if (updates % every != 0) {
      return;
    }
    add(across, up);
    if (across.size() > MOST) {
      every *= 2;
      keepEverySecond(across);
      keepEverySecond(up);
    }
  }

  private static void keepEverySecond(List<Double> numbers) {
    for (int i = 0; 2 * i < numbers.size(); i++) {
      numbers.set(i, numbers.get(2 * i));
    }
    numbers.subList((numbers.size() + 1) / 2, numbers.size()).clear();
  }

  /** From the start to where the weights are now. */
  Line line(String label) {
    List<Double> x = new ArrayList<>(across);
    List<Double> y = new ArrayList<>(up);
    add(x, y);
    return new Line(label, x, y);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("weight path");
    out.writeLong(updates);
    out.writeLong(every);
    out.writeInt(across.size());
    out.writeDoubles(Doubles.toArray(across));
    out.writeDoubles(Doubles.toArray(up));
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("weight path");
    updates = in.readLong();
    every = in.readLong();
    double[] numbers = new double[in.readInt()];
    replace(across, numbers, in);
    replace(up, numbers, in);
  }

  private static void replace(List<Double> all, double[] numbers, StateReader in)
      throws IOException {
    in.readDoubles(numbers);
    all.clear();
    all.addAll(Doubles.asList(numbers.clone()));
  }
}

package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.util.Optional;

/**
 * The learning rate of each update: the updater's, times its schedule's factor, times the plateau's
 * factor for each plateau that was met.
 */
public final class LearningRate implements Stateful {
  private final double initial;
  private final LearningRateSchedule schedule;
  private final Optional<PlateauDecay> plateau;
  private double factor = 1;
  private int testsSince;

  /**
   * @throws InvalidSettingException if plateaus shall lower what the updater does not have
   */
  public LearningRate(UpdaterSpec updater, Optional<PlateauDecay> plateau) {
    this.plateau = plateau;
    this.initial = updater.learningRate();
    this.schedule = updater.schedule();
    if (plateau.isPresent() && !updater.hasLearningRate()) {
      throw new InvalidSettingException(
          "plateauDecay", "needs an updater with a learning rate, such as adam");
    }
  }

  /** Takes the result of a test and tells the model what follows from it. */
  public void test(boolean isBest, SequenceModel model) {
    testsSince = isBest ? 0 : testsSince + 1;
    if (plateau.isPresent() && testsSince >= plateau.get().patience()) {
      factor *= plateau.get().factor();
      testsSince = 0;
      model.scaleLearningRate(Math.max(factor, Double.MIN_NORMAL));
    }
  }

  /** The rate of that update, from 0; NaN where there is none. */
  public double at(long update) {
    return initial * schedule.factor(update) * factor;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("learning rate");
    out.writeDouble(factor);
    out.writeInt(testsSince);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("learning rate");
    factor = in.readDouble();
    testsSince = in.readInt();
  }
}

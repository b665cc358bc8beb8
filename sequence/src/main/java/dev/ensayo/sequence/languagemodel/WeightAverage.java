package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The mean of a model's parameters after each update since averaging began (Polyak and Juditsky,
 * "Acceleration of stochastic approximation by averaging", 1992). The model goes on learning from
 * its own; what is tested and kept is the mean.
 */
final class WeightAverage implements Stateful, AutoCloseable {
  private final SequenceModel model;
  private final NonMonotone trigger;
  private final SequenceModel mean;
  private final SequenceModel own;
  private long averaged;

  /**
   * @param model stays with the caller
   * @param smallest makes a model of the same spec for the shortest window, which is then owned
   */
  WeightAverage(SequenceModel model, Averaging config, Supplier<SequenceModel> smallest) {
    this.model = model;
    this.trigger = new NonMonotone(config.nonMonotone());
    this.mean = smallest.get();
    this.own = smallest.get();
  }

  /** Takes the parameters after an update. */
  void updated() {
    if (trigger.met()) {
      averaged++;
      mean.blendParametersFrom(model, 1.0 / averaged);
    }
  }

  /** Takes the validation loss of a test. */
  void test(double loss) {
    trigger.test(loss);
  }

  /** Updates whose parameters are in the mean. */
  long averaged() {
    return averaged;
  }

  /** Puts the mean in the place of the model's parameters, if there is one yet. */
  void enter() {
    own.copyParametersFrom(model);
    if (averaged > 0) {
      model.copyParametersFrom(mean);
    }
  }

  /** Puts back what {@link #enter} took away. */
  void leave() {
    model.copyParametersFrom(own);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("weight average");
    out.writeLong(averaged);
    trigger.saveState(out);
    mean.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("weight average");
    averaged = in.readLong();
    trigger.loadState(in);
    mean.loadState(in);
  }

  @Override
  public void close() {
    mean.close();
    own.close();
  }
}

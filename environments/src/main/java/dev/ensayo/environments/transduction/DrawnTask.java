package dev.ensayo.environments.transduction;

import com.google.common.base.Suppliers;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;
import java.util.function.Supplier;

/** A task whose examples are drawn once and then kept. */
final class DrawnTask implements TransductionTask {
  /** So many are drawn before the first step, so that what is wrong is told early. */
  private static final int DRAWN_EARLY = 200_000;

  private final TransductionSpec spec;
  private final Supplier<TransductionData> data;

  private DrawnTask(TransductionSpec spec, Supplier<TransductionData> data) {
    this.spec = spec;
    this.data = Suppliers.memoize(data::get);
  }

  /**
   * @param sizes how many examples there are
   * @param data draws them
   * @throws dev.ensayo.core.config.InvalidSettingException if there are not as many
   */
  static DrawnTask of(TransductionSpec spec, PartSizes sizes, Supplier<TransductionData> data) {
    DrawnTask task = new DrawnTask(spec, data);
    if (sizes.all() <= DRAWN_EARLY) {
      task.data();
    }
    return task;
  }

  @Override
  public TransductionSpec spec() {
    return spec;
  }

  @Override
  public TransductionData data() {
    return data.get();
  }
}

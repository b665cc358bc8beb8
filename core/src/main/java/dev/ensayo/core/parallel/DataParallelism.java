package dev.ensayo.core.parallel;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Who trains one model together, and how what they learn is put together. */
public record DataParallelism(
    @Setting(
            value =
                "n, the workers: threads of the run, or with --launcher spark as many tasks; each"
                    + " has a replica of the network and learns from batches of its own",
            defaultValue = "2",
            min = 1,
            max = 1024,
            unit = "workers")
        int workers,
    @Setting(
            value =
                "how what they learn is put together. parameter-averaging: each learns by itself"
                    + " for a while, then all go on from the mean of their parameters."
                    + " gradient-averaging: one step of the mean of their gradients, which is a"
                    + " batch n times as large",
            defaultValue = "gradient-averaging")
        Combine combine,
    @Setting(
            value = "k, the batches of each worker between two meetings of all",
            defaultValue = "1",
            min = 1,
            max = 1_000_000,
            unit = "batches")
        int every) {
  /** How what workers learn is put together. */
  public enum Combine {
    PARAMETER_AVERAGING,
    GRADIENT_AVERAGING
  }

  public DataParallelism {
    Settings.check(DataParallelism.class, workers, combine, every);
  }

  /** Whether gradients are sent, of which a network's running statistics are no part. */
  public boolean sendsGradients() {
    return combine == Combine.GRADIENT_AVERAGING;
  }

  /** Batches of all workers for each step that a learning-rate schedule counts. */
  public long batchesPerStep() {
    return sendsGradients() ? (long) workers * every : workers;
  }
}

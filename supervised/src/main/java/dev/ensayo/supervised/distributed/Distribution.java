package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.stream.Collectors;

/** Who learns together, and how what they learn is put together. */
public record Distribution(
    @Setting(
            value = "n, the replicas of the network, each on batches of its own",
            defaultValue = "4",
            min = 1,
            max = 1024,
            unit = "workers")
        int workers,
    @Setting(
            value =
                "how what they learn is put together. parameter-averaging: each learns by itself"
                    + " for a while, then all go on from their mean. gradient-averaging: one step"
                    + " of the mean of their gradients, which is a batch n times as large."
                    + " asynchronous: each sends its gradient to a server, which takes a step at"
                    + " once and answers with the new parameters; nobody waits for others."
                    + " downpour: so, but parameters are fetched and gradients pushed every few"
                    + " batches, and in between a worker goes on by itself (Dean et al., 2012)",
            defaultValue = "parameter-averaging")
        Combine combine,
    @Setting(
            value = "k, the batches of each worker between two averagings",
            defaultValue = "1",
            min = 1,
            max = 1_000_000,
            unit = "batches")
        int every,
    @Setting(
            value = "n_fetch of downpour, the batches of a worker between two fetches",
            defaultValue = "1",
            min = 1,
            max = 1_000_000,
            unit = "batches")
        int fetchEvery,
    @Setting(
            value =
                "n_push of downpour, the batches whose gradients are summed and pushed together",
            defaultValue = "1",
            min = 1,
            max = 1_000_000,
            unit = "batches")
        int pushEvery) {
  /** How what workers learn is put together. */
  public enum Combine {
    PARAMETER_AVERAGING,
    GRADIENT_AVERAGING,
    ASYNCHRONOUS,
    DOWNPOUR;

    private static final List<Combine> AVERAGINGS =
        List.of(PARAMETER_AVERAGING, GRADIENT_AVERAGING);

    /** Whether gradients are sent, of which a network's running statistics are no part. */
    boolean sendsGradients() {
      return this != PARAMETER_AVERAGING;
    }
  }

  public Distribution {
    Settings.check(Distribution.class, workers, combine, every, fetchEvery, pushEvery);
    checkOnly(combine, Combine.AVERAGINGS, "every", every);
    checkOnly(combine, List.of(Combine.DOWNPOUR), "fetchEvery", fetchEvery);
    checkOnly(combine, List.of(Combine.DOWNPOUR), "pushEvery", pushEvery);
  }

  private static void checkOnly(Combine given, List<Combine> owners, String key, int value) {
    if (!owners.contains(given) && value != 1) {
      throw new InvalidSettingException(
          key,
          "is for combine: "
              + owners.stream().map(Settings::label).collect(Collectors.joining(" or "))
              + "; with "
              + Settings.label(given)
              + " it must be left out");
    }
  }

  /** Batches for each step that a learning-rate schedule counts. */
  int batchesPerStep() {
    return switch (combine) {
      case PARAMETER_AVERAGING -> workers;
      case GRADIENT_AVERAGING -> Math.multiplyExact(workers, every);
      case ASYNCHRONOUS, DOWNPOUR -> pushEvery;
    };
  }
}

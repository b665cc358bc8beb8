package dev.ensayo.experiments.verification;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.experiments.run.Verification;
import java.io.IOException;
import java.util.Optional;

/** What a finished run and its finished rerun have different, of metrics and exhibits. */
public final class RunDifference {
  private RunDifference() {}

  /** The first difference, in words; what the rerun shows besides is none. */
  public static Optional<String> first(RunDirectory recorded, RunDirectory rerun)
      throws IOException {
    Optional<String> metrics = Verification.firstDifference(recorded, rerun);
    return metrics.isPresent() ? metrics : ExhibitComparison.of(recorded, rerun).first();
  }
}

package dev.ensayo.experiments.verification;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A run that is to be verified: its files compared with what it wrote, and ready to be made again.
 *
 * @param directory where it lies
 * @param damages files that are no longer what the run wrote
 * @param plan what makes it again; empty if that cannot or need not be done
 * @param manifest how it was made
 * @param without the verdict where it is known without a rerun
 */
public record RecordedRun(
    RunDirectory directory,
    ImmutableList<Damage> damages,
    Optional<RunPlan> plan,
    Optional<Manifest> manifest,
    Optional<Verdict> without) {

  /**
   * Reads a run.
   *
   * @throws ConfigException if its configuration is what the run wrote and cannot be run now
   */
  public static RecordedRun read(RunDirectory directory, RunBinder binder) throws IOException {
    FoundRun found = FoundRun.in(directory);
    if (!directory.isComplete()) {
      return new RecordedRun(
          directory,
          ImmutableList.of(),
          Optional.empty(),
          found.manifest(),
          Optional.of(Verdict.notFinished(found.reason())));
    }
    ImmutableList<Damage> damages = found.damages();
    if (!Files.exists(directory.metricsFile()) || damages.stream().anyMatch(Damage::isOfConfig)) {
      // There is nothing to compare, or nothing to compare it with.
      return new RecordedRun(
          directory,
          damages,
          Optional.empty(),
          found.manifest(),
          Optional.of(Verdict.notRerun(damages)));
    }
    RunPlan plan = binder.bindResolved(YamlReader.read(directory.config()));
    return new RecordedRun(
        directory, damages, Optional.of(plan), found.manifest(), Optional.empty());
  }

  /** The same, where a configuration that cannot be run now is a difference. */
  public static RecordedRun readAmongOthers(RunDirectory directory, RunBinder binder)
      throws IOException {
    try {
      return read(directory, binder);
    } catch (ConfigException e) {
      FoundRun found = FoundRun.in(directory);
      return new RecordedRun(
          directory,
          found.damages(),
          Optional.empty(),
          found.manifest(),
          Optional.of(
              Verdict.rerun(
                  found.damages(),
                  "its config.yaml cannot be run now: " + e.problems().get(0),
                  ImmutableList.of())));
    }
  }
}

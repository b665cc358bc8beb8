package dev.ensayo.experiments.verification;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.DataDifference;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes runs again in a folder for the moment, and compares. Several may be made side by side. */
public final class RunVerifier {
  private static final Duration NEVER = Duration.ofDays(365);

  private final MachineFacts machine;
  private final LeaseKeeper leases;
  private final List<BackendProbe> probes;

  public RunVerifier(List<BackendProbe> probes, LeaseKeeper leases) {
    this.probes = List.copyOf(probes);
    this.machine = new MachineFacts(probes);
    this.leases = leases;
  }

  /**
   * Verifies a run.
   *
   * @param observer hears how the rerun gets on
   */
  public Verdict verify(RecordedRun run, RunObserver observer) throws IOException {
    if (run.without().isPresent()) {
      return run.without().get();
    }
    RunPlan plan = run.plan().orElseThrow();
    ImmutableList<String> notes =
        run.manifest()
            .map(manifest -> MadeElsewhere.notes(manifest, probes, plan))
            .orElse(ImmutableList.of());
    Optional<String> otherData =
        run.manifest()
            .flatMap(
                made ->
                    DataDifference.between(
                        made.dataSha256(), plan.dataSha256(plan.openEnvironment())));
    if (otherData.isPresent()) {
      return Verdict.otherData(run.damages(), otherData.get(), notes);
    }
    Path scratch = Files.createTempDirectory("ensayo-verify-");
    try {
      RunDirectory rerun = new RunDirectory(scratch.resolve("run"));
      return compare(run, rerun, notes, observer);
    } finally {
      MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private Verdict compare(
      RecordedRun run, RunDirectory rerun, ImmutableList<String> notes, RunObserver observer)
      throws IOException {
    RunExecutor executor =
        new RunExecutor(
            machine, leases, NEVER, new Cancellation(), observer, InstantSource.system());
    RunStatus status = executor.execute(run.plan().orElseThrow(), rerun, run.directory());
    if (status != RunStatus.COMPLETE) {
      String why = rerun.manifest().map(Manifest::failure).orElse("");
      return Verdict.rerun(
          run.damages(), "the rerun " + status.label() + (why.isEmpty() ? "" : ": " + why), notes);
    }
    Optional<String> difference = Verification.firstDifference(run.directory(), rerun);
    if (difference.isPresent()) {
      return Verdict.rerun(run.damages(), difference.get(), notes);
    }
    ExhibitComparison exhibits = exhibits(run, rerun);
    ImmutableList.Builder<String> all = ImmutableList.<String>builder().addAll(notes);
    String words = exhibits.first().orElse("");
    if (words.isEmpty() && !exhibits.added().isEmpty()) {
      String added = "the rerun shows more: " + String.join(", ", exhibits.added());
      if (run.manifest().map(made -> MadeElsewhere.isOtherCode(made)).orElse(true)) {
        all.add(added);
      } else {
        words = added;
      }
    }
    return Verdict.rerun(run.damages(), words, all.build());
  }

  /** Of a run whose exhibits are damaged there is nothing to compare; the damage is told. */
  private static ExhibitComparison exhibits(RecordedRun run, RunDirectory rerun)
      throws IOException {
    boolean damaged =
        run.damages().stream().anyMatch(damage -> damage.file().startsWith("exhibits/"));
    return damaged
        ? new ExhibitComparison(Optional.empty(), Set.of())
        : ExhibitComparison.of(run.directory(), rerun);
  }
}

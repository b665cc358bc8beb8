package dev.ensayo.experiments.archive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.archive.ReproducedRun.Grade;
import dev.ensayo.experiments.verification.RunDifference;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import dev.ensayo.results.statistics.Replication;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the reruns of an archive are what was archived.
 *
 * @param study its name
 * @param metric what its scores are of
 * @param archived how many runs the archive holds
 * @param runs those that were made again
 * @param variants of those of them with other values, what the test of their scores says; empty
 *     where there are too few scores for one
 */
public record Reproduction(
    String study,
    String metric,
    int archived,
    ImmutableList<ReproducedRun> runs,
    ImmutableMap<String, Optional<Replication>> variants) {

  /**
   * Compares runs with their reruns.
   *
   * @param original the archive's study, unpacked
   * @param chosen those of its runs that were to be made again
   * @param notRerun why some of them were not, before any was
   * @param rerun where the reruns lie
   */
  public static Reproduction of(
      RunFolders original,
      List<RunFolder> chosen,
      Map<RunFolder, String> notRerun,
      StudyDirectory rerun)
      throws IOException {
    ReportSpec report = original.study().report();
    ImmutableList.Builder<ReproducedRun> compared = ImmutableList.builder();
    for (RunFolder run : chosen) {
      compared.add(compare(run, Optional.ofNullable(notRerun.get(run)), rerun, report));
    }
    ImmutableList<ReproducedRun> runs = compared.build();
    Map<String, Optional<Replication>> variants = new LinkedHashMap<>();
    for (ReproducedRun run : runs) {
      if (run.grade() == Grade.DIFFERENT && !variants.containsKey(run.variant())) {
        variants.put(
            run.variant(), Replication.of(before(original, run), after(runs, run.variant())));
      }
    }
    return new Reproduction(
        original.study().name(),
        report.metric(),
        (int) original.runs().stream().filter(run -> run.directory().isComplete()).count(),
        runs.stream().map(run -> graded(run, variants)).collect(ImmutableList.toImmutableList()),
        ImmutableMap.copyOf(variants));
  }

  private static ReproducedRun compare(
      RunFolder run, Optional<String> notRerun, StudyDirectory rerun, ReportSpec report)
      throws IOException {
    FoundRun then = FoundRun.in(run.directory());
    FoundRun now = FoundRun.in(rerun.run(run.variant(), run.seed()));
    OptionalDouble before = score(then, report);
    if (notRerun.isPresent() || !now.isComplete()) {
      return new ReproducedRun(
          run.variant(),
          run.seed(),
          Grade.NOT_RERUN,
          notRerun.orElseGet(() -> now.state().label() + ": " + now.reason()),
          before,
          OptionalDouble.empty());
    }
    Optional<String> difference = RunDifference.first(run.directory(), now.directory());
    return new ReproducedRun(
        run.variant(),
        run.seed(),
        difference.isEmpty() ? Grade.IDENTICAL : Grade.DIFFERENT,
        difference.orElse(""),
        before,
        score(now, report));
  }

  private static OptionalDouble score(FoundRun run, ReportSpec report) throws IOException {
    OptionalDouble score =
        RunScore.of(
            report, RunCurves.of(run.metrics(ImmutableSet.of(report.metric(), KeptPoint.METRIC))));
    return score.isPresent() && Double.isFinite(score.getAsDouble())
        ? score
        : OptionalDouble.empty();
  }

  /** Of all archived runs of the variant, not only of those made again. */
  private static double[] before(RunFolders original, ReproducedRun of) throws IOException {
    ReportSpec report = original.study().report();
    ImmutableList.Builder<Double> scores = ImmutableList.builder();
    for (RunFolder run : original.runs()) {
      if (run.variant().equals(of.variant()) && run.directory().isComplete()) {
        score(FoundRun.in(run.directory()), report).ifPresent(scores::add);
      }
    }
    return scores.build().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] after(List<ReproducedRun> runs, String variant) {
    return runs.stream()
        .filter(run -> run.variant().equals(variant))
        .flatMapToDouble(run -> run.after().stream())
        .toArray();
  }

  private static ReproducedRun graded(
      ReproducedRun run, Map<String, Optional<Replication>> variants) {
    return run.grade() == Grade.DIFFERENT
            && variants.get(run.variant()).map(Replication::isIndistinguishable).orElse(false)
        ? run.graded(Grade.INDISTINGUISHABLE)
        : run;
  }

  /** Whether every run that was made again bears the archive out. */
  public boolean isReproduced() {
    return runs.stream().allMatch(ReproducedRun::isReproduced);
  }

  public long count(Grade grade) {
    return runs.stream().filter(run -> run.grade() == grade).count();
  }
}

package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.Search;
import dev.ensayo.results.analysis.SearchStage.Candidate;
import dev.ensayo.results.analysis.SearchedVariant.Point;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a study's search has tried and found.
 *
 * @param search as it was asked for
 * @param stages those that have begun, in their order; at least one
 * @param variants that were searched for, each by itself
 * @param cost of all of it
 */
public record SearchResults(
    Search search,
    ImmutableList<SearchStage> stages,
    ImmutableList<SearchedVariant> variants,
    Cost cost) {
  private static final int FEWEST_FOR_SHARES = 3;

  /**
   * What a search took.
   *
   * @param runs that have ended
   * @param amount the budgets of those that finished, on the study's clock, without what runs of
   *     the stage before had done of them
   * @param seconds of wall-clock time, one run after the other
   */
  public record Cost(long runs, long amount, double seconds) {}

  /** Empty where nothing is searched, or no stage has begun. */
  static Optional<SearchResults> of(StudyRuns found, Map<String, FinalScores> reported) {
    Optional<Search> search = found.study().search();
    if (search.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList<SearchStage> stages = stages(search.get(), found);
    return stages.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SearchResults(
                search.get(),
                stages,
                search.get().arms().stream()
                    .map(arm -> variant(search.get(), stages, arm, found, reported))
                    .collect(ImmutableList.toImmutableList()),
                cost(stages)));
  }

  private static ImmutableList<SearchStage> stages(Search search, StudyRuns found) {
    ImmutableList.Builder<SearchStage> stages = ImmutableList.builder();
    for (int i = 0; i < found.stages().size(); i++) {
      stages.add(SearchStage.of(search, search.rungs().get(i), found.stages().get(i)));
    }
    if (found.stages().size() == search.preliminary().size() && search.tuning().isEmpty()) {
      stages.add(SearchStage.of(search, search.rungs().get(search.rungs().size() - 1), found));
    }
    return stages.build();
  }

  private static SearchedVariant variant(
      Search search,
      List<SearchStage> stages,
      String arm,
      StudyRuns found,
      Map<String, FinalScores> reported) {
    SearchStage last = stages.get(stages.size() - 1);
    boolean hasEnded = stages.size() == search.rungs().size() && last.hasEnded();
    Optional<Candidate> winner =
        hasEnded ? last.best(arm, 1).stream().findFirst() : Optional.empty();
    ImmutableList<Candidate> scored = stages.get(0).ranked(arm);
    return new SearchedVariant(
        arm,
        points(stages, arm),
        winner,
        scored.size() < FEWEST_FOR_SHARES
            ? ImmutableList.of()
            : search.space().axes().keySet().stream()
                .map(path -> SettingShare.of(search, path, scored))
                .collect(ImmutableList.toImmutableList()),
        winner
            .filter(chosen -> search.tuning().isPresent())
            .flatMap(chosen -> flattery(chosen, reported.get(arm), found)));
  }

  private static Optional<Flattery> flattery(
      Candidate chosen, FinalScores reported, StudyRuns found) {
    if (reported == null || reported.each().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Flattery.of(
            chosen.bySeed().values().stream().mapToDouble(Double::doubleValue).toArray(),
            reported.each(),
            found.study().report().better() == Better.HIGHER,
            new SeedSequence(0)
                .child("search")
                .child(found.study().name())
                .child(chosen.variant().arm())));
  }

  private static ImmutableList<Point> points(List<SearchStage> stages, String arm) {
    Map<String, Point> points = new LinkedHashMap<>();
    stages.get(0).of(arm).forEach(c -> points.put(c.variant().name(), new Point(c, 0, c.score())));
    for (int stage = 1; stage < stages.size(); stage++) {
      for (Candidate candidate : stages.get(stage).of(arm)) {
        int reached = stage;
        points.computeIfPresent(
            candidate.variant().name(),
            (name, point) -> new Point(point.candidate(), reached, candidate.score()));
      }
    }
    boolean higher = stages.get(0).better() == Better.HIGHER;
    return points.values().stream()
        .sorted(
            Comparator.comparingInt((Point point) -> -point.stage())
                .thenComparing(point -> point.score().isEmpty())
                .thenComparingDouble(point -> rank(point.score(), higher)))
        .collect(ImmutableList.toImmutableList());
  }

  private static double rank(OptionalDouble score, boolean higherIsBetter) {
    return (higherIsBetter ? -1 : 1) * score.orElse(0);
  }

  private static Cost cost(List<SearchStage> stages) {
    long runs = 0;
    long amount = 0;
    double seconds = 0;
    ImmutableMap<String, RunRecord> before = ImmutableMap.of();
    for (int i = 0; i < stages.size(); i++) {
      SearchStage stage = stages.get(i);
      long earlier = i == 0 ? 0 : stages.get(i - 1).rung().amount();
      for (RunRecord run : stage.found().runs()) {
        Optional<Manifest> manifest = run.manifest();
        Optional<RunRecord> continued =
            manifest.filter(found -> !found.extensions().isEmpty()).isPresent()
                ? Optional.ofNullable(before.get(name(run)))
                : Optional.empty();
        runs += run.isFinished() || run.state() == RunRecord.State.FAILED ? 1 : 0;
        if (run.isFinished()) {
          amount += stage.rung().amount() - (continued.isPresent() ? earlier : 0);
        }
        seconds += seconds(run) - continued.map(SearchResults::seconds).orElse(0.0);
      }
      before =
          stage.found().runs().stream()
              .collect(ImmutableMap.toImmutableMap(SearchResults::name, run -> run));
    }
    return new Cost(runs, amount, seconds);
  }

  private static String name(RunRecord run) {
    return run.variant() + " " + run.seed();
  }

  private static double seconds(RunRecord run) {
    return run.manifest().map(Manifest::seconds).orElse(0.0);
  }

  /** Whether every stage has ended. */
  public boolean hasEnded() {
    return stages.size() == search.rungs().size() && stages.get(stages.size() - 1).hasEnded();
  }
}

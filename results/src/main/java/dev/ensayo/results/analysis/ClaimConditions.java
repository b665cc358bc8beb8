package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantChanges.Value;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What must hold before a difference of scores is a claim about two variants: every seed has a
 * score, nothing is still running, and both learned the same task for as long, from the same data,
 * by the same code.
 */
final class ClaimConditions {
  private static final String TYPE = "environment.type";

  private final Study study;
  private final ComparisonGroups groups;
  private final ImmutableListMultimap<String, RunRecord> runs;
  private final Map<String, Optional<ConfigNode.Mapping>> resolved = new HashMap<>();
  private final Map<String, ImmutableList<Breach>> broken = new HashMap<>();

  ClaimConditions(StudyRuns found, ComparisonGroups groups) {
    this.study = found.study();
    this.groups = groups;
    this.runs = Multimaps.index(found.runs(), RunRecord::variant);
  }

  /**
   * Those that do not hold between a variant and the baseline of its group; none for that itself.
   */
  ImmutableList<Breach> broken(Variant variant) {
    return broken.computeIfAbsent(variant.name(), name -> find(variant));
  }

  private ImmutableList<Breach> find(Variant variant) {
    Optional<Variant> reference = groups.baselineOf(variant.name());
    if (reference.isEmpty() || variant.equals(reference.get())) {
      return ImmutableList.of();
    }
    return between(reference.get(), variant);
  }

  /** Those that do not hold between two variants, of which one is what the other is set against. */
  ImmutableList<Breach> between(Variant baseline, Variant variant) {
    ImmutableList.Builder<Breach> breaches = ImmutableList.builder();
    otherTask(baseline, variant).ifPresent(breaches::add);
    Stream.of(variant, baseline).flatMap(side -> lost(side).stream()).forEach(breaches::add);
    Stream.of(variant, baseline).flatMap(side -> open(side).stream()).forEach(breaches::add);
    ImmutableList<Change> budget = changes(baseline, variant, ImmutableSet.of("budget"));
    if (!budget.isEmpty()) {
      breaches.add(new Breach.OtherBudget(budget));
    }
    otherData(baseline, variant).ifPresent(breaches::add);
    otherCode(baseline, variant).ifPresent(breaches::add);
    return breaches.build();
  }

  /** Those that do not hold for the score of a variant by itself. */
  ImmutableList<Breach> brokenAlone(Variant variant) {
    return Stream.of(lost(variant), open(variant))
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Those that do not hold between any two variants, where none is the baseline: each kind once,
   * with what the last variant that breaks it changes against the first of all.
   */
  ImmutableList<Breach> brokenAmong(List<Variant> variants) {
    Map<Class<?>, Breach> kinds = new LinkedHashMap<>();
    for (Variant variant : variants) {
      for (Breach breach : broken(variant)) {
        if (!(breach instanceof Breach.LostSeeds) && !(breach instanceof Breach.Interim)) {
          kinds.merge(breach.getClass(), breach, (old, now) -> old.forbidsComparison() ? old : now);
        }
      }
    }
    return ImmutableList.copyOf(kinds.values());
  }

  private Optional<Breach> lost(Variant variant) {
    List<RunRecord> own = runs.get(variant.name());
    long lost =
        own.stream()
            .filter(run -> !isOpen(run) && !isScored(run) && !ScoredRuns.countsAsWorst(study, run))
            .count();
    return lost == 0
        ? Optional.empty()
        : Optional.of(new Breach.LostSeeds(variant.name(), lost, own.size()));
  }

  /** Whether a run may still end with a score. */
  static boolean isOpen(RunRecord run) {
    return run.state() == RunRecord.State.UNFINISHED || run.state() == RunRecord.State.NOT_STARTED;
  }

  private boolean isScored(RunRecord run) {
    OptionalDouble score = RunScore.of(study, run);
    return run.isFinished() && score.isPresent() && Double.isFinite(score.getAsDouble());
  }

  private Optional<Breach> open(Variant variant) {
    List<RunRecord> own = runs.get(variant.name());
    long open = own.stream().filter(ClaimConditions::isOpen).count();
    return open == 0
        ? Optional.empty()
        : Optional.of(new Breach.Interim(variant.name(), open, own.size()));
  }

  private Optional<Breach> otherTask(Variant baseline, Variant variant) {
    ImmutableList<Change> changes =
        changes(baseline, variant, ImmutableSet.of("environment", "evaluation"));
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    boolean otherType = changes.stream().anyMatch(change -> change.key().equals(TYPE));
    return Optional.of(
        new Breach.OtherTask(
            otherType
                ? changes.stream()
                    .filter(change -> change.key().equals(TYPE))
                    .collect(ImmutableList.toImmutableList())
                : changes,
            otherType));
  }

  /**
   * Settings of those sections that differ. A setting that the study itself draws its scores
   * against is what it asks about, and no difference.
   */
  private ImmutableList<Change> changes(
      Variant baseline, Variant variant, ImmutableSet<String> sections) {
    Optional<ConfigNode.Mapping> fromRuns = resolved(baseline);
    Optional<ConfigNode.Mapping> toRuns = resolved(variant);
    boolean areResolved = fromRuns.isPresent() && toRuns.isPresent();
    Map<String, String> from =
        VariantSettings.flat(
            areResolved ? fromRuns.get() : study.configuration(baseline), sections);
    Map<String, String> to =
        VariantSettings.flat(areResolved ? toRuns.get() : study.configuration(variant), sections);
    Set<String> keys = new LinkedHashSet<>(from.keySet());
    keys.addAll(to.keySet());
    study.report().across().ifPresent(keys::remove);
    return keys.stream()
        .filter(key -> !Optional.ofNullable(from.get(key)).equals(Optional.ofNullable(to.get(key))))
        .map(key -> new Change(key, value(from, key), value(to, key)))
        .collect(ImmutableList.toImmutableList());
  }

  private static Value value(Map<String, String> flat, String key) {
    return new Value(Optional.ofNullable(flat.get(key)), false);
  }

  private Optional<ConfigNode.Mapping> resolved(Variant variant) {
    return resolved.computeIfAbsent(
        variant.name(), name -> VariantSettings.resolved(runs.get(name)));
  }

  private Optional<Breach> otherData(Variant baseline, Variant variant) {
    Map<String, Set<String>> from = data(baseline);
    Map<String, Set<String>> to = data(variant);
    Set<String> files = new TreeSet<>();
    for (String file : Sets.union(from.keySet(), to.keySet())) {
      if (Sets.union(from.getOrDefault(file, Set.of()), to.getOrDefault(file, Set.of())).size()
          > 1) {
        files.add(file);
      }
    }
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Breach.OtherData(ImmutableSortedSet.copyOf(files)));
  }

  private Map<String, Set<String>> data(Variant variant) {
    Map<String, Set<String>> data = new LinkedHashMap<>();
    manifests(variant)
        .forEach(
            manifest ->
                manifest
                    .dataSha256()
                    .forEach(
                        (file, sha) ->
                            data.computeIfAbsent(file, key -> new TreeSet<>()).add(sha)));
    return data;
  }

  private Optional<Breach> otherCode(Variant baseline, Variant variant) {
    ImmutableSortedSet<String> from = code(baseline);
    ImmutableSortedSet<String> to = code(variant);
    return Sets.union(from, to).size() <= 1
        ? Optional.empty()
        : Optional.of(new Breach.OtherCode(from, to));
  }

  private ImmutableSortedSet<String> code(Variant variant) {
    return manifests(variant)
        .map(Manifest::code)
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /** Of the runs that count. */
  private Stream<Manifest> manifests(Variant variant) {
    return runs.get(variant.name()).stream()
        .filter(RunRecord::isFinished)
        .flatMap(run -> run.manifest().stream());
  }
}

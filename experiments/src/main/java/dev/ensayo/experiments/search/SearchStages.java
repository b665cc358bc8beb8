package dev.ensayo.experiments.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.search.Rung;
import dev.ensayo.core.study.ChosenSettings;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.RungStudy;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyContinuation;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.Tuning;
import dev.ensayo.core.study.Variant;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.results.analysis.SearchStage;
import dev.ensayo.results.reading.StudyRunsReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the stages of a search that come before a study's own runs, one after the other: each is a
 * study in a folder of its own, and which candidates it has is decided by the scores in the folder
 * before. So it can be stopped or killed at any time and goes on as if it had not been.
 */
public final class SearchStages {
  private final Study study;
  private final Search search;
  private final StudyDirectory directory;
  private final RunBinder binder;
  private final RungStudy first;
  private final ImmutableList<RunPlan> firstRuns;

  private SearchStages(Study study, StudyDirectory directory, RunBinder binder) {
    this.study = study;
    this.search = study.search().orElseThrow();
    this.directory = directory;
    this.binder = binder;
    this.first = stage(0, everyName());
    this.firstRuns = binder.bind(first.study());
  }

  /**
   * The stages of a study's search, of which every candidate has been bound and checked.
   *
   * @param study as written, without what was chosen
   * @return empty if it has none that come before its own runs
   * @throws dev.ensayo.core.config.ConfigException if a candidate cannot be run
   */
  public static Optional<SearchStages> of(Study study, StudyDirectory directory, RunBinder binder) {
    if (study.search().map(Search::preliminary).orElse(ImmutableList.of()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SearchStages(study, directory, binder));
  }

  private Set<String> everyName() {
    return search.candidates().stream().map(Variant::name).collect(ImmutableSet.toImmutableSet());
  }

  private RungStudy stage(int rung, Set<String> left) {
    return RungStudy.of(study, rung, left);
  }

  /** How many runs the stages have before the study's own. */
  public long runs() {
    int seeds = search.tuning().map(Tuning::seeds).orElse(study.seeds()).size();
    return search.preliminary().stream()
        .mapToLong(rung -> (long) rung.points() * search.arms().size() * seeds)
        .sum();
  }

  /**
   * Makes what is left of the stages, and writes down what they chose.
   *
   * @param maker makes the runs of a stage
   * @param says hears a phrase for each stage as it begins
   */
  public SearchOutcome make(RunMaker maker, Consumer<String> says)
      throws IOException, InterruptedException {
    Set<String> left = everyName();
    int failed = 0;
    for (int rung = 0; rung < search.preliminary().size(); rung++) {
      RungStudy stage = rung == 0 ? first : stage(rung, left);
      StudyDirectory there = directory.rung(rung + 1);
      ImmutableList<RunPlan> runs = rung == 0 ? firstRuns : binder.bind(stage.study());
      StudyContinuation continuation =
          new StudyContinuation(there, stage.study(), runs, ImmutableSet.of());
      continuation.check(true);
      continuation.write(stage.text(), ImmutableMap.of());
      RungStudy.mark(study, there);
      if (rung > 0) {
        new KeptCheckpoints(directory.rung(rung)).bring(runs, there);
      }
      says.accept(words(rung, runs.size()));
      StudyOutcome outcome = maker.make(runs, there);
      failed += outcome.count(RunStatus.FAILED);
      SearchStage standing =
          SearchStage.of(search, search.rungs().get(rung), StudyRunsReader.read(there.path()));
      if (!standing.hasEnded()) {
        return new SearchOutcome(Optional.empty(), failed, "");
      }
      Set<String> next = new HashSet<>();
      for (String arm : search.arms()) {
        List<SearchStage.Candidate> best = standing.best(arm, goingOn(rung));
        if (best.isEmpty()) {
          return new SearchOutcome(
              Optional.empty(),
              failed,
              "no point that was tried for '" + arm + "' has a score, so none can be chosen");
        }
        best.forEach(candidate -> next.add(candidate.variant().name()));
      }
      left = next;
    }
    ChosenSettings chosen = chosen(left);
    chosen.write(directory);
    return new SearchOutcome(Optional.of(chosen), failed, "");
  }

  /** How many of a variant go on after a stage; after the last of tuning, the best. */
  private int goingOn(int rung) {
    return rung + 1 < search.rungs().size() ? search.rungs().get(rung + 1).points() : 1;
  }

  private String words(int rung, int runs) {
    Rung now = search.rungs().get(rung);
    return (search.tuning().isPresent() ? "tuning" : "search")
        + (search.rungs().size() > 1 ? ", rung " + (rung + 1) + " of " + search.rungs().size() : "")
        + ": "
        + now.points()
        + (now.points() == 1 ? " point" : " points")
        + (search.arms().size() > 1 ? " of each of " + search.arms().size() + " variants" : "")
        + ", "
        + runs
        + (runs == 1 ? " run" : " runs");
  }

  private ChosenSettings chosen(Set<String> left) {
    Map<String, ImmutableMap<String, ConfigNode>> chosen = new LinkedHashMap<>();
    for (Variant candidate : search.candidates()) {
      if (left.contains(candidate.name())) {
        if (search.tuning().isPresent()) {
          chosen.put(candidate.arm(), settings(candidate));
        } else {
          chosen.put(candidate.name(), ImmutableMap.of());
        }
      }
    }
    return new ChosenSettings(ImmutableMap.copyOf(chosen));
  }

  private ImmutableMap<String, ConfigNode> settings(Variant candidate) {
    ImmutableMap.Builder<String, ConfigNode> settings = ImmutableMap.builder();
    search
        .space()
        .axes()
        .keySet()
        .forEach(path -> settings.put(path, candidate.changes().get(path)));
    return settings.buildOrThrow();
  }
}

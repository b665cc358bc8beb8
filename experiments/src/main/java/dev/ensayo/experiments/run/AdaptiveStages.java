package dev.ensayo.experiments.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.results.analysis.NextLook;
import dev.ensayo.results.reading.StudyRunsReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gives out seeds until it is decided: first those of all groups that were begun before, then, each
 * time a group has ended, the look at it is taken and written down, and the variants go on of which
 * a comparison is undecided.
 *
 * <p>A run that failed is made again as long as its group was not looked at.
 */
public final class AdaptiveStages implements Stages {
  private final Study study;
  private final AdaptiveSeeds design;
  private final StudyDirectory directory;
  private final ImmutableList<RunPlan> runs;
  private final Consumer<String> observer;
  private LookLog looks = LookLog.EMPTY;
  private boolean isBegun;

  /**
   * @param study with {@code seeds.adaptive}
   * @param runs of all its groups
   * @param observer hears of each look, in a sentence
   */
  public AdaptiveStages(
      Study study, StudyDirectory directory, List<RunPlan> runs, Consumer<String> observer) {
    this.study = study;
    this.design = study.adaptive().orElseThrow();
    this.directory = directory;
    this.runs = ImmutableList.copyOf(runs);
    this.observer = observer;
  }

  @Override
  public synchronized List<RunPlan> next() throws IOException {
    if (!isBegun) {
      isBegun = true;
      looks = directory.looks();
      return asked(0);
    }
    int before = looks.taken();
    looks = directory.looks();
    if (looks.taken() == before) { // else another process has taken it
      Optional<LookLog> now =
          NextLook.take(StudyRunsReader.read(directory.path()), this::withSources);
      if (now.isEmpty()) {
        return ImmutableList.of();
      }
      looks = now.get();
      directory.write(looks);
    }
    observer.accept(new LookWords(design, looks).sentence());
    return asked(before + 1);
  }

  /** The runs that are asked for, of the groups after so many. */
  private ImmutableList<RunPlan> asked(int after) {
    return runs.stream()
        .filter(run -> group(run) > after && group(run) <= looks.groupsOf(run.variant()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Of a run, from 1. */
  private int group(RunPlan run) {
    return 1 + study.seeds().indexOf(run.seed()) / design.of();
  }

  /** With the variants that they start from, and those that these start from. */
  private ImmutableSet<String> withSources(ImmutableSet<String> variants) {
    Set<String> all = new LinkedHashSet<>(variants);
    Deque<String> waiting = new ArrayDeque<>(variants);
    while (!waiting.isEmpty()) {
      String variant = waiting.remove();
      runs.stream()
          .filter(run -> run.variant().equals(variant))
          .findFirst()
          .ifPresent(run -> run.requiredVariants().stream().filter(all::add).forEach(waiting::add));
    }
    return ImmutableSet.copyOf(all);
  }

  @Override
  public synchronized boolean mayFollow() {
    return !looks.isOver();
  }

  @Override
  public synchronized Optional<String> settled(RunPlan run) {
    if (group(run) > looks.taken()) {
      return Optional.empty();
    }
    try {
      FoundRun found = FoundRun.in(directory.run(run.variant(), run.seed()));
      return found.state() == RunState.FAILED ? Optional.of(found.reason()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // whoever makes the run will say it
    }
  }
}

package dev.ensayo.core.study;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the settings that runs began with with those that the study has now. A run goes on with
 * the settings it began with, but for two cases: it may get a larger budget where nothing depends
 * on its length, and a variant of which none has finished, and that failed, may have been
 * corrected.
 */
final class BegunSettings {
  /** What a run may be like that is begun anew with corrected settings. */
  private static final ImmutableSet<RunState> CORRECTABLE =
      Sets.immutableEnumSet(RunState.FAILED, RunState.INTERRUPTED, RunState.WAITING);

  /** A run that began with other settings. */
  private record Changed(
      RunPlan run, RunState state, Path config, String before, Optional<BudgetChange> budget) {
    boolean isLonger() {
      return budget.map(BudgetChange::isLonger).orElse(false);
    }
  }

  private final StudyDirectory directory;
  private final List<RunPlan> runs;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, List<Changed>> changed = new LinkedHashMap<>();

  /**
   * @param runs all of the study
   */
  BegunSettings(StudyDirectory directory, List<RunPlan> runs) throws IOException {
    this.directory = directory;
    this.runs = runs;
    for (RunPlan run : runs) {
      find(run);
    }
  }

  private void find(RunPlan run) throws IOException {
    RunDirectory there = directory.run(run.variant(), run.seed());
    if (!Files.exists(there.config())) {
      return;
    }
    begun.add(run.variant());
    String before = Files.readString(there.config());
    if (run.isDescribedBy(before)) {
      return;
    }
    FoundRun found = FoundRun.in(there);
    if (found.wasMadeWith(YamlWriter.write(run.resolved()))) {
      return; // it is damaged in just that file, and will be made again
    }
    changed
        .computeIfAbsent(run.variant(), variant -> new ArrayList<>())
        .add(
            new Changed(
                run, found.state(), there.config(), before, BudgetChange.between(before, run)));
  }

  /**
   * @throws NotContinuableException if runs of a variant cannot go on with the settings of now
   */
  void check() {
    for (List<Changed> ofVariant : changed.values()) {
      boolean longer = ofVariant.stream().allMatch(Changed::isLonger);
      Optional<String> obstacle = longer ? obstacle(ofVariant.get(0)) : Optional.empty();
      if ((longer && obstacle.isEmpty()) || isCorrectable(ofVariant)) {
        continue;
      }
      throw new NotContinuableException(obstacle.orElseGet(() -> refusal(ofVariant)));
    }
  }

  private static boolean isCorrectable(List<Changed> ofVariant) {
    Set<RunState> states = ofVariant.stream().map(Changed::state).collect(Collectors.toSet());
    return states.contains(RunState.FAILED) && CORRECTABLE.containsAll(states);
  }

  /** Why the runs of a variant cannot be extended; empty if they can. */
  private Optional<String> obstacle(Changed longer) {
    RunPlan run = longer.run();
    BudgetChange change = longer.budget().orElseThrow();
    String head = "variant '" + run.variant() + "' cannot be extended " + change.words() + ": ";
    List<LengthDependence> dependences = run.lasting(change.before()).lengthDependences();
    if (!dependences.isEmpty()) {
      return Optional.of(
          head
              + dependences.stream().map(LengthDependence::words).collect(Collectors.joining("; "))
              + ". Write elsewhere with --out DIR");
    }
    return runs.stream()
        .filter(other -> begun.contains(other.variant()))
        .filter(other -> other.requiredVariants().contains(run.variant()))
        .findFirst()
        .map(
            other ->
                head
                    + "variant '"
                    + other.variant()
                    + "' starts from its runs as they are. Write elsewhere with --out DIR, or leave"
                    + " that variant out with --drop "
                    + other.variant());
  }

  private static String refusal(List<Changed> ofVariant) {
    Changed first =
        ofVariant.stream().filter(run -> !run.isLonger()).findFirst().orElse(ofVariant.get(0));
    String differs =
        first.config()
            + " differs from what the study says now: "
            + SettingsDifference.between(first.before(), first.run().resolved()).words();
    return first.budget().isPresent()
        ? differs
            + ". A run can be extended and not shortened; give the larger budget again, or write"
            + " elsewhere with --out DIR"
        : differs
            + ". Its runs cannot be continued or compared with others; write elsewhere with"
            + " --out DIR, or leave the variant out with --drop "
            + first.run().variant();
  }
}

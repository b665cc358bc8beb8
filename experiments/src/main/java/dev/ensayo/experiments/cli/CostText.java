package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.plan.ResidentMemory;
import dev.ensayo.experiments.plan.Trial;
import dev.ensayo.experiments.plan.Trials;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.markup.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the runs of a study will take, from trying each variant for a moment. */
final class CostText {
  private static final double KILOBYTE = 1000;
  private static final String UNKNOWN = "unknown";

  private final PrintWriter err;
  private final int sideBySide;
  private final Map<String, Double> searching;

  /**
   * @param err hears what is being tried
   * @param sideBySide how many runs are made at a time
   * @param searching what a search makes before, in whole runs by the variant
   */
  CostText(PrintWriter err, int sideBySide, Map<String, Double> searching) {
    this.searching = searching;
    this.err = err;
    this.sideBySide = sideBySide;
  }

  /**
   * A row for each variant, what could not be measured, and the sums.
   *
   * @param moment how long each variant is tried
   */
  String of(List<RunPlan> runs, StudyDirectory directory, Duration moment) throws IOException {
    ImmutableListMultimap<String, RunPlan> byVariant = Multimaps.index(runs, RunPlan::variant);
    Map<String, Trial> trials;
    try (SlowWork work = new SlowWork(err)) {
      List<RunPlan> one =
          byVariant.keySet().stream().map(variant -> byVariant.get(variant).get(0)).toList();
      trials = new Trials(moment, variant -> work.doing("trying " + variant)).of(one);
    }
    TextTable table =
        new TextTable(Set.of(1, 2, 3, 4), "variant", "runs", "finished", "a run takes", "on disk");
    double time = 0;
    double bytes = 0;
    for (Map.Entry<String, Trial> each : trials.entrySet()) {
      List<RunPlan> ofVariant = byVariant.get(each.getKey());
      long finished =
          ofVariant.stream()
              .filter(run -> directory.run(run.variant(), run.seed()).isComplete())
              .count();
      Trial trial = each.getValue();
      if (trial.isKnown()) {
        double before = searching.getOrDefault(each.getKey(), 0.0);
        time += trial.seconds() * (ofVariant.size() - finished + before);
        bytes += trial.bytes() * (ofVariant.size() + before);
      }
      table.add(
          each.getKey(),
          Integer.toString(ofVariant.size()),
          Long.toString(finished),
          trial.isKnown() ? Figures.duration(trial.seconds()) : UNKNOWN,
          trial.isKnown() ? size(trial.bytes()) : UNKNOWN);
    }
    StringBuilder text = new StringBuilder();
    table.print(text);
    trials.forEach(
        (variant, trial) -> {
          if (!trial.isKnown()) {
            text.append(variant).append(" was not measured: ").append(trial.reason()).append('\n');
          }
        });
    if (trials.values().stream().anyMatch(Trial::isKnown)) {
      sums(text, time, bytes, Math.min(sideBySide, runs.size()));
    }
    return text.toString();
  }

  private static void sums(StringBuilder text, double time, double bytes, int sideBySide) {
    text.append("about ")
        .append(Figures.duration(time / sideBySide))
        .append(" with ")
        .append(sideBySide)
        .append(sideBySide == 1 ? " run at a time, " : " runs side by side, ")
        .append(size(bytes))
        .append(" on disk");
    ResidentMemory.bytes()
        .ifPresent(
            memory ->
                text.append("; trying them one at a time took ")
                    .append(size((double) memory))
                    .append(" of memory"));
    text.append('\n');
  }

  private static String size(double bytes) {
    if (bytes < KILOBYTE * KILOBYTE) {
      return Figures.count(Math.ceil(bytes / KILOBYTE)) + " kB";
    }
    return Figures.of(Math.ceil(bytes / KILOBYTE / 100) / 10) + " MB";
  }
}

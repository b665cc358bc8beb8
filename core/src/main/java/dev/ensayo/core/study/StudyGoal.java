package dev.ensayo.core.study;

import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.metrics.Goal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a study compares where it does not say so: what its agents are for. */
public final class StudyGoal {
  private StudyGoal() {}

  /**
   * The study with its goal, which is known only once its agents are.
   *
   * @param runs of the study, at least one of each variant
   * @throws ConfigException if it does not say what is compared and its agents are for different
   *     things
   */
  public static Study of(Study study, Collection<RunPlan> runs) {
    Map<Goal, String> goals = new LinkedHashMap<>();
    Set<String> compared = study.compared().stream().map(Variant::name).collect(Collectors.toSet());
    for (RunPlan run : runs) {
      if (compared.contains(run.variant())) {
        goals.putIfAbsent(run.goal(), run.variant());
      }
    }
    if (study.saysWhatIsCompared()) {
      goals.keySet().removeIf(goal -> !goal.metric().equals(study.report().metric()));
    }
    if (goals.isEmpty()) {
      return study;
    }
    if (goals.size() == 1) {
      return study.withGoal(Iterables.getOnlyElement(goals.keySet()));
    }
    ConfigNode at = study.reportSetting("metric");
    String each =
        goals.entrySet().stream()
            .map(goal -> goal.getKey().metric() + " ('" + goal.getValue() + "')")
            .collect(Collectors.joining(", "));
    throw new ConfigException(
        List.of(
            new Problem(
                at.origin(),
                "report.metric",
                "is missing, and the variants' agents are judged by different metrics: "
                    + each
                    + "; name one that all of them record")));
  }
}

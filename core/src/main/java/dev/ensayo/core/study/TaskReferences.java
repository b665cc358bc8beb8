package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether {@code report.reference} has two scores for each task, and for nothing else. */
final class TaskReferences {
  private final ConfigNode.Mapping root;
  private final ConfigNode.Mapping section;
  private final ReportSpec report;
  private final List<Variant> variants;

  /**
   * @param root of the study
   * @param variants of the study, without those that are dropped
   */
  TaskReferences(ConfigNode.Mapping root, ReportSpec report, List<Variant> variants) {
    this.root = root;
    this.section =
        root.entries().get("report") instanceof ConfigNode.Mapping written ? written : root;
    this.report = report;
    this.variants = variants;
  }

  /** What is wrong; nothing where there are no reference scores. */
  ImmutableList<Problem> problems() {
    Map<String, ReferenceScores> given = report.statistics().reference();
    ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    if (given.isEmpty()) {
      return problems.build();
    }
    Set<String> tasks = tasks(report.within().orElseThrow());
    for (String task : tasks) {
      if (!given.containsKey(task)) {
        problems.add(
            problem(
                "has no scores for '" + task + "'; add " + task + ": {random: …, reference: …}"));
      }
    }
    for (Map.Entry<String, ReferenceScores> each : given.entrySet()) {
      if (!tasks.isEmpty() && !tasks.contains(each.getKey())) {
        problems.add(
            problem(
                "no variant has "
                    + report.within().orElseThrow()
                    + " '"
                    + each.getKey()
                    + "'; "
                    + NearestName.hint(each.getKey(), tasks)));
      }
      direction(each.getKey(), each.getValue()).ifPresent(problems::add);
    }
    return problems.build();
  }

  private Set<String> tasks(String path) {
    Set<String> tasks = new LinkedHashSet<>();
    for (Variant variant : variants) {
      if (!report.exclude().contains(variant.name())) {
        InlineYaml.at(root.withPaths(variant.changes()), path)
            .map(InlineYaml::of)
            .ifPresent(tasks::add);
      }
    }
    return tasks;
  }

  /** Where it is known which direction is better, the reference lies there. */
  private Optional<Problem> direction(String task, ReferenceScores scores) {
    boolean isKnown =
        section.get("better").isPresent() || report.metric().equals(Goal.RETURN.metric());
    boolean isHigher = scores.reference() > scores.random();
    return isKnown && isHigher != (report.better() == Better.HIGHER)
        ? Optional.of(
            problem(
                task
                    + ": the reference "
                    + scores.reference()
                    + " is worse than the random policy's "
                    + scores.random()
                    + ", as "
                    + (isHigher ? "lower" : "higher")
                    + " is better"))
        : Optional.empty();
  }

  private Problem problem(String message) {
    return new Problem(
        section.get("reference").orElse(section).origin(), "report.reference", message);
  }
}

package dev.ensayo.core.study;

import com.google.common.collect.ImmutableSet;
import com.google.common.math.LongMath;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import java.math.RoundingMode;
import java.util.Optional;

/** Whether a run is tested as often as the report's window asks for. */
final class ReportWindow {
  /** Groups of metrics that are recorded by tests, of which there are as many as planned. */
  private static final ImmutableSet<String> TESTED =
      ImmutableSet.of("eval", "valid", "test", "embedding");

  private ReportWindow() {}

  /** What is wrong if it asks for more tests than there are after the first step. */
  static Optional<Problem> problem(Study study, RunPlan run) {
    ReportSpec report = study.report();
    int slash = report.metric().indexOf('/');
    if (slash < 0 || !TESTED.contains(report.metric().substring(0, slash))) {
      return Optional.empty();
    }
    long tests =
        LongMath.divide(run.budget().amount(), run.evaluation().every(), RoundingMode.CEILING);
    if (report.window() <= tests) {
      return Optional.empty();
    }
    ConfigNode section = study.base().get("report").orElse(study.base());
    ConfigNode at =
        section instanceof ConfigNode.Mapping mapping
            ? mapping.get("window").orElse(section)
            : section;
    return Optional.of(
        new Problem(
            at.origin(),
            "report.window",
            "asks for the last "
                + report.window()
                + " values, but a run is tested only "
                + (tests == 1 ? "once" : tests + " times")
                + " after its first step (budget."
                + run.budget().clock().budgetKey()
                + ": "
                + run.budget().amount()
                + ", evaluation.every: "
                + run.evaluation().every()
                + "); give at most "
                + tests
                + ", or test more often"));
  }
}

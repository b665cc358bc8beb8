package dev.ensayo.core.study;

import com.google.common.math.LongMath;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.metrics.TestMetrics;
import java.math.RoundingMode;
import java.util.Optional;

/** Whether a run is tested as often as the report's window asks for. */
final class ReportWindow {
  private ReportWindow() {}

  /** What is wrong if it asks for more tests than there are after the first step. */
  static Optional<Problem> problem(Study study, RunPlan run) {
    ReportSpec report = study.report();
    if (!TestMetrics.contains(report.metric())) {
      return Optional.empty();
    }
    long tests =
        LongMath.divide(run.budget().amount(), run.evaluation().every(), RoundingMode.CEILING);
    if (report.window() <= Math.max(1, tests)) { // with a budget of 0 the start is tested
      return Optional.empty();
    }
    ConfigNode at = study.reportSetting("window");
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

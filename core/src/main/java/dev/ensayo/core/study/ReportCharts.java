package dev.ensayo.core.study;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.HashSet;
import java.util.List;

/** How a report draws its learning curves. Settings of {@code report} itself. */
public record ReportCharts(
    @Setting(
            value =
                "what the report's learning curves are drawn over, the first as the page opens:"
                    + " steps, the clock of the budget; updates; simulated-time, of machines that"
                    + " are simulated; wall-time, of training. What the runs have not recorded is"
                    + " left out",
            defaultValue = "[steps, updates, simulated-time, wall-time]")
        List<Abscissa> x,
    @Setting(
            value =
                "the horizontal axis of the report's learning curves; with log, what was measured"
                    + " before the first step has no place",
            defaultValue = "linear")
        Scale xScale,
    @Setting(
            value =
                "the vertical axis of the report's learning curves; log where all values are"
                    + " positive",
            defaultValue = "linear")
        Scale yScale) {
  /** What curves are drawn over. */
  public enum Abscissa {
    /** The clock that the metric was recorded over. */
    STEPS,
    UPDATES,
    /** Of machines that are simulated. */
    SIMULATED_TIME,
    WALL_TIME
  }

  /** Of an axis. */
  public enum Scale {
    LINEAR,
    LOG
  }

  public ReportCharts {
    Settings.check(ReportCharts.class, x, xScale, yScale);
    if (x.isEmpty()) {
      throw new InvalidSettingException(
          "x", "must name at least one of steps, updates, simulated-time, wall-time");
    }
    if (new HashSet<>(x).size() < x.size()) {
      throw new InvalidSettingException("x", "names one of them twice");
    }
    x = List.copyOf(x);
  }
}

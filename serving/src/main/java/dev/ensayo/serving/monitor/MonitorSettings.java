package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How models are watched.
 *
 * @param window after how many rows what was asked is compared with the training part, and after
 *     how many right answers the accuracy is told; at least 30
 * @param groups subpopulations: columns or rules, as {@link
 *     dev.ensayo.results.outcome.Subpopulation#parse} reads them
 */
public record MonitorSettings(int window, List<String> groups) {
  public MonitorSettings {
    groups = ImmutableList.copyOf(groups);
  }
}

package dev.ensayo.results.protocol;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.study.ReportSpec;

/** What of a run a published number is compared with. */
public record ScoreSpec(
    @Setting("the metric") String metric,
    @Setting(value = "what of it is the score", defaultValue = "final") ReportSpec.Score score,
    @Setting(value = "the mean of so many last values", defaultValue = "1", min = 1) int window) {
  public ScoreSpec {
    Settings.check(ScoreSpec.class, metric, score, window);
  }
}

package dev.ensayo.results.monitor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.outcome.CalibrationBin;
import dev.ensayo.results.outcome.GroupScore;
import java.util.List;

/** One line of a monitor's log. Moments are of the form 2026-11-29T20:06:41Z. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MonitorRecord.Served.class, name = "served"),
  @JsonSubTypes.Type(value = MonitorRecord.Window.class, name = "window"),
  @JsonSubTypes.Type(value = MonitorRecord.Outcome.class, name = "outcome")
})
public sealed interface MonitorRecord {
  /** The model's name. */
  String model();

  /** Its version. */
  String version();

  /**
   * A version begins to be served.
   *
   * @param at the moment
   * @param run that it comes from
   * @param answers classes or numbers
   * @param trained how many examples the profile was measured on; 0 where there is none
   */
  record Served(String model, String version, String at, String run, String answers, long trained)
      implements MonitorRecord {}

  /**
   * A window of answers has ended.
   *
   * @param from the moment of its first request
   * @param to the moment of its last
   * @param answered how many rows were answered
   * @param refused how many requests were not, for what they asked
   * @param inputs each feature compared with the training part
   * @param predictions what was answered, compared with what the finished model predicted for the
   *     test part
   */
  record Window(
      String model,
      String version,
      String from,
      String to,
      long answered,
      long refused,
      List<FeatureDrift> inputs,
      List<FeatureDrift> predictions)
      implements MonitorRecord {
    public Window {
      inputs = ImmutableList.copyOf(inputs);
      predictions = ImmutableList.copyOf(predictions);
    }

    /** The features, of inputs and predictions, that have changed. */
    public ImmutableList<FeatureDrift> drifted() {
      return ImmutableList.<FeatureDrift>builder()
          .addAll(inputs.stream().filter(FeatureDrift::isDrift).toList())
          .addAll(predictions.stream().filter(FeatureDrift::isDrift).toList())
          .build();
    }
  }

  /**
   * Right answers have come in.
   *
   * @param from the moment of the first that counts here
   * @param to the moment of the last
   * @param overall over all of them
   * @param groups for each subpopulation, over all since the version is served
   * @param calibration over all since the version is served; empty of numbers
   */
  record Outcome(
      String model,
      String version,
      String from,
      String to,
      GroupScore overall,
      List<GroupScore> groups,
      List<CalibrationBin> calibration)
      implements MonitorRecord {
    public Outcome {
      groups = ImmutableList.copyOf(groups);
      calibration = ImmutableList.copyOf(calibration);
    }
  }
}

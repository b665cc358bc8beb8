package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One measure on what is learned from and on what is held out: {@code train/loss} and {@code
 * valid/loss}, {@code episode/return} and {@code eval/return}.
 *
 * @param training on what is learned from
 * @param heldOut on what is not
 */
public record TrainingPair(MetricCurves training, MetricCurves heldOut) {
  private static final List<String> TRAINING = List.of("train/", "episode/");
  private static final List<String> HELD_OUT = List.of("valid/", "eval/", "test/");

  /** Those of a study, that of its report's metric first; none of one with several tasks. */
  public static ImmutableList<TrainingPair> of(StudyResults results) {
    if (results.acrossTasks().isPresent()) {
      return ImmutableList.of(); // of one axis for all tasks nothing could be read
    }
    Map<String, MetricCurves> byName = new LinkedHashMap<>();
    Stream.of(results.curves().stream(), results.otherTests().stream(), results.training().stream())
        .flatMap(curves -> curves)
        .forEach(curves -> byName.put(curves.metric(), curves));
    List<TrainingPair> pairs = new ArrayList<>();
    for (String measure : byName.keySet().stream().map(TrainingPair::measure).distinct().toList()) {
      Optional<MetricCurves> training = first(TRAINING, measure, byName);
      Optional<MetricCurves> heldOut = first(HELD_OUT, measure, byName);
      if (training.isPresent()
          && heldOut.isPresent()
          && training.get().clock() == heldOut.get().clock()) {
        pairs.add(new TrainingPair(training.get(), heldOut.get()));
      }
    }
    return ImmutableList.copyOf(pairs);
  }

  private static String measure(String metric) {
    return metric.substring(metric.indexOf('/') + 1);
  }

  private static Optional<MetricCurves> first(
      List<String> groups, String measure, Map<String, MetricCurves> byName) {
    return groups.stream()
        .map(group -> byName.get(group + measure))
        .filter(curves -> curves != null && curves.isDrawn())
        .findFirst();
  }

  /** Whether one of both is that metric. */
  public boolean isOf(String metric) {
    return training.metric().equals(metric) || heldOut.metric().equals(metric);
  }

  /** What both cover. */
  public Interval range() {
    return new Interval(
        Math.min(training.range().low(), heldOut.range().low()),
        Math.max(training.range().high(), heldOut.range().high()));
  }

  /** Whether a logarithmic axis shows both better. */
  public boolean isLogarithmic() {
    return range().low() > 0 && (training.isLogarithmic() || heldOut.isLogarithmic());
  }

  /** The last step of both. */
  public double end() {
    return Math.max(training.end(), heldOut.end());
  }
}

package dev.ensayo.results.analysis;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.search.SearchAxis;
import dev.ensayo.core.study.Search;
import dev.ensayo.results.analysis.SearchStage.Candidate;
import dev.ensayo.results.statistics.VarianceShare;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How much the scores of a search's points depend on one setting.
 *
 * @param path of the setting
 * @param isCurve whether its values are numbers of a range, so that a curve goes through the scores
 * @param share of the variance that it explains by itself
 */
public record SettingShare(String path, boolean isCurve, VarianceShare share) {
  /** Through fewer different values a quadratic curve goes in any case. */
  private static final int FEWEST_FOR_CURVE = 4;

  /**
   * Of a setting.
   *
   * @param points that have a score, at least two
   */
  static SettingShare of(Search search, String path, List<Candidate> points) {
    SearchAxis axis = Objects.requireNonNull(search.space().axes().get(path));
    String[] values = points.stream().map(point -> value(point, path)).toArray(String[]::new);
    double[] scores = points.stream().mapToDouble(point -> point.score().orElseThrow()).toArray();
    boolean isCurve =
        axis.range().isPresent() && List.of(values).stream().distinct().count() >= FEWEST_FOR_CURVE;
    if (!isCurve) {
      return new SettingShare(path, false, VarianceShare.ofGroups(values, scores));
    }
    double[] numbers =
        IntStream.range(0, values.length)
            .mapToDouble(i -> Double.parseDouble(values[i]))
            .map(number -> axis.isLogarithmic() ? Math.log(number) : number)
            .toArray();
    return new SettingShare(path, true, VarianceShare.ofCurve(numbers, scores));
  }

  /** What a point sets, as it would be written. */
  static String value(Candidate point, String path) {
    ConfigNode value = Objects.requireNonNull(point.variant().changes().get(path));
    return InlineYaml.of(value);
  }
}

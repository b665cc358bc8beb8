package dev.ensayo.results.html;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.SeriesStyle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the variants of a study are drawn: each in a style of its own, or where they are too many the
 * baseline, the best and the worst, and the others in grey.
 */
final class VariantStyles {
  private final boolean isCrowded;
  private final ImmutableMap<Integer, SeriesStyle> distinct;

  VariantStyles(StudyResults results) {
    this.isCrowded = results.isCrowded();
    Map<Integer, SeriesStyle> styles = new LinkedHashMap<>();
    for (VariantResults variant : results.highlighted()) {
      styles.put(variant.place(), SeriesStyle.of(styles.size()));
    }
    this.distinct = ImmutableMap.copyOf(styles);
  }

  /**
   * The style of a variant.
   *
   * @param place in the study, from 0
   */
  SeriesStyle of(int place) {
    return isCrowded ? distinct.getOrDefault(place, SeriesStyle.REST) : SeriesStyle.of(place);
  }
}

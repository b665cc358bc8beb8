package dev.ensayo.results.live;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.chart.SeriesStyle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the variants of a study are drawn while it is under way: each in a style of its own; where
 * there are more than styles, the baseline and those that do best so far, the others in grey.
 */
final class VariantColours {
  private static final int MOST_BEST = 4;

  private VariantColours() {}

  /** The styles, in the order of the study. */
  static ImmutableMap<String, SeriesStyle> of(Study study, List<VariantRow> rows) {
    Map<String, SeriesStyle> styles = new LinkedHashMap<>();
    if (study.variants().size() <= SeriesStyle.DISTINCT) {
      for (Variant variant : study.variants()) {
        styles.put(variant.name(), SeriesStyle.of(styles.size()));
      }
      return ImmutableMap.copyOf(styles);
    }
    for (Variant variant : study.variants()) {
      styles.put(variant.name(), SeriesStyle.REST);
    }
    styles.put(study.baseline().name(), SeriesStyle.of(0));
    Comparator<VariantRow> ascending =
        Comparator.comparingDouble(row -> row.value().orElse(Double.NaN));
    rows.stream()
        .filter(row -> row.value().isPresent() && Double.isFinite(row.value().getAsDouble()))
        .filter(row -> !row.name().equals(study.baseline().name()))
        .sorted(study.report().better() == Better.HIGHER ? ascending.reversed() : ascending)
        .limit(MOST_BEST)
        .forEach(row -> styles.put(row.name(), SeriesStyle.of(1 + count(styles))));
    return ImmutableMap.copyOf(styles);
  }

  /** Those beside the baseline that stand out already. */
  private static int count(Map<String, SeriesStyle> styles) {
    return (int) styles.values().stream().filter(style -> style.index() > 0).count();
  }
}

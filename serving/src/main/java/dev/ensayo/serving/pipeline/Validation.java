package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.results.drift.DriftTest;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.drift.FeatureWindow;
import dev.ensayo.serving.pipeline.PipelineConfig.OnDrift;
import dev.ensayo.serving.pipeline.PipelineConfig.Validate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether new rows are like those that the champion learned from.
 *
 * @param faults why they are not taken; none if they are
 * @param notes what was seen and allowed
 */
record Validation(List<String> faults, List<String> notes) {
  Validation {
    faults = ImmutableList.copyOf(faults);
    notes = ImmutableList.copyOf(notes);
  }

  /**
   * By the number of rows, the columns and the answers alone.
   *
   * @param expected columns that must be there; others are left out
   */
  static Validation ofSchema(
      CsvRows rows, List<String> expected, String target, CellFormat cells, Validate rule) {
    List<String> faults = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String column : expected) {
      if (!rows.columns().contains(column)) {
        faults.add(
            "it has no column '%s'; its first line has %s"
                .formatted(column, String.join(", ", rows.columns())));
      }
    }
    List<String> others =
        rows.columns().stream().filter(column -> !expected.contains(column)).toList();
    if (!others.isEmpty()) {
      notes.add("columns that were not there before are left out: " + String.join(", ", others));
    }
    if (rows.size() < rule.leastRows()) {
      faults.add(
          "it has %s rows; at least %s are needed (validate.leastRows)"
              .formatted(rows.size(), rule.leastRows()));
    }
    int answer = rows.columns().indexOf(target);
    for (int row = 0; answer >= 0 && row < rows.size(); row++) {
      if (cells.isMissing(rows.rows().get(row).get(answer))) {
        faults.add("line %s has no answer in column '%s'".formatted(rows.lines().get(row), target));
        break;
      }
    }
    return new Validation(faults, notes);
  }

  /**
   * Compares columns with their profiles.
   *
   * @param profile of the champion's training part; columns of it that the rows have not are passed
   *     over
   */
  static Validation ofProfile(
      CsvRows rows, List<ColumnProfile> profile, CellFormat cells, Validate rule) {
    List<String> faults = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<ColumnProfile> known = new ArrayList<>();
    List<FeatureWindow> windows = new ArrayList<>();
    for (ColumnProfile column : profile) {
      int place = rows.columns().indexOf(column.name());
      if (place < 0) {
        continue;
      }
      FeatureCounter counter = new FeatureCounter(column);
      String fault = count(rows, place, column, cells, counter);
      if (!fault.isEmpty()) {
        faults.add(fault);
        continue;
      }
      FeatureWindow window = counter.take();
      checkGaps(column, window, rule, faults);
      checkRange(column, window, rule, faults);
      known.add(column);
      windows.add(window);
    }
    for (FeatureDrift drift : DriftTest.compare(known, windows)) {
      if (drift.isDrift()) {
        (rule.drift() == OnDrift.REFUSE ? faults : notes).add(words(drift));
      }
    }
    return new Validation(faults, notes);
  }

  /** Counts the cells of a column; says what cannot be counted. */
  private static String count(
      CsvRows rows, int place, ColumnProfile column, CellFormat cells, FeatureCounter counter) {
    boolean numbers = column instanceof ColumnProfile.Numbers;
    List<String> names =
        column instanceof ColumnProfile.Categories categories
            ? ImmutableList.copyOf(categories.counts().keySet())
            : ImmutableList.of();
    for (int row = 0; row < rows.size(); row++) {
      String cell = rows.rows().get(row).get(place);
      if (!numbers) {
        int category = cells.isMissing(cell) ? -1 : cells.find(names, cell);
        counter.add(cells.isMissing(cell) ? null : category < 0 ? cell : names.get(category));
        continue;
      }
      double number = cells.isMissing(cell) ? Double.NaN : cells.number(cell);
      if (Double.isNaN(number) && !cells.isMissing(cell) && !cells.badNumbersAreGaps()) {
        return "line %s: column '%s' holds numbers, and '%s' is none"
            .formatted(rows.lines().get(row), column.name(), cell);
      }
      counter.add(number);
    }
    return "";
  }

  private static void checkGaps(
      ColumnProfile column, FeatureWindow window, Validate rule, List<String> faults) {
    double before = column.count() == 0 ? 0 : (double) column.missing() / column.count();
    double now = (double) window.missing() / window.count();
    if (now > before + rule.missing()) {
      faults.add(
          ("column '%s' has gaps in %s of the rows, in the champion's training part in %s; %s more"
                  + " are allowed (validate.missing)")
              .formatted(
                  column.name(),
                  Numerals.percent(now),
                  Numerals.percent(before),
                  Numerals.percent(rule.missing())));
    }
  }

  private static void checkRange(
      ColumnProfile column, FeatureWindow window, Validate rule, List<String> faults) {
    double share = (double) window.beyond() / window.count();
    if (share > rule.beyond()) {
      faults.add(
          "column '%s' has %s in %s of the rows; %s are allowed (validate.beyond)"
              .formatted(
                  column.name(),
                  beyond(column),
                  Numerals.percent(share),
                  Numerals.percent(rule.beyond())));
    }
  }

  private static String beyond(ColumnProfile column) {
    if (column instanceof ColumnProfile.Numbers numbers && !numbers.quantiles().isEmpty()) {
      return "values outside %s to %s, the range of the champion's training part,"
          .formatted(
              numbers.quantiles().get(0), numbers.quantiles().get(numbers.quantiles().size() - 1));
    }
    return "categories that the champion's training part has not";
  }

  private static String words(FeatureDrift drift) {
    return "column '%s' drifted: population stability index %s, %s corrected for the columns"
        .formatted(drift.name(), Numerals.of(drift.index()), Numerals.ofP(drift.adjusted()));
  }
}

package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.supervised.nearest.SearchPrecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often a search by likeness finds the same class: by the code, and by what it is measured
 * beside.
 *
 * @param part whose examples are asked for
 * @param scores its metrics by name, {@code precision_at_1} and so on, with their prefixes
 */
record PrecisionTable(Split part, Map<String, Double> scores) {
  Exhibit.Table exhibit() {
    List<String> header = new ArrayList<>(List.of("searched by"));
    SearchPrecision.COUNTS.forEach(count -> header.add(Integer.toString(count)));
    List<List<String>> rows = new ArrayList<>();
    add("the code", "", rows);
    add("principal components", AutoencoderMetrics.PCA, rows);
    add("the inputs", AutoencoderMetrics.INPUT, rows);
    return new Exhibit.Table(
        "search-precision",
        "Search by likeness",
        "Precision at k: share of the k nearest examples of the training part that have the class"
            + " of an example of the "
            + ClassExhibits.name(part)
            + " part, by Euclidean distance.",
        header,
        rows,
        Exhibit.Table.OverSeeds.MEAN);
  }

  private void add(String name, String prefix, List<List<String>> rows) {
    List<String> row = new ArrayList<>(List.of(name));
    for (int count : SearchPrecision.COUNTS) {
      Double precision = scores.get(prefix + AutoencoderMetrics.PRECISION + count);
      if (precision == null) {
        return;
      }
      row.add(String.format(Locale.ROOT, "%.3f", precision));
    }
    rows.add(row);
  }
}

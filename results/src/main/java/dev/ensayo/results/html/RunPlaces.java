package dev.ensayo.results.html;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where on the page the runs of each variant are listed, so that its numbers can lead there. */
final class RunPlaces {
  private final ImmutableMap<Integer, String> ids;
  private final RunLinks links;

  RunPlaces(StudyResults results, Anchors anchors, RunLinks links) {
    this.links = links;
    this.ids =
        results.variants().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    VariantResults::place, variant -> anchors.id("runs-" + variant.name())));
  }

  /** The id of the first run of a variant, by its place in the study. */
  Optional<String> id(int place) {
    return Optional.ofNullable(ids.get(place));
  }

  private Optional<String> id(Row row) {
    return row.place().isPresent() ? id(row.place().getAsInt()) : Optional.empty();
  }

  /** Of tables with a row for a variant: its name leads to its runs. */
  TableLinks toRuns() {
    return new TableLinks(
        row -> id(row).map(id -> "#" + id), cell -> Optional.empty(), row -> Optional.empty());
  }

  /**
   * Of the list of runs: the first of each variant can be found, and values lead to their files.
   */
  TableLinks ofRuns() {
    Set<String> given = new HashSet<>();
    return new TableLinks(
        row -> Optional.empty(),
        cell -> cell.source().flatMap(source -> links.to(source.run(), source.file())),
        row -> id(row).filter(given::add));
  }
}

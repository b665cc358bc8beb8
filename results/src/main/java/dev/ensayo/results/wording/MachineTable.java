package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where and with what the runs were made, from their manifests. */
final class MachineTable {
  /** Label to the values found, each with the number of runs that have it. */
  private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

  MachineTable(List<RunRecord> runs) {
    runs.forEach(run -> run.manifest().ifPresent(this::count));
  }

  private void count(Manifest manifest) {
    count("Ensayo", manifest.code());
    count("Java", manifest.java());
    count("Operating system", manifest.os());
    count("CPU", manifest.cpu());
    count("Logical processors", Integer.toString(manifest.cores()));
    if (!manifest.notRepeatable().isEmpty()) {
      count("Cannot be repeated", "because " + manifest.notRepeatable());
    }
    for (Manifest.Extension extension : manifest.extensions()) {
      count("Extended", extension.words());
      if (!extension.difference().isEmpty()) {
        count("Did not repeat the shorter run", extension.difference());
      }
    }
    manifest.backend().forEach((key, value) -> count("Backend: " + key, value));
    manifest.dataSha256().forEach((name, sha) -> count("SHA-256 of " + name, sha));
  }

  private void count(String label, String value) {
    counts.computeIfAbsent(label, key -> new LinkedHashMap<>()).merge(value, 1, Integer::sum);
  }

  /** Empty if no run came so far. */
  Optional<ReportTable> table() {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    counts.forEach(
        (label, values) ->
            values.forEach(
                (value, runs) ->
                    rows.add(
                        new Row(
                            OptionalInt.empty(),
                            ImmutableList.of(
                                Cell.of(label),
                                new Cell(
                                    value, values.size() == 1 ? "" : "(" + runs + " runs)"))))));
    return Optional.of(
        new ReportTable(
            "Machine", ImmutableList.of(Column.text("What"), Column.text("Found")), rows.build()));
  }
}

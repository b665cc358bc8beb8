package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.language.Phrasebook;
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

  private final Phrasebook words;

  MachineTable(List<RunRecord> runs, Phrasebook words) {
    this.words = words;
    runs.forEach(run -> run.manifest().ifPresent(this::count));
  }

  private void count(Manifest manifest) {
    count("Ensayo", manifest.code());
    count("Java", manifest.java());
    count(words.say("Operating system"), manifest.os());
    count(words.say("CPU"), manifest.cpu());
    count(words.say("Logical processors"), Integer.toString(manifest.cores()));
    if (!manifest.notRepeatable().isEmpty()) {
      count(
          words.say("Cannot be repeated"),
          words.say("because {0}", words.told(manifest.notRepeatable())));
    }
    for (Manifest.Extension extension : manifest.extensions()) {
      count(
          words.say("Extended"),
          words.say(
              "from {0} to {1} {2}",
              extension.from(), extension.to(), words.told(extension.clock())));
      if (!extension.difference().isEmpty()) {
        count(words.say("Did not repeat the shorter run"), extension.difference());
      }
    }
    manifest
        .backend()
        .forEach(
            (key, value) -> count(words.say("Backend: {0}", words.told(key)), words.told(value)));
    manifest
        .provenance()
        .environment()
        .forEach(
            (key, value) ->
                count(words.say("Environment: {0}", words.told(key)), words.told(value)));
    manifest.dataSha256().forEach((name, sha) -> count(words.say("SHA-256 of {0}", name), sha));
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
                                    value,
                                    values.size() == 1
                                        ? ""
                                        : words.counted(runs, "({0} runs)|({0} runs)")))))));
    return Optional.of(
        new ReportTable(
            words.say("Machine"),
            ImmutableList.of(Column.text(words.say("What")), Column.text(words.say("Found"))),
            rows.build()));
  }
}

package dev.ensayo.results.export;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.core.rundir.Manifest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes {@code metrics.csv.gz}, all values of all runs in one long table, and {@code runs.csv}, a
 * row for each run with the settings in which runs differ; both RFC 4180, for pandas, R and others.
 * The same runs give the same bytes.
 */
public final class CsvExport {
  /** The long table. */
  public static final String METRICS = "metrics.csv.gz";

  /** A row for each run. */
  public static final String RUNS = "runs.csv";

  private static final String LINE_END = "\r\n";

  /** What tells runs apart already, as columns of their own. */
  private static final Set<String> NAMES = Set.of("study", "variant", "seed");

  private final List<Row> rows = new ArrayList<>();

  private CsvExport() {}

  /** What {@code runs.csv} says of a run. */
  private record Row(List<String> cells, ImmutableMap<String, String> settings) {}

  /**
   * Writes all runs of a study, all at once.
   *
   * @param out takes the place of an earlier export
   * @return how many runs it has
   */
  public static int write(StudyExport study, Path out) throws IOException {
    CsvExport export = new CsvExport();
    ExportFolder.write(
        out,
        "metrics of the study " + study.study().name() + " as CSV, made by Ensayo",
        fresh -> {
          AtomicFile.writeUnforced(fresh.resolve(METRICS), file -> export.metrics(study, file));
          AtomicFile.writeUnforced(fresh.resolve(RUNS), export.runs());
        });
    return export.rows.size();
  }

  private void metrics(StudyExport study, OutputStream file) throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(file, 1 << 16);
    Writer text = new BufferedWriter(new OutputStreamWriter(zipped, StandardCharsets.UTF_8));
    text.write("study,variant,seed,clock,step,metric,value" + LINE_END);
    study.forEach(
        run -> {
          rows.add(row(run));
          metrics(run, text);
        });
    text.flush();
    zipped.finish();
  }

  private static void metrics(ExportedRun run, Writer text) throws IOException {
    String name = CSVFormat.RFC4180.format(run.study(), run.variant(), run.seed()) + ",";
    for (String metric : run.metrics().metrics()) {
      MetricSeries.Column column = run.metrics().column(metric).orElseThrow();
      String before = name + column.clock() + ",";
      for (int i = 0; i < column.steps().length; i++) {
        text.write(before);
        text.write(Long.toString(column.steps()[i]));
        text.write("," + metric + ",");
        text.write(Double.toString(column.values()[i]));
        text.write(LINE_END);
      }
    }
  }

  private static Row row(ExportedRun run) {
    List<String> cells = new ArrayList<>();
    cells.add(run.study());
    cells.add(run.variant());
    cells.add(Long.toString(run.seed()));
    cells.add(run.state().label());
    cells.add(run.score().isPresent() ? Double.toString(run.score().getAsDouble()) : "");
    cells.add(run.manifest().map(made -> Double.toString(made.seconds())).orElse(""));
    cells.add(run.manifest().map(Manifest::started).orElse(""));
    cells.add(run.manifest().map(Manifest::host).orElse(""));
    return new Row(cells, run.settings());
  }

  private String runs() {
    List<String> varied = varied();
    List<String> header =
        new ArrayList<>(
            List.of("study", "variant", "seed", "state", "score", "seconds", "started", "host"));
    header.addAll(varied);
    StringBuilder text = new StringBuilder();
    text.append(CSVFormat.RFC4180.format(header.toArray())).append(LINE_END);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(row.cells());
      varied.forEach(path -> cells.add(row.settings().getOrDefault(path, "")));
      text.append(CSVFormat.RFC4180.format(cells.toArray())).append(LINE_END);
    }
    return text.toString();
  }

  /** The settings that are not the same in all runs, in the order written. */
  private List<String> varied() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Row row : rows) {
      row.settings().keySet().forEach(path -> values.put(path, new LinkedHashSet<>()));
    }
    for (Row row : rows) {
      values.forEach((path, seen) -> seen.add(row.settings().getOrDefault(path, "")));
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 && !NAMES.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}

package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The runs, their time and their speed. */
final class RunTables {
  private final StudyResults results;

  RunTables(StudyResults results) {
    this.results = results;
  }

  /** Wall time and speed. */
  ReportTable cost() {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      rows.add(
          Row.of(
              variant,
              ImmutableList.of(
                  Cell.of(variant.label()),
                  Cell.of(variant.seconds(), Figures::duration),
                  variant
                      .throughput()
                      .map(each -> Cell.of(Figures.count(each.perSecond()) + " " + each.unit()))
                      .orElse(Cell.NONE))));
    }
    return new ReportTable(
        "Time",
        ImmutableList.of(
            Column.text("Variant"),
            Column.number("Wall time of a run, median"),
            Column.number("Learned per second, median")),
        rows.build());
  }

  /** Every run. */
  ReportTable runs() {
    Figures figures =
        Figures.forAll(
            results.variants().stream()
                .flatMapToDouble(v -> DoubleStream.of(v.scores()))
                .toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      variant.runs().forEach(run -> rows.add(row(variant, run, figures)));
    }
    return new ReportTable(
        "Every run",
        ImmutableList.of(
            Column.text("Variant"),
            Column.number("Seed"),
            Column.text("State"),
            Column.number("Score"),
            Column.number("Wall time"),
            Column.text("Started")),
        rows.build());
  }

  private Row row(VariantResults variant, RunRecord run, Figures figures) {
    OptionalDouble score =
        run.isFinished() ? RunScore.of(results.study(), run) : OptionalDouble.empty();
    return Row.of(
        variant,
        ImmutableList.of(
            Cell.of(variant.name()),
            Cell.of(Long.toString(run.seed())),
            new Cell(Terms.of(run.state()), run.reason()),
            Cell.of(score, figures::format),
            run.manifest().map(m -> Cell.of(Figures.duration(m.seconds()))).orElse(Cell.NONE),
            run.manifest().map(RunTables::started).orElse(Cell.NONE)));
  }

  private static Cell started(Manifest manifest) {
    return new Cell(
        manifest.started(),
        manifest.sessions() > 1 ? "in " + manifest.sessions() + " sessions" : "");
  }
}

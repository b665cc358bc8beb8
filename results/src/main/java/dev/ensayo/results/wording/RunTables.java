package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.Throughput;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The runs, their time and their speed. */
final class RunTables {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;

  RunTables(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
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
                  Cell.of(variant.seconds(), words::duration),
                  variant.throughput().map(each -> Cell.of(perSecond(each))).orElse(Cell.NONE))));
    }
    return new ReportTable(
        words.say("Time"),
        ImmutableList.of(
            Column.text(words.say("Variant")),
            Column.number(words.say("Wall time of a run, median")),
            Column.number(words.say("Learned per second, median"))),
        rows.build());
  }

  private String perSecond(Throughput throughput) {
    return words.amount(throughput.perSecond()) + " " + words.told(throughput.unit());
  }

  /** Every run. */
  ReportTable runs() {
    Figures figures =
        words.figures(
            results.variants().stream()
                .flatMapToDouble(v -> DoubleStream.of(v.scores()))
                .toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      variant.runs().forEach(run -> rows.add(row(variant, run, figures)));
    }
    return new ReportTable(
        words.say("Every run"),
        ImmutableList.of(
            Column.text(words.say("Variant")),
            Column.number(words.say("Seed")),
            Column.text(words.say("State")),
            Column.number(words.say("Score")),
            Column.number(words.say("Wall time")),
            Column.text(words.say("Started"))),
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
            new Cell(
                terms.of(run.state()), words.told(run.reason()), words.staysEnglish(run.reason())),
            Cell.of(score, figures::format),
            run.manifest().map(m -> Cell.of(words.duration(m.seconds()))).orElse(Cell.NONE),
            run.manifest().map(this::started).orElse(Cell.NONE)));
  }

  private Cell started(Manifest manifest) {
    return new Cell(
        words.time(manifest.started()),
        manifest.sessions() > 1 ? words.say("in {0} sessions", manifest.sessions()) : "");
  }
}

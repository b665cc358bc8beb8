package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.report.ReportTable.Cell;
import dev.ensayo.results.report.ReportTable.Column;
import dev.ensayo.results.report.ReportTable.Row;
import dev.ensayo.results.report.RunRecord.State;
import dev.ensayo.results.report.VariantReport.Change;
import dev.ensayo.results.report.VariantReport.Comparison;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StepsToThreshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The tables of one study's report. */
final class ReportTables {
  private final StudyReport report;
  private final ReportWording wording;

  ReportTables(StudyReport report) {
    this.report = report;
    this.wording = new ReportWording(report);
  }

  /** Seeds, scores and comparisons: the table to quote. */
  ReportTable results() {
    boolean comparison = report.isComparison();
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text("Variant"),
        Column.number(wording.metric() + ", interquartile mean [95\u00a0%\u00a0interval]"));
    if (comparison) {
      columns.add(
          Column.number("Difference to " + report.baseline().name() + " [95\u00a0%\u00a0interval]"),
          Column.number("p, Holm-corrected"),
          Column.number("Probability of improvement"),
          Column.text("Verdict"));
    }
    columns.add(Column.text("Seeds finished"));
    Figures scores = scoreFigures();
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(variant.name()));
      cells.add(
          variant.score().isPresent()
              ? new Cell(
                  scores.format(variant.score().getAsDouble()), bracket(scores, variant.interval()))
              : Cell.NONE);
      if (comparison) {
        cells.addAll(comparison(variant, scores));
      }
      cells.add(seeds(variant));
      rows.add(new Row(Optional.of(variant.style()), cells.build()));
    }
    return new ReportTable(
        "Final scores" + (comparison ? " and comparison with " + report.baseline().name() : ""),
        columns.build(),
        rows.build());
  }

  /** One number format for all scores of the study. */
  Figures scoreFigures() {
    return Figures.forAll(
        report.variants().stream()
            .flatMapToDouble(
                variant ->
                    DoubleStream.concat(
                        variant.score().stream(),
                        variant.interval().stream()
                            .flatMapToDouble(i -> DoubleStream.of(i.low(), i.high()))))
            .toArray());
  }

  private static ImmutableList<Cell> comparison(VariantReport variant, Figures scores) {
    if (variant.isBaseline()) {
      return ImmutableList.of(Cell.NONE, Cell.NONE, Cell.NONE, Cell.of("reference"));
    }
    if (variant.comparison().isEmpty()) {
      return ImmutableList.of(Cell.NONE, Cell.NONE, Cell.NONE, Cell.of("nothing to compare"));
    }
    Comparison comparison = variant.comparison().get();
    String interval =
        comparison
            .interval()
            .map(i -> "[" + scores.signed(i.low()) + ", " + scores.signed(i.high()) + "]")
            .orElse("");
    return ImmutableList.of(
        new Cell(scores.signed(comparison.difference()), interval),
        comparison.correctedP().isPresent()
            ? Cell.of(Figures.probability(comparison.correctedP().getAsDouble()))
            : Cell.NONE,
        Cell.of(String.format(Locale.ROOT, "%.2f", comparison.improvement())),
        Cell.of(comparison.verdict().label()));
  }

  static String bracket(Figures figures, Optional<Interval> interval) {
    return interval
        .map(i -> "[" + figures.format(i.low()) + ", " + figures.format(i.high()) + "]")
        .orElse("no interval");
  }

  private static Cell seeds(VariantReport variant) {
    List<String> others = new ArrayList<>();
    for (State state : State.values()) {
      if (state != State.FINISHED && variant.count(state) > 0) {
        others.add(variant.count(state) + " " + state.label());
      }
    }
    return new Cell(
        variant.count(State.FINISHED) + " of " + variant.runs().size(), String.join(", ", others));
  }

  /** What each variant changes; empty if there is only one. */
  Optional<ReportTable> changes() {
    if (!report.isComparison()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      if (variant.isBaseline()) {
        continue;
      }
      Optional<SeriesStyle> style = Optional.of(variant.style());
      if (variant.changes().isEmpty()) {
        rows.add(row(style, variant.name(), "nothing", "–", "–"));
      }
      for (Change change : variant.changes()) {
        rows.add(row(style, variant.name(), change.key(), change.from(), change.to()));
      }
    }
    return Optional.of(
        new ReportTable(
            "What each variant changes against " + report.baseline().name(),
            ImmutableList.of(
                Column.text("Variant"),
                Column.text("Setting"),
                Column.text(report.baseline().name()),
                Column.text("here")),
            rows.build()));
  }

  private static Row row(Optional<SeriesStyle> style, String... texts) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    for (String text : texts) {
      cells.add(Cell.of(text));
    }
    return new Row(style, cells.build());
  }

  /** Sample efficiency; empty if the report's metric has no curve over a clock. */
  Optional<ReportTable> efficiency() {
    if (report.curves().isEmpty() || report.curves().get().end() == 0) {
      return Optional.empty();
    }
    boolean hasThreshold = report.threshold().isPresent();
    String clock = wording.clockName();
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text("Variant"));
    if (hasThreshold) {
      String at = Figures.of(report.threshold().getAsDouble());
      columns.add(
          Column.number(capitalized(clock) + " to " + at + ", median [range]"),
          Column.text("Seeds that reach it"));
    }
    columns.add(Column.number("Mean of " + wording.metric() + " over the run"));
    Figures levels =
        Figures.forAll(
            report.variants().stream().flatMapToDouble(v -> v.meanLevel().stream()).toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(variant.name()));
      if (hasThreshold) {
        cells.add(stepsCell(variant.stepsToThreshold()), reachedCell(variant.stepsToThreshold()));
      }
      cells.add(format(variant.meanLevel(), levels::format));
      rows.add(new Row(Optional.of(variant.style()), cells.build()));
    }
    return Optional.of(new ReportTable("Sample efficiency", columns.build(), rows.build()));
  }

  /** The last value of each other test, a row each; empty if there is none. */
  Optional<ReportTable> lastValues() {
    TreeSet<String> metrics = new TreeSet<>();
    for (VariantReport variant : report.variants()) {
      variant.runs().forEach(run -> metrics.addAll(run.metrics().keySet()));
    }
    metrics.removeIf(metric -> !CurveCollector.isTest(metric));
    metrics.remove(wording.metric());
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text("Metric"));
    report.variants().forEach(variant -> columns.add(Column.number(variant.name())));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (String metric : metrics) {
      double[] means =
          report.variants().stream().mapToDouble(variant -> lastValue(variant, metric)).toArray();
      Figures figures = Figures.forAll(means);
      ImmutableList.Builder<Cell> cells = ImmutableList.builder();
      cells.add(Cell.of(metric));
      for (double mean : means) {
        cells.add(Double.isNaN(mean) ? Cell.NONE : Cell.of(figures.format(mean)));
      }
      rows.add(new Row(Optional.empty(), cells.build()));
    }
    return Optional.of(
        new ReportTable(
            "Last values of other tests, interquartile mean over finished runs",
            columns.build(),
            rows.build()));
  }

  /** NaN if no finished run has a finite one. */
  private static double lastValue(VariantReport variant, String metric) {
    double[] values =
        variant.runs().stream()
            .filter(RunRecord::isFinished)
            .map(run -> Optional.ofNullable(run.metrics().get(metric)))
            .flatMap(Optional::stream)
            .flatMapToDouble(curve -> curve.lastMean(1).stream())
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0 ? Double.NaN : InterquartileMean.of(values);
  }

  private static Cell stepsCell(Optional<StepsToThreshold> steps) {
    if (steps.isEmpty()) {
      return Cell.NONE;
    }
    if (steps.get().reached().isEmpty()) {
      return Cell.of("not reached");
    }
    double first = steps.get().reached().values().stream().mapToLong(v -> v).min().orElseThrow();
    double last = steps.get().reached().values().stream().mapToLong(v -> v).max().orElseThrow();
    String end = steps.get().censored().isEmpty() ? Figures.count(last) : "not reached";
    String range = "[" + Figures.count(first) + ", " + end + "]";
    return steps.get().median().isPresent()
        ? new Cell(Figures.count(steps.get().median().getAsDouble()), range)
        : new Cell("not reached by half", range);
  }

  private static Cell reachedCell(Optional<StepsToThreshold> steps) {
    if (steps.isEmpty()) {
      return Cell.NONE;
    }
    String count = steps.get().reached().size() + " of " + steps.get().seeds();
    return steps.get().censored().isEmpty()
        ? Cell.of(count)
        : new Cell(
            count,
            "not: "
                + steps.get().censored().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")));
  }

  private static Cell format(OptionalDouble value, DoubleFunction<String> format) {
    return value.isPresent() ? Cell.of(format.apply(value.getAsDouble())) : Cell.NONE;
  }

  static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Wall time and speed. */
  ReportTable cost() {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      rows.add(
          new Row(
              Optional.of(variant.style()),
              ImmutableList.of(
                  Cell.of(variant.name()),
                  format(variant.seconds(), Figures::duration),
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
            report.variants().stream().flatMapToDouble(v -> DoubleStream.of(v.scores())).toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      for (RunRecord run : variant.runs()) {
        OptionalDouble score =
            run.isFinished() ? StudyAnalysis.score(report.study(), run) : OptionalDouble.empty();
        rows.add(
            new Row(
                Optional.of(variant.style()),
                ImmutableList.of(
                    Cell.of(variant.name()),
                    Cell.of(Long.toString(run.seed())),
                    new Cell(run.state().label(), run.reason()),
                    format(score, figures::format),
                    run.manifest()
                        .map(m -> Cell.of(Figures.duration(m.seconds())))
                        .orElse(Cell.NONE),
                    run.manifest().map(ReportTables::started).orElse(Cell.NONE))));
      }
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

  private static Cell started(Manifest manifest) {
    return new Cell(
        manifest.started(),
        manifest.sessions() > 1 ? "in " + manifest.sessions() + " sessions" : "");
  }

  /** Where the runs were made. */
  ReportTable machines() {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    report
        .machines()
        .forEach(
            (label, values) -> {
              boolean same = values.size() == 1;
              for (Map.Entry<String, Integer> value : values.entrySet()) {
                rows.add(
                    new Row(
                        Optional.empty(),
                        ImmutableList.of(
                            Cell.of(label),
                            new Cell(
                                value.getKey(), same ? "" : "(" + value.getValue() + " runs)"))));
              }
            });
    return new ReportTable(
        "Machine", ImmutableList.of(Column.text("What"), Column.text("Found")), rows.build());
  }
}

package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportStatistics;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.MoreTests;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.BenjaminiHochberg;
import dev.ensayo.results.statistics.OptimalityGap;
import dev.ensayo.results.statistics.PairedTTest;
import dev.ensayo.results.statistics.Statistic;
import dev.ensayo.results.statistics.WilcoxonTest;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Other summaries of the scores, and what other tests say: beside the table to quote. */
final class StatisticsTables {
  private static final String TOO_FEW = "too few seeds";

  private final Terms terms;
  private final StudyResults results;
  private final ReportStatistics settings;

  StatisticsTables(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.settings = results.study().report().statistics();
  }

  /** Per variant; empty if none has a score, or there are too many variants to read. */
  Optional<ReportTable> summaries() {
    if (results.isCrowded()
        || results.variants().stream().allMatch(variant -> variant.score().isEmpty())) {
      return Optional.empty();
    }
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text("Variant"),
        Column.number("Mean"),
        Column.number("Median"),
        Column.number("Interquartile mean [95\u00a0%, percentile]"),
        Column.number("[95\u00a0%, BCa]"));
    settings
        .target()
        .ifPresent(target -> columns.add(Column.number("Optimality gap to " + Figures.of(target))));
    columns.add(Column.text("Scores"));
    return Optional.of(
        new ReportTable(
            "More statistics of the " + terms.scoresName(),
            columns.build(),
            results.variants().stream()
                .filter(variant -> variant.score().isPresent())
                .map(this::summary)
                .collect(ImmutableList.toImmutableList())));
  }

  private Row summary(VariantResults variant) {
    double[] scores = variant.scores();
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(variant.label()),
        Cell.of(terms.scores().format(Statistic.MEAN.applyAsDouble(scores))),
        Cell.of(terms.scores().format(Statistic.MEDIAN.applyAsDouble(scores))),
        new Cell(
            terms.scores().format(variant.score().orElseThrow()),
            terms.interval(variant.finalScores().percentile())),
        Cell.of(terms.interval(variant.finalScores().accelerated())));
    settings
        .target()
        .ifPresent(
            target ->
                cells.add(
                    Cell.of(
                        terms
                            .scores()
                            .format(OptimalityGap.of(scores, target, terms.higherIsBetter())))));
    long counted = FailedRuns.counted(results.study(), variant);
    cells.add(
        new Cell(Integer.toString(scores.length), counted == 0 ? "" : counted + " of them failed"));
    return Row.of(variant, cells.build());
  }

  /** Between variants and what they are compared with; empty if nothing is. */
  Optional<ReportTable> tests() {
    Map<VariantResults, Comparison> compared = new LinkedHashMap<>();
    results
        .variants()
        .forEach(variant -> variant.comparison().ifPresent(each -> compared.put(variant, each)));
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text("Variant"),
        Column.number("p, Welch"),
        Column.number("p, Benjamini–Hochberg"),
        Column.number("p, Mann–Whitney"),
        Column.number("p, permutation"));
    if (settings.paired()) {
      columns.add(Column.number("p, paired t"), Column.number("p, Wilcoxon"));
    }
    columns.add(Column.number("Hedges' g"), Column.number("Cliff's δ"));
    Map<VariantResults, Double> corrected = corrected(compared);
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    compared.forEach(
        (variant, comparison) ->
            rows.add(row(variant, comparison, Optional.ofNullable(corrected.get(variant)))));
    return Optional.of(
        new ReportTable(
            "More tests of the differences; none of them enters a verdict",
            columns.build(),
            rows.build()));
  }

  private static Map<VariantResults, Double> corrected(Map<VariantResults, Comparison> compared) {
    List<VariantResults> tested =
        compared.keySet().stream()
            .filter(variant -> compared.get(variant).p().isPresent())
            .toList();
    double[] adjusted =
        BenjaminiHochberg.adjust(
            tested.stream().mapToDouble(each -> compared.get(each).p().orElseThrow()).toArray());
    Map<VariantResults, Double> corrected = new LinkedHashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.put(tested.get(i), adjusted[i]);
    }
    return corrected;
  }

  private Row row(VariantResults variant, Comparison comparison, Optional<Double> corrected) {
    MoreTests more = comparison.more();
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(variant.label()),
        comparison.welch().isPresent()
            ? Cell.of(Figures.probability(comparison.welch().get().p()))
            : comparison.exact().isPresent()
                ? new Cell(Figures.probability(comparison.exact().get().p()), "exact, no spread")
                : Cell.of(TOO_FEW),
        probability(corrected),
        probability(more.mannWhitney().map(test -> test.p())),
        probability(more.permutation().map(test -> test.p())));
    if (settings.paired()) {
      cells.add(
          probability(more.pairedT().map(PairedTTest::p)),
          new Cell(
              more.wilcoxon().map(WilcoxonTest::p).map(Figures::probability).orElse(TOO_FEW),
              Terms.counted(more.pairs(), "pair")));
    }
    cells.add(
        Cell.of(more.hedgesG(), StatisticsTables::effect), Cell.of(effect(more.cliffsDelta())));
    return Row.of(variant, cells.build());
  }

  private static Cell probability(Optional<Double> p) {
    return Cell.of(p.map(Figures::probability).orElse(TOO_FEW));
  }

  private static String effect(double size) {
    return String.format(Locale.ROOT, "%+.2f", size).replace('-', '−');
  }

  /** The probability of improvement with its interval. */
  static Cell improvement(Comparison comparison, boolean higherIsBetter) {
    var interval = comparison.more().improvement(higherIsBetter);
    return new Cell(
        String.format(Locale.ROOT, "%.2f", comparison.improvement()),
        String.format(Locale.ROOT, "[%.2f, %.2f]", interval.low(), interval.high()));
  }
}

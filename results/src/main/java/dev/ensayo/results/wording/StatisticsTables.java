package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportStatistics;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.MoreTests;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.BenjaminiHochberg;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.OptimalityGap;
import dev.ensayo.results.statistics.PairedTTest;
import dev.ensayo.results.statistics.Statistic;
import dev.ensayo.results.statistics.WilcoxonTest;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other summaries of the scores, and what other tests say: beside the table to quote. */
final class StatisticsTables {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final ReportStatistics settings;

  StatisticsTables(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
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
        Column.text(words.say("Variant")),
        Column.number(words.say("Mean")),
        Column.number(words.say("Median")),
        Column.number(words.say("Interquartile mean [95\u00a0%, percentile]")),
        Column.number(words.say("[95\u00a0%, BCa]")));
    settings
        .target()
        .ifPresent(
            target ->
                columns.add(
                    Column.number(words.say("Optimality gap to {0}", words.number(target)))));
    columns.add(Column.text(words.say("Scores")));
    return Optional.of(
        new ReportTable(
            words.say("More statistics of {0}", terms.theScores()),
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
    long counted = FailedRuns.countedAsWorst(results.study(), variant);
    cells.add(
        new Cell(
            words.amount(scores.length),
            counted == 0 ? "" : words.say("{0} of them failed", counted)));
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
    if (terms.sequential().isPresent()) {
      return Optional.of(sizes(compared));
    }
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text(words.say("Variant")),
        Column.number(words.say("p, Welch")),
        Column.number(words.say("p, Benjamini–Hochberg")),
        Column.number(words.say("p, Mann–Whitney")),
        Column.number(words.say("p, permutation")));
    if (settings.paired()) {
      columns.add(Column.number(words.say("p, paired t")), Column.number(words.say("p, Wilcoxon")));
    }
    columns.add(Column.number(words.say("Hedges' g")), Column.number(words.say("Cliff's δ")));
    Map<VariantResults, Double> corrected = corrected(compared);
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    compared.forEach(
        (variant, comparison) ->
            rows.add(row(variant, comparison, Optional.ofNullable(corrected.get(variant)))));
    return Optional.of(
        new ReportTable(
            words.say("More tests of the differences; none of them enters a verdict"),
            columns.build(),
            rows.build()));
  }

  /** Effects alone: after looking, the p of a test of all scores would be too small. */
  private ReportTable sizes(Map<VariantResults, Comparison> compared) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    compared.forEach(
        (variant, comparison) ->
            rows.add(
                Row.of(
                    variant,
                    ImmutableList.<Cell>builder()
                        .add(Cell.of(variant.label()))
                        .addAll(sizes(comparison))
                        .build())));
    return new ReportTable(
        words.say("Sizes of the differences; none of them enters a verdict"),
        ImmutableList.of(
            Column.text(words.say("Variant")),
            Column.number(words.say("Hedges' g")),
            Column.number(words.say("Cliff's δ"))),
        rows.build());
  }

  private ImmutableList<Cell> sizes(Comparison comparison) {
    MoreTests more = comparison.more();
    return ImmutableList.of(
        Cell.of(more.hedgesG(), this::effect), Cell.of(effect(more.cliffsDelta())));
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
            ? Cell.of(words.probability(comparison.welch().get().p()))
            : comparison.exact().isPresent()
                ? new Cell(
                    words.probability(comparison.exact().get().p()), words.say("exact, no spread"))
                : Cell.of(tooFew()),
        probability(corrected),
        probability(more.mannWhitney().map(test -> test.p())),
        probability(more.permutation().map(test -> test.p())));
    if (settings.paired()) {
      cells.add(
          probability(more.pairedT().map(PairedTTest::p)),
          new Cell(
              more.wilcoxon().map(WilcoxonTest::p).map(words::probability).orElse(tooFew()),
              words.counted(more.pairs(), "{0} pair|{0} pairs")));
    }
    cells.addAll(sizes(comparison));
    return Row.of(variant, cells.build());
  }

  private Cell probability(Optional<Double> p) {
    return Cell.of(p.map(words::probability).orElse(tooFew()));
  }

  private String tooFew() {
    return words.say("too few seeds");
  }

  private String effect(double size) {
    return Figures.decimals(words.numbers(), 2).signed(size);
  }

  /** The probability of improvement with its interval. */
  Cell improvement(Comparison comparison) {
    Interval interval = comparison.more().improvement(terms.higherIsBetter());
    return new Cell(
        words.number(comparison.improvement(), 2),
        terms.between(words.number(interval.low(), 2), words.number(interval.high(), 2)));
  }
}

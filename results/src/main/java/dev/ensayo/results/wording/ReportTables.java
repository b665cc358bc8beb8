package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of one study's report. */
public final class ReportTables {
  private final Terms terms;
  private final StudyResults results;

  ReportTables(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  /** Seeds, scores and comparisons: the table to quote. */
  public ReportTable results() {
    return results.grid().isPresent()
        ? new GridTable(terms).results()
        : new ResultsTable(terms).table();
  }

  /** Other summaries of the scores; empty if no variant has one. */
  public Optional<ReportTable> summaries() {
    return new StatisticsTables(terms).summaries();
  }

  /** Other tests of the differences, and their sizes; empty if nothing is compared. */
  public Optional<ReportTable> tests() {
    return new StatisticsTables(terms).tests();
  }

  /** All cells of a grid, where {@link #results} has the best alone. */
  public Optional<ReportTable> cells() {
    return results.grid().flatMap(grid -> new GridTable(terms).all());
  }

  /** The points of a search that came furthest; empty where there is none. */
  public Optional<ReportTable> points() {
    return results.search().map(found -> new SearchTables(terms, found).points());
  }

  /** How much each setting of a search explains; empty where there is none. */
  public Optional<ReportTable> shares() {
    return results.search().flatMap(found -> new SearchTables(terms, found).shares());
  }

  /** How much of a setting the methods are worth; empty where scores are not drawn against one. */
  public Optional<ReportTable> worth() {
    return terms.worth().map(WorthWords::table).filter(table -> !table.rows().isEmpty());
  }

  /** What methods come to over all tasks, and in each; none where scores are not normalized. */
  public ImmutableList<ReportTable> tasks() {
    return terms
        .tasks()
        .map(tasks -> ImmutableList.of(tasks.aggregates(), tasks.byTask()))
        .orElse(ImmutableList.of());
  }

  /** What each part of an ablation does; empty where there is none. */
  public Optional<ReportTable> effects() {
    return terms.ablation().flatMap(found -> new EffectsTable(terms, found).effects());
  }

  /** The analysis of variance of a factorial; empty where there is none. */
  public Optional<ReportTable> anova() {
    return terms.ablation().flatMap(found -> new EffectsTable(terms, found).anova());
  }

  /** What was published of studies with these settings; empty if nothing was. */
  public Optional<ReportTable> protocols() {
    return new ProtocolTable(terms.words()).of(results);
  }

  /** What each variant changes; empty if there is only one. */
  public Optional<ReportTable> changes() {
    return new ChangesTable(terms).table();
  }

  /** Sample efficiency; empty if the report's metric has no curve over a clock. */
  public Optional<ReportTable> efficiency() {
    return new EfficiencyTable(terms).table();
  }

  /** The last value of each other test, a row each; empty if there is none. */
  public Optional<ReportTable> lastValues() {
    return new LastValuesTable(terms).table();
  }

  /** All that there are, in the order of the report. */
  public ImmutableList<ReportTable> all() {
    Stream<Optional<ReportTable>> others =
        Stream.of(
            Optional.of(results()),
            cells(),
            points(),
            shares(),
            summaries(),
            tests(),
            changes(),
            efficiency(),
            lastValues(),
            Optional.of(cost()),
            Optional.of(runs()),
            machines());
    return Stream.concat(tasks().stream(), others.flatMap(Optional::stream))
        .collect(ImmutableList.toImmutableList());
  }

  /** Wall time and speed. */
  public ReportTable cost() {
    return new RunTables(terms).cost();
  }

  /** Every run. */
  public ReportTable runs() {
    return new RunTables(terms).runs();
  }

  /** Where the runs were made; empty if none came so far. */
  public Optional<ReportTable> machines() {
    return new MachineTable(results.found().runs(), terms.words()).table();
  }
}

package dev.ensayo.results.wording;

import dev.ensayo.results.analysis.StudyResults;
import java.util.Optional;

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

  /** All cells of a grid, where {@link #results} has the best alone. */
  public Optional<ReportTable> cells() {
    return results.grid().flatMap(grid -> new GridTable(terms).all());
  }

  /** What was published of studies with these settings; empty if nothing was. */
  public Optional<ReportTable> protocols() {
    return ProtocolTable.of(results);
  }

  /** What each variant changes; empty if there is only one. */
  public Optional<ReportTable> changes() {
    return new ChangesTable(results).table();
  }

  /** Sample efficiency; empty if the report's metric has no curve over a clock. */
  public Optional<ReportTable> efficiency() {
    return new EfficiencyTable(terms).table();
  }

  /** The last value of each other test, a row each; empty if there is none. */
  public Optional<ReportTable> lastValues() {
    return new LastValuesTable(results).table();
  }

  /** Wall time and speed. */
  public ReportTable cost() {
    return new RunTables(results).cost();
  }

  /** Every run. */
  public ReportTable runs() {
    return new RunTables(results).runs();
  }

  /** Where the runs were made; empty if none came so far. */
  public Optional<ReportTable> machines() {
    return new MachineTable(results.found().runs()).table();
  }
}

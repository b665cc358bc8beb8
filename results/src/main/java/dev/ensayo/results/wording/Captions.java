package dev.ensayo.results.wording;

import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.CurveGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands on figures, above them and below, and in place of those that cannot be drawn. */
public final class Captions {
  private final Terms terms;
  private final StudyResults results;

  Captions(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  /** Above the title. */
  public String eyebrow() {
    return results.isInterim() ? "Ensayo report, interim" : "Ensayo report";
  }

  /** What a score is. */
  public String score() {
    return terms.score();
  }

  /** On the page alone: what problems mean. */
  public String problems() {
    return new FailedRuns(terms)
        .sentence()
        .orElse(
            "They are left out of every mean and interval below. If they are missing because of how"
                + " a variant learns, its numbers flatter it.");
  }

  /** Where no run has a curve. */
  public String noCurves() {
    return "No run has recorded a finite value of " + terms.metric() + ".";
  }

  /** Where the curve would be a point. */
  public String recordedOnce() {
    return terms.metric() + " was recorded only once, so there is no curve.";
  }

  /** Above curves. */
  public String curvesTitle(MetricCurves curves) {
    return curves.metric() + " over " + Terms.clock(curves.clock());
  }

  /** At the horizontal axis of curves. */
  public String clock(MetricCurves curves) {
    return Terms.capitalized(Terms.clock(curves.clock()));
  }

  /** Below the learning curves. */
  public String curves(MetricCurves curves) {
    boolean bands = curves.series().stream().anyMatch(series -> series.curve().hasBand());
    boolean stopped = curves.series().stream().anyMatch(series -> !series.stopped().isEmpty());
    boolean kept = curves.series().stream().anyMatch(series -> !series.kept().isEmpty());
    return "Mean of "
        + curves.metric()
        + " over the finished seeds of each variant"
        + (bands ? ", with the " + bandsName(curves) + " 95\u00a0% t-interval of the mean" : "")
        + (curves.binned()
            ? "; each seed is averaged within " + CurveGrid.BINS + " bins of the clock first"
            : "")
        + "."
        + (bands ? " Bands are cut at the frame." : "")
        + (stopped
            ? " Thin lines that end in a cross are runs that failed or did not finish; they are"
                + " not part of the means."
            : "")
        + (kept
            ? " A ring is the test whose parameters a run kept at its end, where its score was"
                + " measured; where some runs end before others, the mean goes on with the rest."
            : "")
        + crowd()
        + cells()
        + farThreshold(curves);
  }

  private String bandsName(MetricCurves curves) {
    return results.study().report().statistics().bands() == Bands.SIMULTANEOUS
            && curves.metric().equals(terms.metric())
        ? "simultaneous"
        : "pointwise";
  }

  private String farThreshold(MetricCurves curves) {
    return results.threshold().stream()
        .filter(at -> !curves.range().contains(at))
        .mapToObj(
            at ->
                " The threshold, "
                    + Figures.of(at)
                    + ", lies far "
                    + (at > curves.range().high() ? "above" : "below")
                    + " what was measured and is not drawn.")
        .collect(Collectors.joining());
  }

  /** What a chart of curves shows, for readers who cannot see it. */
  public String curvesDescription(MetricCurves curves) {
    return curves.series().stream()
        .map(
            series -> {
              double[] mean = series.curve().mean();
              int last = mean.length - 1;
              while (last >= 0 && !Double.isFinite(mean[last])) {
                last--;
              }
              return series.name()
                  + (last < 0
                      ? " has no finished run"
                      : " ends at a mean of " + Figures.of(mean[last]));
            })
        .collect(Collectors.joining("; ", "At the end of training: ", "."));
  }

  /** Above scores against a setting. */
  public String acrossHeading(String setting) {
    return "Scores against " + setting;
  }

  /** On the chart of scores against a setting. */
  public String acrossTitle(String setting) {
    return score() + " against " + setting;
  }

  /** Below scores against a setting. */
  public String across(String setting) {
    return "Interquartile mean of "
        + score()
        + " with its 95\u00a0% bootstrap interval, against "
        + setting
        + ". Points at one value are set a little apart."
        + coverage();
  }

  /** On the chart of final scores. */
  public String intervalsTitle() {
    return Terms.capitalized(terms.scoresName());
  }

  /** Below the final scores. */
  public String intervals() {
    return "Interquartile mean of the "
        + terms.scoresName()
        + " with its 95\u00a0% bootstrap interval; each small"
        + " tick is one seed."
        + (results.isComparison() ? " The dashed line is " + results.baseline().name() + "." : "")
        + cells()
        + coverage();
  }

  private String coverage() {
    return terms.coverageInShort().map(text -> " " + text).orElse("");
  }

  /** On the ranked scores. */
  public String ranksTitle() {
    return Terms.capitalized(terms.scoresName()) + " by rank";
  }

  /** Below the ranked scores. */
  public String ranks() {
    return "Interquartile means of the "
        + terms.scoresName()
        + " by rank, the best first, with their 95\u00a0%"
        + " bootstrap intervals."
        + crowd()
        + cells()
        + coverage();
  }

  /** Which variants have a colour, where not all have. */
  private String crowd() {
    if (!results.isCrowded()) {
      return "";
    }
    List<VariantResults> highlighted = results.highlighted();
    List<String> named = new ArrayList<>();
    for (VariantResults variant : highlighted) {
      List<String> roles = new ArrayList<>();
      if (results.isComparison() && variant.isBaseline()) {
        roles.add("the reference");
      }
      role(variant, true, "the best").ifPresent(roles::add);
      role(variant, false, "the worst").ifPresent(roles::add);
      named.add(variant.label() + " (" + String.join(" and ", roles) + ")");
    }
    return (named.isEmpty() ? " All are grey" : " In colour: " + String.join("; ", named))
        + (named.isEmpty() ? "." : "; the others are grey.");
  }

  private Optional<String> role(VariantResults variant, boolean best, String role) {
    List<VariantResults> alike = results.extreme(best);
    return alike.contains(variant)
        ? Optional.of(alike.size() > 1 ? "one of " + role : role)
        : Optional.empty();
  }

  /** How charts name the cells of a grid. */
  private String cells() {
    return results
        .grid()
        .map(
            grid ->
                " Cells are named by "
                    + grid.axes().stream()
                        .map(StudyGrid.Axis::name)
                        .collect(Collectors.joining(", "))
                    + ".")
        .orElse("");
  }

  /** On the charts of a grid. */
  public String gridTitle() {
    return score() + " over the grid";
  }

  /** What can be read from the charts of a grid, for readers who cannot see them. */
  public String gridDescription() {
    return String.join(" ", new GridSummary(terms).sentences());
  }

  /** Below the heat map. */
  public String heatMap() {
    return "Interquartile mean of "
        + score()
        + " in each cell, the darker the better"
        + (results.hasIncomparableCells() ? "." : "; the frame marks the best.");
  }

  /** On a chart of scores along an axis of a grid. */
  public String alongTitle(StudyGrid.Axis axis) {
    return score() + " against " + axis.path();
  }

  /** Below the scores along the axes of a grid. */
  public String along() {
    return results.grid().orElseThrow().axes().size() == 1
        ? "Interquartile mean of "
            + score()
            + " with its 95\u00a0% bootstrap interval."
            + coverage()
        : "Interquartile means of "
            + score()
            + " against each axis: a grey dot for each cell, whatever its other values, and the"
            + " line through their means.";
  }

  /** Above the table of all cells. */
  public String everyCellHeading() {
    return "Every cell (" + results.variants().size() + ")";
  }

  /** A score as text. */
  public String score(double score) {
    return terms.scores().format(score);
  }

  /** On the performance profile. */
  public String profileTitle() {
    return "Performance profile";
  }

  /** At the vertical axis of the performance profile. */
  public String profileShare() {
    return "share of seeds";
  }

  /** Below the performance profile. */
  public String profile() {
    return "Performance profile: the share of seeds that score "
        + (profileCountsUp() ? "at least" : "at most")
        + " so much. A curve that lies above another everywhere belongs to the better variant."
        + (results.isCrowded() ? "" : " Bands are Wilson's 95\u00a0% intervals of the share.");
  }

  /** Whether a performance profile counts the runs at or above a score. */
  public boolean profileCountsUp() {
    return terms.higherIsBetter();
  }

  /** Where steps to a threshold cannot be counted. */
  public String noThreshold() {
    return "There is no threshold to count steps to: neither the study's report.threshold nor one"
        + " environment of all variants gives one.";
  }

  /** Above the curves of training. */
  public String trainingHeading() {
    return "Training metrics (" + results.training().size() + ")";
  }

  /** Below the paragraph for an appendix: what else there is to take away. */
  public String files() {
    return "The same is in methods.txt; the figures are in figures/ as SVG and CSV, the tables in"
        + " tables/ as LaTeX and Markdown.";
  }

  /** Above the list of runs. */
  public String everyRunHeading() {
    return Heading.EVERY_RUN.text() + " (" + results.runCount() + ")";
  }

  /** Above the configuration of a variant. */
  public String configuration(String variant) {
    return "Resolved configuration: " + variant;
  }

  /** Above an exhibit: whose it is. */
  public static String exhibit(ExhibitGroup.Entry entry) {
    return entry.variant().label()
        + ", seed "
        + entry.seed()
        + (entry.medianOf() > 1 ? ", the median of " + entry.medianOf() + " runs" : "");
  }

  /** Below exhibits of several variants that are drawn in one chart. */
  public static String exhibitOfAll() {
    return "Of each variant's first finished seed.";
  }

  /** In place of a figure, where there are none. */
  public static String drawnIn(String page) {
    return "Drawn in " + page + ".";
  }
}

package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.ReportSettings.Better;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.report.VariantReport.Comparison;
import dev.ensayo.results.report.VariantReport.Verdict;
import dev.ensayo.results.statistics.CurveGrid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of one study's report, the same in HTML and Markdown. */
final class ReportWording {
  private final StudyReport report;

  ReportWording(StudyReport report) {
    this.report = report;
  }

  String metric() {
    return report.study().report().metric();
  }

  /** What the clock of the report's metric counts, in plain words. */
  String clockName() {
    return report.curves().map(curves -> clockName(curves.clock())).orElse("steps");
  }

  static String clockName(Clock clock) {
    return clock.label().replace('_', ' ') + "s";
  }

  private String window() {
    int window = report.study().report().window();
    return window == 1
        ? "its last value of " + metric()
        : "the mean of its last " + window + " values of " + metric();
  }

  boolean higherIsBetter() {
    return report.study().report().better() == Better.HIGHER;
  }

  /** The budget as the study gives it, such as "50,000 environment steps". */
  private Optional<String> budget() {
    for (Clock clock : Clock.values()) {
      Optional<ConfigNode> amount =
          InlineYaml.at(report.study().base(), "budget." + clock.budgetKey());
      if (amount.isPresent() && amount.get() instanceof ConfigNode.Scalar scalar) {
        String units = clock.budgetKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Optional.of(number(scalar.text()) + " " + units);
      }
    }
    return Optional.empty();
  }

  private static String number(String text) {
    return text.matches("[0-9]+") ? Figures.count(Double.parseDouble(text)) : text;
  }

  private String direction() {
    return higherIsBetter() ? "higher is better" : "lower is better";
  }

  /** Facts for the head of the report, each a label and a value. */
  ImmutableList<String[]> facts() {
    ImmutableList.Builder<String[]> facts = ImmutableList.builder();
    facts.add(new String[] {"Score", metric() + ", " + direction()});
    facts.add(
        new String[] {
          "Runs",
          report.finishedCount()
              + " of "
              + report.runCount()
              + " finished ("
              + counted(report.variants().size(), "variant")
              + " × "
              + counted(report.study().seeds().size(), "seed")
              + ")"
        });
    budget().ifPresent(length -> facts.add(new String[] {"Length of a run", length}));
    if (report.threshold().isPresent()) {
      facts.add(
          new String[] {
            "Threshold",
            Figures.of(report.threshold().getAsDouble())
                + (report.thresholdFromEnvironment()
                    ? ", the environment's own"
                    : ", set by the study")
          });
    }
    return facts.build();
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The results in sentences. */
  ImmutableList<String> summary() {
    Figures figures = new ReportTables(report).scoreFigures();
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    VariantReport baseline = report.baseline();
    sentences.add(reference(baseline, figures));
    for (VariantReport variant : report.variants()) {
      variant
          .comparison()
          .filter(found -> found.verdict() == Verdict.BETTER || found.verdict() == Verdict.WORSE)
          .ifPresent(found -> sentences.add(decided(variant, found, figures)));
    }
    list(
        sentences, Verdict.NO_CLEAR_DIFFERENCE, "No clear difference to " + baseline.name() + ": ");
    list(sentences, Verdict.NOT_TESTED, "Not tested against " + baseline.name() + ": ");
    String lost =
        report.variants().stream()
            .filter(variant -> !variant.isBaseline() && variant.score().isEmpty())
            .map(VariantReport::name)
            .collect(Collectors.joining(", "));
    if (!lost.isEmpty()) {
      sentences.add("Without a finished run that has a score: " + lost + ".");
    }
    return sentences.build();
  }

  private static String reference(VariantReport baseline, Figures figures) {
    if (baseline.score().isEmpty()) {
      return baseline.name() + " has no finished run with a score.";
    }
    String score = baseline.name() + " scores " + figures.format(baseline.score().getAsDouble());
    return baseline.scores().length == 1
        ? score + ", with a single seed and so without an interval."
        : score
            + " "
            + ReportTables.bracket(figures, baseline.interval())
            + ", the interquartile mean of "
            + counted(baseline.scores().length, "seed")
            + ".";
  }

  private String decided(VariantReport variant, Comparison found, Figures figures) {
    return variant.name()
        + " is "
        + found.verdict().label()
        + " than "
        + report.baseline().name()
        + ": "
        + figures.signed(found.difference())
        + found
            .interval()
            .map(i -> " [" + figures.signed(i.low()) + ", " + figures.signed(i.high()) + "]")
            .orElse("")
        + ", p "
        + (Figures.probability(found.correctedP().orElseThrow()).startsWith("<") ? "" : "= ")
        + Figures.probability(found.correctedP().orElseThrow())
        + ".";
  }

  private void list(ImmutableList.Builder<String> sentences, Verdict verdict, String start) {
    String names =
        report.variants().stream()
            .filter(v -> v.comparison().map(c -> c.verdict() == verdict).orElse(false))
            .map(VariantReport::name)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      sentences.add(start + names + ".");
    }
  }

  /** Below the learning curves. */
  String curvesCaption(MetricCurves curves) {
    boolean bands = curves.series().stream().anyMatch(series -> series.curve().hasBand());
    boolean stopped = curves.series().stream().anyMatch(series -> !series.stopped().isEmpty());
    return "Mean of "
        + curves.metric()
        + " over the finished seeds of each variant"
        + (bands ? ", with the pointwise 95\u00a0% t-interval of the mean" : "")
        + (curves.binned()
            ? "; each seed is averaged within " + CurveGrid.BINS + " bins of the clock first"
            : "")
        + "."
        + (bands ? " Bands are cut at the frame." : "")
        + (stopped
            ? " Thin lines that end in a cross are runs that failed or did not finish; they are"
                + " not part of the means."
            : "");
  }

  /** What a chart of curves shows, for readers who cannot see it. */
  String curvesDescription(MetricCurves curves) {
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

  /** Below the final scores. */
  String intervalCaption() {
    return "Interquartile mean of the final scores with its 95\u00a0% bootstrap interval; each small"
        + " tick is one seed."
        + (report.isComparison() ? " The dashed line is " + report.baseline().name() + "." : "");
  }

  /** Below the performance profile. */
  String profileCaption() {
    return "Performance profile: the share of seeds that score "
        + (higherIsBetter() ? "at least" : "at most")
        + " so much. A curve that lies above another everywhere belongs to the better variant.";
  }

  /** How the numbers came about, one statement each. */
  List<String> methods() {
    return List.of(
        "The score of a run is " + window() + ".",
        "Scores are summed up by the interquartile mean, the mean of the middle half (Agarwal et"
            + " al., 2021). Its interval is the 95\u00a0% percentile interval of a stratified bootstrap:"
            + " seeds are resampled within each variant, 10,000 times, from a fixed random stream.",
        "Differences are variant minus baseline, with a bootstrap interval of their own. p is from"
            + " Welch's two-sided t-test of the means, corrected for the number of variants by"
            + " Holm's method.",
        "The verdict says better or worse only if the corrected p is below 0.05 and the interval of"
            + " the difference leaves out zero. No clear difference does not mean the same: with few"
            + " seeds, only large differences show.",
        "The probability of improvement is the chance that a run of the variant is better than a"
            + " run of the baseline; 0.5 means neither.",
        "Steps to the threshold are counted up to the first test that reaches it. Seeds that never"
            + " do are named, and count as longer than all others in the median.");
  }

  /** Commands that make the runs and this report again. */
  ImmutableList<String> commands() {
    String folder = "runs/" + report.study().name();
    StringBuilder run = new StringBuilder("./ensayo run " + folder + "/study.yaml --out again");
    for (String override : report.overrides()) {
      run.append(" --set ").append(quoted(override));
    }
    ImmutableList.Builder<String> commands = ImmutableList.builder();
    if (!report.source().isEmpty()) {
      commands.add(run.toString());
    }
    report.variants().stream()
        .flatMap(variant -> variant.runs().stream())
        .filter(RunRecord::isFinished)
        .findFirst()
        .ifPresent(
            finished ->
                commands.add(
                    String.format(
                        Locale.ROOT,
                        "./ensayo verify %s/%s/seed-%d",
                        folder,
                        finished.variant(),
                        finished.seed())));
    commands.add("./ensayo report " + folder);
    return commands.build();
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_.=,/:+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}

package dev.ensayo.results.wording;

import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.core.study.ReportCharts.Scale;
import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.CurveGrid;
import dev.ensayo.results.statistics.MeanCurve;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands on the charts of curves, and below. */
public final class CurveCaptions {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final Optional<String> crowd;
  private final Optional<String> cells;

  /**
   * @param crowd which variants have a colour, where not all have
   * @param cells how the cells of a grid are named
   */
  CurveCaptions(Terms terms, Optional<String> crowd, Optional<String> cells) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.crowd = crowd;
    this.cells = cells;
  }

  /** On curves. */
  public String title(MetricCurves curves) {
    return words.say("{0} over {1}", curves.metric(), over(curves));
  }

  /** On the interquartile means. */
  public String efficiencyTitle(MetricCurves curves) {
    return words.say("Interquartile mean of {0} over {1}", curves.metric(), over(curves));
  }

  /** On the variants of one task. */
  public String taskTitle(MetricCurves curves, String task) {
    return words.say("{0}, {1}", title(curves), task);
  }

  /** On a variant beside its baseline. */
  public String againstTitle(MetricCurves curves, VariantResults variant, VariantResults baseline) {
    return words.say("{0}: {1} against {2}", title(curves), variant.tag(), baseline.tag());
  }

  /** On what a variant does in training and on what is held out. */
  public String pairTitle(TrainingPair pair, VariantResults variant) {
    return words.say(
        "{0} and {1} of {2}", pair.training().metric(), pair.heldOut().metric(), variant.tag());
  }

  private String over(MetricCurves curves) {
    return switch (curves.x()) {
      case STEPS -> terms.clock(curves.clock());
      case UPDATES -> words.say("updates");
      case SIMULATED_TIME -> words.say("simulated time");
      case WALL_TIME -> words.say("wall time");
    };
  }

  /** What the reader chooses. */
  public String choice() {
    return words.say("Drawn over");
  }

  /** One of the choices. */
  public String choice(MetricCurves curves) {
    return terms.capitalized(over(curves));
  }

  /** At the horizontal axis of curves. */
  public String clock(MetricCurves curves) {
    if (curves.x() == Abscissa.SIMULATED_TIME) {
      return switch (curves.unit()) {
        case SECONDS -> words.say("Simulated time, seconds");
        case MINUTES -> words.say("Simulated time, minutes");
        case HOURS -> words.say("Simulated time, hours");
      };
    }
    if (curves.x() != Abscissa.WALL_TIME) {
      return choice(curves);
    }
    return switch (curves.unit()) {
      case SECONDS -> words.say("Wall time of training, seconds");
      case MINUTES -> words.say("Wall time of training, minutes");
      case HOURS -> words.say("Wall time of training, hours");
    };
  }

  /**
   * Below the learning curves.
   *
   * @param clocks the same curves over each clock that the reader can choose
   */
  public String means(MetricCurves curves, List<MetricCurves> clocks) {
    boolean bands = curves.series().stream().anyMatch(series -> series.curve().hasBand());
    boolean stopped = curves.series().stream().anyMatch(series -> !series.stopped().isEmpty());
    boolean kept = curves.series().stream().anyMatch(series -> !series.kept().isEmpty());
    List<String> sentences = new ArrayList<>();
    sentences.add(
        words.say(
            "Mean of {0} over the finished seeds of each variant{1}{2}.",
            curves.metric(),
            bands ? bandsOf(curves) : "",
            curves.binned()
                ? words.say(
                    "; each seed is averaged within {0} bins of the clock first", CurveGrid.BINS)
                : ""));
    if (bands) {
      sentences.add(words.say("Bands are cut at the frame."));
    }
    seeds(curves).ifPresent(sentences::add);
    if (stopped) {
      sentences.add(
          words.say(
              "Thin lines that end in a cross are runs that failed or did not finish; they are not"
                  + " part of the means."));
    }
    if (kept) {
      sentences.add(
          words.say(
              "A ring is the test whose parameters a run kept at its end, where its score was"
                  + " measured; where some runs end before others, the mean goes on with the"
                  + " rest."));
    }
    scales(curves).forEach(sentences::add);
    clocks(curves, clocks).forEach(sentences::add);
    if (results.acrossTasks().isPresent()) {
      sentences.add(words.say("Each task has axes of its own."));
      return String.join(" ", sentences);
    }
    crowd.ifPresent(sentences::add);
    cells.ifPresent(sentences::add);
    farThreshold(curves).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private Optional<String> seeds(MetricCurves curves) {
    int most = curves.series().stream().mapToInt(series -> series.seeds().size()).max().orElse(0);
    if (most < 2) {
      return Optional.empty();
    }
    boolean areAll =
        curves.series().stream()
            .allMatch(
                series ->
                    results.variants().get(series.place()).runs().size()
                        <= Math.max(most, series.seeds().size()));
    return Optional.of(
        areAll
            ? words.say("Thin lines are single seeds.")
            : words.say(
                "Thin lines are single seeds; of many, {0} that lie evenly among all by where they"
                    + " end.",
                most));
  }

  private List<String> scales(MetricCurves curves) {
    List<String> sentences = new ArrayList<>();
    if (results.study().report().charts().xScale() == Scale.LOG) {
      sentences.add(
          words.say("What was measured before the first step has no place on a logarithmic axis."));
    }
    if (results.study().report().charts().yScale() == Scale.LOG && !curves.isLogarithmic()) {
      sentences.add(
          words.say(
              "The vertical axis is linear, because some values of {0} are not positive.",
              curves.metric()));
    }
    return sentences;
  }

  private List<String> clocks(MetricCurves curves, List<MetricCurves> clocks) {
    List<String> sentences = new ArrayList<>();
    if (clocks.stream().anyMatch(each -> each.x() != Abscissa.STEPS)) {
      sentences.add(
          words.say(
              "Seeds are averaged at the same step; over another clock the mean stands where they"
                  + " stood on average."));
    }
    if (clocks.stream().anyMatch(each -> each.x() == Abscissa.SIMULATED_TIME)) {
      sentences.add(
          words.say(
              "Simulated time is that of the simulated machines, which no other run slows down."));
    }
    if (clocks.stream().anyMatch(each -> each.x() == Abscissa.WALL_TIME)) {
      sentences.add(
          words.say(
              "Wall time is that of training without tests, from timing.csv; runs that went side by"
                  + " side slowed each other down."));
    }
    for (MetricCurves each : clocks) {
      List<Integer> there = each.series().stream().map(MetricCurves.Series::place).toList();
      List<String> missing =
          curves.series().stream()
              .filter(series -> !there.contains(series.place()))
              .map(MetricCurves.Series::name)
              .toList();
      if (!missing.isEmpty()) {
        sentences.add(words.say("Not recorded over {0}: {1}.", over(each), terms.capped(missing)));
      }
    }
    return sentences;
  }

  private String bandsOf(MetricCurves curves) {
    return results.study().report().statistics().bands() == Bands.SIMULTANEOUS
            && curves.metric().equals(terms.metric())
        ? words.say(", with the simultaneous 95\u00a0% t-interval of the mean")
        : words.say(", with the pointwise 95\u00a0% t-interval of the mean");
  }

  private Optional<String> farThreshold(MetricCurves curves) {
    OptionalDouble threshold = results.threshold();
    if (threshold.isEmpty() || curves.range().contains(threshold.getAsDouble())) {
      return Optional.empty();
    }
    double at = threshold.getAsDouble();
    return Optional.of(
        at > curves.range().high()
            ? words.say(
                "The threshold, {0}, lies far above what was measured and is not drawn.",
                words.number(at))
            : words.say(
                "The threshold, {0}, lies far below what was measured and is not drawn.",
                words.number(at)));
  }

  /** Below the interquartile means. */
  public String efficiency(MetricCurves curves) {
    return Stream.concat(
            Stream.of(
                words.say(
                    "Sample efficiency: interquartile mean of {0} over the finished seeds of each"
                        + " variant, with its pointwise 95\u00a0% bootstrap interval, of {1}"
                        + " resamples of whole runs.",
                    curves.metric(), words.amount(StratifiedBootstrap.OF_CURVES.resamples()))),
            crowd.stream())
        .collect(Collectors.joining(" "));
  }

  /**
   * Below the panels of variants and their baselines.
   *
   * @param baselines what variants are compared with, each once
   * @param shown how many there are
   * @param among how many there could be
   */
  public String against(List<VariantResults> baselines, int shown, int among) {
    String all =
        baselines.size() == 1
            ? words.say(
                "Each variant against {0}, all in the same axes; thin lines are its single seeds.",
                baselines.get(0).tag())
            : words.say(
                "Each variant against what it is compared with, all in the same axes; thin lines"
                    + " are its single seeds.");
    return shown == among
        ? all
        : all + " " + words.say("Of {0} variants the {1} with the best scores.", among, shown);
  }

  /** Below the panels of training and what is held out. */
  public String pair(TrainingPair pair) {
    return words.say(
        "Dashed: {0}, on what is learned from; whole line: {1}, on what is held out. Means over the"
            + " finished seeds with their pointwise 95\u00a0% t-intervals; all panels have the same"
            + " axes.",
        pair.training().metric(), pair.heldOut().metric());
  }

  /** Above the panels of training and what is held out. */
  public String pairsHeading(int count) {
    return words.say("Training and validation ({0})", count);
  }

  /** What a chart of curves shows, for readers who cannot see it. */
  public String description(List<String> told) {
    return words.say("At the end of training: {0}.", String.join("; ", told));
  }

  /** What training and what is held out come to, for readers who cannot see it. */
  public String pairDescription(TrainingPair pair, VariantResults variant) {
    return description(
        Stream.of(pair.training(), pair.heldOut())
            .flatMap(
                curves ->
                    curves.series().stream()
                        .filter(series -> series.place() == variant.place())
                        .map(series -> told(curves.metric(), series.curve(), false)))
            .toList());
  }

  /**
   * What a curve comes to.
   *
   * @param name of what it is of
   * @param isInterquartile whether it is of interquartile means
   */
  public String told(String name, MeanCurve curve, boolean isInterquartile) {
    int last = curve.mean().length - 1;
    while (last >= 0 && !Double.isFinite(curve.mean()[last])) {
      last--;
    }
    if (last < 0) {
      return words.say("{0} has no finished run", name);
    }
    String end = words.number(curve.mean()[last]);
    String told =
        isInterquartile
            ? words.say("{0} ends at an interquartile mean of {1}", name, end)
            : words.say("{0} ends at a mean of {1}", name, end);
    if (!Double.isFinite(curve.low()[last])) {
      return told;
    }
    Figures figures = words.figures(curve.low()[last], curve.high()[last]);
    return words.say(
        "{0}, 95\u00a0% interval {1}",
        told, terms.between(figures.format(curve.low()[last]), figures.format(curve.high()[last])));
  }
}

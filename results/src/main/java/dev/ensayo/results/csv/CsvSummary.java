package dev.ensayo.results.csv;

import com.google.common.base.Joiner;
import dev.ensayo.core.config.Settings;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.ScoredRuns;
import dev.ensayo.results.analysis.SequentialOutcome;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.Throughput;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.reading.RunRecord.State;
import dev.ensayo.results.statistics.ExactTest;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.PairedDifference;
import dev.ensayo.results.statistics.StepsToThreshold;
import dev.ensayo.results.statistics.WelchTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * {@code summary.csv} (RFC 4180): a row for each variant, numbers that parse back to themselves.
 */
public final class CsvSummary {
  private static final String[] HEADER = {
    "study",
    "variant",
    "is_baseline",
    "metric",
    "better",
    "seeds",
    "finished",
    "failed",
    "unfinished",
    "not_started",
    "scores",
    "score_iqm",
    "score_low",
    "score_high",
    "difference",
    "difference_low",
    "difference_high",
    "welch_t",
    "welch_p",
    "holm_p",
    "probability_of_improvement",
    "threshold",
    "steps_to_threshold_median",
    "seeds_reached",
    "seeds_not_reached",
    "mean_level",
    "wall_seconds_median",
    "throughput_median",
    "throughput_unit",
    "exact_p",
    "smallest_p",
    "verdict",
    "reservations",
    "interim",
    "damaged",
    "score",
    "last_iqm",
    "compared_with",
    "paired_t",
    "paired_p",
    "decided_at_look",
    "counted_as_worst",
    "worst"
  };

  private CsvSummary() {}

  public static String write(List<StudyResults> reports) {
    StringBuilder out = new StringBuilder();
    line(out, List.of(HEADER));
    for (StudyResults report : reports) {
      report.variants().forEach(variant -> line(out, row(report, variant)));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<?> cells) {
    out.append(CSVFormat.RFC4180.format(cells.toArray())).append("\r\n");
  }

  private static List<Object> row(StudyResults report, VariantResults variant) {
    Optional<Comparison> comparison = variant.comparison();
    Optional<StepsToThreshold> steps = variant.stepsToThreshold();
    List<Object> row = new ArrayList<>();
    row.add(report.study().name());
    row.add(variant.name());
    row.add(variant.isBaseline());
    row.add(report.study().report().metric());
    row.add(Settings.label(report.study().report().better()));
    row.add(variant.runs().size());
    row.add(variant.count(State.FINISHED));
    row.add(variant.count(State.FAILED));
    row.add(variant.count(State.UNFINISHED));
    row.add(variant.count(State.NOT_STARTED));
    row.add(variant.scores().length);
    row.add(cell(variant.score()));
    row.add(cell(variant.interval().map(Interval::low)));
    row.add(cell(variant.interval().map(Interval::high)));
    row.add(cell(comparison.map(Comparison::difference)));
    row.add(cell(comparison.flatMap(Comparison::interval).map(Interval::low)));
    row.add(cell(comparison.flatMap(Comparison::interval).map(Interval::high)));
    row.add(cell(comparison.flatMap(Comparison::welch).map(WelchTest::t)));
    row.add(cell(comparison.flatMap(Comparison::welch).map(WelchTest::p)));
    row.add(cell(comparison.map(Comparison::correctedP).orElse(OptionalDouble.empty())));
    row.add(cell(comparison.map(Comparison::improvement)));
    row.add(cell(report.threshold()));
    row.add(cell(steps.map(StepsToThreshold::median).orElse(OptionalDouble.empty())));
    row.add(steps.map(s -> (Object) s.reached().size()).orElse(""));
    row.add(steps.map(s -> Joiner.on(' ').join(s.censored())).orElse(""));
    row.add(cell(variant.meanLevel()));
    row.add(cell(variant.seconds()));
    row.add(cell(variant.throughput().map(Throughput::perSecond)));
    row.add(variant.throughput().map(each -> each.unit() + " per second").orElse(""));
    row.add(cell(comparison.flatMap(Comparison::exact).map(ExactTest::p)));
    row.add(cell(comparison.map(Comparison::smallestP)));
    row.add(verdict(variant));
    row.add(
        variant.breaches().stream()
            .map(breach -> breach.accept(new ReservationLabel()))
            .distinct()
            .collect(Collectors.joining(" ")));
    row.add(report.isInterim());
    row.add(variant.count(State.DAMAGED));
    row.add(Settings.label(report.study().report().score()));
    row.add(cell(variant.lastValue(report.study().report().metric())));
    row.add(
        report.isComparison() && !variant.isBaseline()
            ? report.baselineOf(variant).map(VariantResults::name).orElse("")
            : "");
    row.add(cell(comparison.flatMap(Comparison::paired).flatMap(PairedDifference::t)));
    row.add(cell(comparison.flatMap(Comparison::paired).map(PairedDifference::p)));
    row.add(
        comparison
            .flatMap(Comparison::sequential)
            .filter(outcome -> outcome.state() == SequentialOutcome.State.DECIDED)
            .map(outcome -> Integer.toString(outcome.look()))
            .orElse(""));
    row.add(ScoredRuns.countedAsWorst(report.study(), variant));
    row.add(cell(ScoredRuns.countedAs(report.study(), variant)));
    return row;
  }

  private static String verdict(VariantResults variant) {
    return variant.isIncomparable()
        ? "not-comparable"
        : variant.comparison().map(found -> Settings.label(found.verdict())).orElse("");
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  private static String cell(Optional<Double> value) {
    return value.map(v -> Double.toString(v)).orElse("");
  }
}

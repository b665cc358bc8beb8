package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.RunRecord;

/** How the numbers came about, one statement each. */
final class Methods {
  private final Terms terms;

  Methods(Terms terms) {
    this.terms = terms;
  }

  ImmutableList<String> statements() {
    return ImmutableList.of(
        "The score of a run is " + window() + ".",
        "Scores are summed up by the interquartile mean, the mean of the middle half (Agarwal et"
            + " al., 2021). Its interval is the 95\u00a0% "
            + intervalName()
            + " interval of a stratified"
            + " bootstrap: seeds are resampled within each variant, 10,000 times, from a fixed"
            + " random stream.",
        "Differences are variant minus baseline, with a bootstrap interval of their own. p is from"
            + " Welch's two-sided t-test of the means, or where no side has any spread from the"
            + " exact permutation test, corrected for the number of variants by Holm's method.",
        "A claim has conditions: every seed has a score, no run is still to come, and both sides"
            + " learned the same task for as long, from the same data, by the same code. Where one"
            + " does not hold, the report says which; scores in other environments are not"
            + " compared.",
        "The verdict says better or worse only if the corrected p is below 0.05 and the interval of"
            + " the difference leaves out zero. No clear difference does not mean the same: with"
            + " few seeds, only large differences show.",
        "The probability of improvement is the chance that a run of the variant is better than a"
            + " run of the baseline; 0.5 means neither. Its interval is Newcombe's (2006, method"
            + " 5).",
        "Steps to the threshold are counted up to the first test that reaches it. Seeds that never"
            + " do are named, and count as longer than all others in the median.");
  }

  private String intervalName() {
    return terms.results().study().report().statistics().interval() == IntervalMethod.BCA
        ? "BCa"
        : "percentile";
  }

  /** What the score of a run is. */
  String window() {
    StudyResults results = terms.results();
    int window = results.study().report().window();
    if (terms.isMean()) {
      return "the mean level of "
          + terms.metric()
          + " over the run: the area under its curve, by the trapezoidal rule, divided by its"
          + " length";
    }
    int[] counts =
        results.variants().stream()
            .flatMap(variant -> variant.runs().stream())
            .filter(RunRecord::isFinished)
            .mapToInt(run -> RunScore.values(results.study(), run))
            .filter(count -> count > 0)
            .sorted()
            .toArray();
    boolean isFull = counts.length == 0 || counts[0] == window;
    String upTo = keptSome(results) ? " up to the point that it kept" : "";
    if (isFull && window == 1) {
      return "its last value of " + terms.metric() + upTo;
    }
    if (isFull) {
      return "the mean of its last " + window + " values of " + terms.metric() + upTo;
    }
    int fewest = counts[0];
    int most = counts[counts.length - 1];
    return "the mean of its last "
        + (fewest == most ? fewest : fewest + " to " + most)
        + (most == 1 ? " value of " : " values of ")
        + terms.metric()
        + ", as many as there are after the first step; the study asked for "
        + window
        + upTo;
  }

  private static boolean keptSome(StudyResults results) {
    return results.variants().stream()
        .flatMap(variant -> variant.runs().stream())
        .anyMatch(run -> run.isFinished() && run.curves().keptAt().isPresent());
  }
}

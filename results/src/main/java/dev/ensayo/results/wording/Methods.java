package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.reading.RunRecord;

/** How the numbers came about, one statement each. */
final class Methods {
  private final Terms terms;
  private final Phrasebook words;

  Methods(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
  }

  ImmutableList<String> statements() {
    ImmutableList.Builder<String> statements = ImmutableList.builder();
    terms
        .results()
        .study()
        .report()
        .within()
        .ifPresent(
            setting ->
                statements.add(
                    words.say(
                        "Variants are compared only where they have the same {0}: at each value with"
                            + " the variant that has it and else sets what {1} sets. The p-values of"
                            + " all values are corrected together.",
                        setting, terms.results().baseline().name())));
    if (!terms.results().hypotheses().isEmpty()) {
      statements.add(
          words.say(
              "Better and worse are tested by Welch's one-sided test of the means against the margin,"
                  + " the same by two of them; a hypothesis is supported if its test rejects at 0.05"
                  + " that it is not so, contradicted if the test of its opposite does. Both p are"
                  + " corrected over all hypotheses by Holm's method; the interval is Welch's"
                  + " 90\u00a0% interval of the difference of the means."));
    }
    terms
        .ablation()
        .map(found -> new AblationSummary(terms, found).method())
        .ifPresent(statements::add);
    terms
        .worth()
        .ifPresent(
            worth ->
                statements.add(
                    words.say(
                        "How much of a setting a method needs is read off its curve of scores,"
                            + " straight between the values that were tried, where it first reaches"
                            + " the score; the interval is a bootstrap of the seeds at each"
                            + " value.")));
    statements.add(words.say("The score of a run is {0}.", window()), summedUp());
    terms.tasks().map(TasksWords::method).ifPresent(statements::add);
    statements.addAll(
        terms.sequential().map(SequentialWords::statements).orElseGet(this::differences));
    statements.add(
        words.say(
            "A claim has conditions: every seed has a score, no run is still to come, and both sides"
                + " learned the same task for as long, from the same data, by the same code. Where one"
                + " does not hold, the report says which; scores in other environments are not"
                + " compared."),
        words.say(
            "The probability of improvement is the chance that a run of the variant is better than a"
                + " run of the baseline; 0.5 means neither. Its interval is Newcombe's (2006, method 5)."),
        words.say(
            "Steps to the threshold are counted up to the first test that reaches it. Seeds that never"
                + " do are named, and count as longer than all others in the median."));
    return statements.build();
  }

  /** What a difference is, and what the verdict rests on. */
  private ImmutableList<String> differences() {
    return ImmutableList.of(
        words.say(
            "Differences are variant minus baseline, with a bootstrap interval of their own. p is from"
                + " Welch's two-sided t-test of the means, or where no side has any spread from the exact"
                + " permutation test, corrected for the number of variants by Holm's method."),
        words.say(
            "The verdict says better or worse only if the corrected p is below 0.05 and the interval of"
                + " the difference leaves out zero. No clear difference does not mean the same: with few"
                + " seeds, only large differences show."));
  }

  private String summedUp() {
    return terms.results().study().report().statistics().interval() == IntervalMethod.BCA
        ? words.say(
            "Scores are summed up by the interquartile mean, the mean of the middle half (Agarwal et"
                + " al., 2021). Its interval is the 95\u00a0% bias-corrected and accelerated (BCa)"
                + " interval of a stratified bootstrap: seeds are resampled within each variant,"
                + " 10,000 times, from a fixed random stream.")
        : words.say(
            "Scores are summed up by the interquartile mean, the mean of the middle half (Agarwal et"
                + " al., 2021). Its interval is the 95\u00a0% percentile interval of a stratified"
                + " bootstrap: seeds are resampled within each variant, 10,000 times, from a fixed"
                + " random stream.");
  }

  /** What the score of a run is. */
  String window() {
    StudyResults results = terms.results();
    int window = results.study().report().window();
    if (terms.isMean()) {
      return words.say(
          "the mean level of {0} over the run: the area under its curve, by the trapezoidal rule,"
              + " divided by its length",
          terms.metric());
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
    String metric =
        keptSome(results)
            ? words.say("{0} up to the point that it kept", terms.metric())
            : terms.metric();
    if (isFull && window == 1) {
      return words.say("its last value of {0}", metric);
    }
    if (isFull) {
      return words.say("the mean of its last {0} values of {1}", window, metric);
    }
    return fewer(counts[0], counts[counts.length - 1], window);
  }

  /** Where not all runs have as many values as the study asked for. */
  private String fewer(int fewest, int most, int asked) {
    String window =
        keptSome(terms.results())
            ? words.say("{0} up to the point that it kept", asked)
            : Integer.toString(asked);
    if (most == 1) {
      return words.say(
          "the mean of its last 1 value of {0}, as many as there are after the first step; the"
              + " study asked for {1}",
          terms.metric(), window);
    }
    return words.say(
        "the mean of its last {0} values of {1}, as many as there are after the first step; the"
            + " study asked for {2}",
        fewest == most ? fewest : words.say("{0} to {1}", fewest, most), terms.metric(), window);
  }

  private static boolean keptSome(StudyResults results) {
    return results.variants().stream()
        .flatMap(variant -> variant.runs().stream())
        .anyMatch(run -> run.isFinished() && run.curves().keptAt().isPresent());
  }
}

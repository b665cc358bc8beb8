package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;

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

  private String window() {
    int window = terms.results().study().report().window();
    return window == 1
        ? "its last value of " + terms.metric()
        : "the mean of its last " + window + " values of " + terms.metric();
  }
}

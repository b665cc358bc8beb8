package dev.ensayo.results.wording;

import com.google.common.base.Suppliers;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.ScoredRuns;
import dev.ensayo.results.analysis.SettingWorth;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.IntervalCoverage;
import dev.ensayo.results.wording.ReportTable.Cell;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The words and numbers that the sentences and the tables of one study share. */
final class Terms {
  private static final int MOST_NAMES = 6;
  private static final int MOST_SEEDS = 12;

  /** Scores that are smaller need more than two decimals. */
  private static final double LEAST_ROUNDED = 0.1;

  private final Phrasebook words;
  private final StudyResults results;
  private final Figures scores;
  private final Supplier<Optional<WorthWords>> worth;
  private final Supplier<Optional<AblationEffects>> ablation;

  Terms(StudyResults results, Phrasebook words) {
    this.results = results;
    this.words = words;
    this.worth =
        Suppliers.memoize(() -> SettingWorth.of(results).map(found -> new WorthWords(this, found)));
    this.ablation = Suppliers.memoize(() -> AblationEffects.of(results));
    this.scores = results.acrossTasks().isPresent() ? ofTasks() : formatOf(results.variants());
  }

  private Figures formatOf(List<VariantResults> variants) {
    return words.figures(variants.stream().flatMapToDouble(Terms::scoreAndInterval).toArray());
  }

  /** Of tasks whose scores differ in size: two digits of the smallest. */
  private Figures ofTasks() {
    double smallest =
        results.groups().all().stream()
            .mapToDouble(
                group ->
                    group.variants().stream()
                        .map(variant -> results.named(variant.name()))
                        .flatMapToDouble(Terms::scoreAndInterval)
                        .map(Math::abs)
                        .max()
                        .orElse(0))
            .filter(largest -> largest > 0)
            .min()
            .orElse(0);
    return smallest >= LEAST_ROUNDED
        ? Figures.decimals(words.numbers(), smallest >= 100 ? 1 : 2)
        : formatOf(results.variants());
  }

  /** The language. */
  Phrasebook words() {
    return words;
  }

  private static DoubleStream scoreAndInterval(VariantResults variant) {
    return DoubleStream.concat(
        variant.score().stream(),
        variant.interval().stream().flatMapToDouble(i -> DoubleStream.of(i.low(), i.high())));
  }

  StudyResults results() {
    return results;
  }

  /** What the methods are worth in terms of a setting, in words; empty where that is not asked. */
  Optional<WorthWords> worth() {
    return worth.get();
  }

  /** What methods come to over all tasks; empty where scores are not normalized. */
  Optional<TasksWords> tasks() {
    return results.acrossTasks().map(found -> new TasksWords(this, found));
  }

  /** What the parts of an agent do; empty for a study that does not ask. */
  Optional<AblationEffects> ablation() {
    return ablation.get();
  }

  /** The report's. */
  String metric() {
    return results.study().report().metric();
  }

  /** What a score is, such as "eval/return". */
  String score() {
    return isMean() ? words.say("mean of {0} over the run", metric()) : metric();
  }

  /** What scores are called, such as "final scores". */
  String scoresName() {
    return isMean() ? words.say("mean levels") : words.say("final scores");
  }

  /** The same with an article. */
  String theScores() {
    return isMean() ? words.say("the mean levels") : words.say("the final scores");
  }

  boolean isMean() {
    return results.study().report().score() == Score.MEAN;
  }

  boolean higherIsBetter() {
    return results.study().report().better() == Better.HIGHER;
  }

  /** One number format for all scores of the study. */
  Figures scores() {
    return scores;
  }

  /** What the clock of the report's metric counts, in plain words. */
  String clock() {
    return results.curves().map(curves -> clock(curves.clock())).orElse(words.say("steps"));
  }

  String clock(Clock clock) {
    return switch (clock) {
      case ENVIRONMENT_STEP -> words.say("environment steps");
      case UPDATE -> words.say("updates");
      case EPOCH -> words.say("epochs");
      case TOKEN -> words.say("tokens");
    };
  }

  /** Names, not more than a sentence bears. */
  String capped(List<String> names) {
    return capped(names, ", ");
  }

  /** Names or clauses, not more than a sentence bears. */
  String capped(List<String> names, String separator) {
    return andMore(
        String.join(separator, names.subList(0, Math.min(MOST_NAMES, names.size()))),
        names.size() - MOST_NAMES);
  }

  private String andMore(String named, int more) {
    return more > 0 ? words.say("{0} and {1} more", named, more) : named;
  }

  /** The numbers of seeds, not more than a sentence bears. */
  String seedNumbers(List<Long> seeds) {
    return andMore(
        seeds.stream().limit(MOST_SEEDS).map(String::valueOf).collect(Collectors.joining(", ")),
        seeds.size() - MOST_SEEDS);
  }

  /** Seeds by their numbers, not more than a sentence bears. */
  String seeds(List<Long> seeds) {
    String numbers =
        seeds.stream().limit(MOST_SEEDS).map(String::valueOf).collect(Collectors.joining(", "));
    String named = andMore(numbers, seeds.size() - MOST_SEEDS);
    return seeds.size() == 1 ? words.say("seed {0}", named) : words.say("seeds {0}", named);
  }

  /** The last word of a setting's dotted path, for sentences beside a heading that has it whole. */
  static String lastWord(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  String capitalized(String text) {
    return words.capitalized(text);
  }

  /** So many seeds. */
  String seedCount(long count) {
    return words.counted(count, "{0} seed|{0} seeds");
  }

  /** The interval of a score. */
  String interval(Optional<Interval> interval) {
    return interval
        .map(i -> between(scores.format(i.low()), scores.format(i.high())))
        .orElse(words.say("no interval"));
  }

  /** The interval of a difference of scores, if there is one. */
  Optional<String> signedInterval(Optional<Interval> interval) {
    return interval.map(i -> between(scores.signed(i.low()), scores.signed(i.high())));
  }

  /** A difference of scores with its sign, and its interval where there is one. */
  String change(double difference, Optional<Interval> interval) {
    return scores.signed(difference)
        + signedInterval(interval).map(found -> " " + found).orElse("");
  }

  /** "= 0.013" or "< 0.001". */
  String equal(double p) {
    String text = words.probability(p);
    return text.startsWith("<") ? text : "= " + text;
  }

  /** An interval in brackets. */
  String between(String low, String high) {
    return words.say("[{0}, {1}]", low, high);
  }

  /** What a variant is compared with, or would be. */
  VariantResults comparedWith(VariantResults variant) {
    return results.baselineOf(variant).orElseGet(results::baseline);
  }

  /** What stands between a variant's numbers and a claim about it. */
  Reservations reservations(VariantResults variant) {
    return new Reservations(this, variant, comparedWith(variant).name());
  }

  /** Why no test could have decided about a variant. */
  String tooFew(VariantResults variant) {
    Comparison comparison = variant.comparison().orElseThrow();
    String p = words.probability(comparison.correctedP().orElse(comparison.smallestP()));
    return comparison
        .paired()
        .map(
            paired ->
                words.say(
                    "{0}: no exact test can be below p = {1}",
                    words.counted(paired.pairs(), "{0} pair|{0} pairs"), p))
        .orElseGet(
            () ->
                words.say(
                    "{0} against {1}: no exact test can be below p = {2}",
                    variant.scores().length, comparedWith(variant).scores().length, p));
  }

  /** The score of a variant with its interval. */
  Cell score(VariantResults variant) {
    return variant.score().isPresent()
        ? new Cell(scores.format(variant.score().getAsDouble()), interval(variant.interval()))
        : Cell.NONE;
  }

  /** How many of a variant's runs finished, and what became of the others. */
  Cell finished(VariantResults variant) {
    List<String> others = new ArrayList<>();
    for (RunRecord.State state : RunRecord.State.values()) {
      if (state != RunRecord.State.FINISHED && variant.count(state) > 0) {
        others.add(several(state, variant.count(state)));
      }
    }
    long counted = FailedRuns.countedAsWorst(results.study(), variant);
    if (counted > 0) {
      double as = ScoredRuns.countedAs(results.study(), variant).orElseThrow();
      others.add(words.counted(counted, "{0} counts as {1}|{0} count as {1}", scores.format(as)));
    }
    return new Cell(
        words.say("{0} of {1}", variant.count(RunRecord.State.FINISHED), variant.runs().size()),
        String.join(", ", others));
  }

  /** What the intervals of scores are worth with so many seeds; empty where there are none. */
  Optional<String> coverage() {
    return fewestAndMost()
        .map(
            counts ->
                words.say(
                    "Simulated with {0} seeds, a 95\u00a0% bootstrap interval holds the value it"
                        + " stands for in {1} of studies, and in {2} where one seed in three"
                        + " fails.",
                    span(counts[0], counts[1]),
                    covered(counts, IntervalCoverage::percent),
                    covered(counts, IntervalCoverage::percentWithFailures)));
  }

  /** The same for a caption. */
  Optional<String> coverageInShort() {
    return fewestAndMost()
        .map(
            counts ->
                words.say(
                    "With {0} seeds it covers {1}.",
                    span(counts[0], counts[1]), covered(counts, IntervalCoverage::percent)));
  }

  /** How many scores a variant has, where it has an interval. */
  private Optional<int[]> fewestAndMost() {
    IntSummaryStatistics counts =
        results.variants().stream()
            .mapToInt(variant -> variant.scores().length)
            .filter(count -> count >= 2)
            .summaryStatistics();
    return counts.getCount() == 0
        ? Optional.empty()
        : Optional.of(new int[] {counts.getMin(), counts.getMax()});
  }

  private IntervalMethod method() {
    return results.study().report().statistics().interval();
  }

  private String covered(int[] counts, ToIntFunction<IntervalCoverage> percent) {
    return words.say(
        "{0}\u00a0%",
        span(
            percent.applyAsInt(IntervalCoverage.of(counts[0], method()).orElseThrow()),
            percent.applyAsInt(IntervalCoverage.of(counts[1], method()).orElseThrow())));
  }

  private String span(int from, int to) {
    return from == to ? Integer.toString(from) : words.say("{0} to {1}", from, to);
  }

  /**
   * What decides in place of tests of all scores, where seeds are given out until it is decided.
   */
  Optional<SequentialWords> sequential() {
    return results.adaptive().map(design -> new SequentialWords(this));
  }

  /** Runs that have not ended. */
  String notEnded() {
    if (results.openCount() == 0) {
      return words.say("the last group of seeds has not been looked at");
    }
    return words.counted(
        results.openCount(),
        "{0} of {1} has not ended|{0} of {1} have not ended",
        words.counted(results.runCount(), "{0} run|{0} runs"));
  }

  String of(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> words.say("better");
      case WORSE -> words.say("worse");
      case NO_CLEAR_DIFFERENCE -> words.say("no clear difference");
      case TOO_FEW_SEEDS -> words.say("too few seeds");
      case UNDECIDED -> words.say("undecided");
    };
  }

  /** Of one run. */
  String of(RunRecord.State state) {
    return switch (state) {
      case FINISHED -> words.say("finished");
      case DAMAGED -> words.say("damaged");
      case FAILED -> words.say("failed");
      case UNFINISHED -> words.say("unfinished");
      case NOT_STARTED -> words.say("not started");
    };
  }

  /** Of several runs. */
  private String several(RunRecord.State state, long count) {
    return switch (state) {
      case FINISHED -> words.counted(count, "{0} finished|{0} finished");
      case DAMAGED -> words.counted(count, "{0} damaged|{0} damaged");
      case FAILED -> words.counted(count, "{0} failed|{0} failed");
      case UNFINISHED -> words.counted(count, "{0} unfinished|{0} unfinished");
      case NOT_STARTED -> words.counted(count, "{0} not started|{0} not started");
    };
  }
}

package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.AblationEffects;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands on figures, above them and below, and in place of those that cannot be drawn. */
public final class Captions {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;

  Captions(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  /** What stands on curves and below. */
  public CurveCaptions curves() {
    return new CurveCaptions(terms, crowd(), cells());
  }

  /** Above the title. */
  public String eyebrow() {
    return results.isInterim() ? words.say("Ensayo report, interim") : words.say("Ensayo report");
  }

  /** What a score is. */
  public String score() {
    return terms.score();
  }

  /** On the page alone: what problems mean. */
  public String problems() {
    return new FailedRuns(terms)
        .sentence()
        .orElseGet(
            () ->
                words.say(
                    "They are left out of every mean and interval below. If they are missing because"
                        + " of how a variant learns, its numbers flatter it."));
  }

  /** Where no run has a curve. */
  public String noCurves() {
    return words.say("No run has recorded a finite value of {0}.", terms.metric());
  }

  /** Where the curve would be a point. */
  public String recordedOnce() {
    return words.say("{0} was recorded only once, so there is no curve.", terms.metric());
  }

  /** Where the curve would be a line between two points. */
  public String recordedTwice() {
    return words.say(
        "{0} was recorded twice at the most, before and after, which makes no curve; the results"
            + " below have the numbers.",
        terms.metric());
  }

  /** Above scores against a setting. */
  public String acrossHeading(String setting) {
    return words.say("Scores against {0}", setting);
  }

  /** On the chart of scores against a setting. */
  public String acrossTitle(String setting) {
    return words.say("{0} against {1}", score(), setting);
  }

  /** Below scores against a setting. */
  public String across(String setting) {
    return sentences(
        words.say(
            "Interquartile mean of {0} with its 95\u00a0% bootstrap interval, against {1}. Points at"
                + " one value are set a little apart.",
            score(), setting),
        terms.coverageInShort());
  }

  /** What stands on what methods come to over all tasks; empty where scores are not normalized. */
  public Optional<TasksWords> tasks() {
    return terms.tasks();
  }

  /** The effects that a chart shows, one for each part; empty where none could be computed. */
  public ImmutableList<PartEffect> effects() {
    return terms.ablation().map(AblationEffects::effects).orElse(ImmutableList.of());
  }

  /** What a chart calls an effect. */
  public static String effect(PartEffect effect) {
    return EffectsTable.name(effect);
  }

  /** On the chart of effects. */
  public String effectsTitle() {
    return words.say("Change of {0}", score());
  }

  /** Below the chart of effects. */
  public String effectsCaption() {
    return sentences(
        words.say(
            "What each part changes of {0}, with its 95\u00a0% interval; each small tick is one seed.",
            score()),
        Optional.of(
            terms.higherIsBetter()
                ? words.say("Right of the dashed line a part helps.")
                : words.say("Right of the dashed line a part hurts.")),
        results.isFactorial()
            ? Optional.of(
                words.say("With ×: what two parts change together beyond the sum of both."))
            : Optional.empty());
  }

  /** On the chart of final scores. */
  public String intervalsTitle() {
    return terms.capitalized(terms.scoresName());
  }

  /** Below the final scores. */
  public String intervals() {
    return sentences(
        words.say(
            "Interquartile mean of {0} with its 95\u00a0% bootstrap interval; each small tick is one"
                + " seed.",
            terms.theScores()),
        results.hasOneBaseline()
            ? Optional.of(words.say("The dashed line is {0}.", results.baseline().name()))
            : Optional.empty(),
        cells(),
        terms.coverageInShort());
  }

  @SafeVarargs
  private static String sentences(String first, Optional<String>... more) {
    StringBuilder text = new StringBuilder(first);
    for (Optional<String> sentence : more) {
      sentence.ifPresent(each -> text.append(' ').append(each));
    }
    return text.toString();
  }

  /** On the ranked scores. */
  public String ranksTitle() {
    return words.say("{0} by rank", terms.capitalized(terms.scoresName()));
  }

  /** Below the ranked scores. */
  public String ranks() {
    return sentences(
        words.say(
            "Interquartile means of {0} by rank, the best first, with their 95\u00a0% bootstrap"
                + " intervals.",
            terms.theScores()),
        crowd(),
        cells(),
        terms.coverageInShort());
  }

  /** Which variants have a colour, where not all have. */
  private Optional<String> crowd() {
    if (!results.isCrowded()) {
      return Optional.empty();
    }
    List<String> named = new ArrayList<>();
    for (VariantResults variant : results.highlighted()) {
      List<String> roles = new ArrayList<>();
      if (results.hasOneBaseline() && variant.isBaseline()) {
        roles.add(words.say("the reference"));
      }
      role(variant, true, words.say("the best"), words.say("one of the best"))
          .ifPresent(roles::add);
      role(variant, false, words.say("the worst"), words.say("one of the worst"))
          .ifPresent(roles::add);
      named.add(
          variant.label()
              + roles.stream()
                  .reduce((some, next) -> words.say("{0} and {1}", some, next))
                  .map(all -> " (" + all + ")")
                  .orElse(" ()"));
    }
    return Optional.of(
        named.isEmpty()
            ? words.say("All are grey.")
            : words.say("In colour: {0}; the others are grey.", String.join("; ", named)));
  }

  private Optional<String> role(
      VariantResults variant, boolean best, String alone, String oneOfSeveral) {
    List<VariantResults> alike = results.extreme(best);
    return alike.contains(variant)
        ? Optional.of(alike.size() > 1 ? oneOfSeveral : alone)
        : Optional.empty();
  }

  /** How charts name the cells of a grid. */
  private Optional<String> cells() {
    return results
        .grid()
        .map(
            grid ->
                words.say(
                    "Cells are named by {0}.",
                    grid.axes().stream()
                        .map(StudyGrid.Axis::name)
                        .collect(Collectors.joining(", "))));
  }

  /** On the charts of a grid. */
  public String gridTitle() {
    return words.say("{0} over the grid", score());
  }

  /** What can be read from the charts of a grid, for readers who cannot see them. */
  public String gridDescription() {
    return String.join(" ", new GridSummary(terms).sentences());
  }

  /** Below the heat map. */
  public String heatMap() {
    return results.hasIncomparableCells()
        ? words.say("Interquartile mean of {0} in each cell, the darker the better.", score())
        : words.say(
            "Interquartile mean of {0} in each cell, the darker the better; the frame marks the"
                + " best.",
            score());
  }

  /** On a chart of scores along an axis of a grid. */
  public String alongTitle(StudyGrid.Axis axis) {
    return words.say("{0} against {1}", score(), axis.path());
  }

  /** Below the scores along the axes of a grid. */
  public String along() {
    return results.grid().orElseThrow().axes().size() == 1
        ? sentences(
            words.say("Interquartile mean of {0} with its 95\u00a0% bootstrap interval.", score()),
            terms.coverageInShort())
        : words.say(
            "Interquartile means of {0} against each axis: a grey dot for each cell, whatever its"
                + " other values, and the line through their means.",
            score());
  }

  /** Above the table of all cells. */
  public String everyCellHeading() {
    return words.say("Every cell ({0})", results.variants().size());
  }

  /** A score as text. */
  public String score(double score) {
    return terms.scores().format(score);
  }

  /** On the performance profile. */
  public String profileTitle() {
    return words.say("Performance profile");
  }

  /** At the vertical axis of the performance profile. */
  public String profileShare() {
    return words.say("share of seeds");
  }

  /** Below the performance profile. */
  public String profile() {
    return sentences(
        profileCountsUp()
            ? words.say(
                "Performance profile: the share of seeds that score at least so much. A curve that"
                    + " lies above another everywhere belongs to the better variant.")
            : words.say(
                "Performance profile: the share of seeds that score at most so much. A curve that"
                    + " lies above another everywhere belongs to the better variant."),
        results.isCrowded()
            ? Optional.empty()
            : Optional.of(words.say("Bands are Wilson's 95\u00a0% intervals of the share.")));
  }

  /** What a performance profile says to those who cannot see it: the middle of each curve. */
  public String profileDescription() {
    String medians =
        results.highlighted().stream()
            .filter(variant -> variant.scores().length > 0)
            .map(
                variant -> {
                  String median = score(Statistic.MEDIAN.applyAsDouble(variant.scores()));
                  return profileCountsUp()
                      ? words.say(
                          "half of the seeds of {0} score at least {1}", variant.tag(), median)
                      : words.say(
                          "half of the seeds of {0} score at most {1}", variant.tag(), median);
                })
            .collect(Collectors.joining("; "));
    return profile() + " " + terms.capitalized(medians) + ".";
  }

  /** Whether a performance profile counts the runs at or above a score. */
  public boolean profileCountsUp() {
    return terms.higherIsBetter();
  }

  /** Where steps to a threshold cannot be counted. */
  public String noThreshold() {
    return words.say(
        "There is no threshold to count steps to: neither the study's report.threshold nor one"
            + " environment of all variants gives one.");
  }

  /** Above the curves of training. */
  public String trainingHeading() {
    return words.say("Training metrics ({0})", results.training().size());
  }

  /** Below the paragraph for an appendix: what else there is to take away. */
  public String files() {
    return words.say(
        "The same is in methods.txt; the figures are in figures/ as SVG and CSV, the tables in"
            + " tables/ as LaTeX and Markdown.");
  }

  /** Above the list of runs. */
  public String everyRunHeading() {
    return words.say("Every run ({0})", results.runCount());
  }

  /** Below the heading of the list of runs. */
  public String everyRun() {
    return words.say(
        "In {0}, each in VARIANT/seed-N; scores.csv has whole hashes, and of each run its folder.",
        results.folder());
  }

  /** Above the configuration of a variant. */
  public String configuration(String variant) {
    return words.say("Resolved configuration: {0}", variant);
  }

  /** Above an exhibit: whose it is. */
  public String exhibit(ExhibitGroup.Entry entry) {
    String variant = entry.variant().label();
    if (entry.origin() instanceof ExhibitGroup.Origin.Median median) {
      return words.say(
          "{0}, seed {1}, the median of {2} runs", variant, median.seed(), median.among());
    }
    if (entry.origin() instanceof ExhibitGroup.Origin.Sum sum) {
      return words.say("{0}, sum over {1} seeds", variant, sum.seeds());
    }
    return words.say("{0}, seed {1}", variant, ((ExhibitGroup.Origin.First) entry.origin()).seed());
  }

  /** What each exhibit of a group says, behind whose it is; for what is shown of all in one. */
  public List<String> byName(ExhibitGroup group) {
    return group.entries().stream()
        .map(entry -> exhibit(entry) + ": " + entry.exhibit().caption())
        .toList();
  }

  /** Below exhibits of several variants that are drawn in one chart. */
  public String exhibitOfAll() {
    return words.say("Of each variant's first finished seed.");
  }

  /** In place of a figure, where there are none. */
  public String drawnIn(String page) {
    return words.say("Drawn in {0}.", page);
  }

  /** Below answers, where it is drawn what they were made of. */
  public String attentionIn(String page) {
    return words.say("What some of them were made of is drawn in {0}.", page);
  }

  /** The name of a figure, by its number from 1. */
  public String figure(int number) {
    return words.say("Figure {0}", number);
  }

  /** The name of a table, by its number from 1. */
  public String table(int number) {
    return words.say("Table {0}", number);
  }
}

package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Tuning;
import dev.ensayo.results.analysis.Flattery;
import dev.ensayo.results.analysis.SearchResults;
import dev.ensayo.results.analysis.SearchStage;
import dev.ensayo.results.analysis.SearchedVariant;
import dev.ensayo.results.analysis.SettingShare;
import dev.ensayo.results.language.Phrasebook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a search has tried, what it took and what it chose, in sentences. */
public final class SearchWords {
  /** So many points of a variant are told one by one. */
  static final int BEST = 8;

  private final Terms terms;
  private final Phrasebook words;
  private final SearchResults found;
  private final Search search;

  SearchWords(Terms terms, SearchResults found) {
    this.terms = terms;
    this.words = terms.words();
    this.found = found;
    this.search = found.search();
  }

  /** All there is to say beside what stands in the summary. */
  public ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(seeds(), tried(), cost());
    if (!found.hasEnded()) {
      return sentences
          .add(words.say("The search has not ended, so nothing is chosen yet."))
          .build();
    }
    found.variants().forEach(variant -> variant(variant, sentences));
    return sentences.build();
  }

  /** What belongs into the summary: what was chosen, and how far that flattered it. */
  ImmutableList<String> chosen() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (search.tuning().isEmpty()) {
      return sentences.build();
    }
    if (!found.hasEnded()) {
      return ImmutableList.of(words.say("The search has not ended, so nothing is chosen yet."));
    }
    for (SearchedVariant variant : found.variants()) {
      variant.winner().ifPresent(winner -> sentences.add(chosen(variant, winner)));
      variant.flattery().ifPresent(flattery -> sentences.add(flattery(flattery)));
    }
    return sentences.build();
  }

  private String seeds() {
    Optional<Tuning> tuning = search.tuning();
    return tuning.isPresent()
        ? words.say(
            "The settings of {0} were chosen with {1}, which no result comes from.",
            terms.capped(search.arms()), terms.seeds(tuning.get().seeds()))
        : words.say(
            "Searched with the seeds of the results themselves, so the best score is partly luck:"
                + " tune chooses with seeds of its own.");
  }

  private String tried() {
    String settings = terms.capped(List.copyOf(search.space().axes().keySet()));
    int points = search.points();
    return switch (search.type()) {
      case GRID ->
          words.counted(
              points,
              "The only point of {1} was tried.|All {0} points of {1} were tried.",
              settings);
      case RANDOM ->
          words.counted(
              points,
              "One point was drawn at random from {1}.|{0} points were drawn at random from {1}.",
              settings);
      case SUCCESSIVE_HALVING ->
          words.say(
              "{0} points were drawn at random from {1}; after each stage the best went on with"
                  + " more {2}: {3}.",
              points, settings, clock(), stages());
    };
  }

  /** What budgets count. */
  private String clock() {
    return found.stages().stream()
        .flatMap(stage -> stage.found().runs().stream())
        .flatMap(run -> run.metric(terms.metric()).stream())
        .findFirst()
        .map(curve -> terms.clock(curve.clock()))
        .orElseGet(terms::clock);
  }

  private String stages() {
    return search.rungs().stream()
        .map(
            rung ->
                words.say(
                    "{0} with {1}",
                    words.amount(rung.points()), words.amount((double) rung.amount())))
        .collect(Collectors.joining(", "));
  }

  private String cost() {
    return words.say(
        "The search took {0}, {1} {2} and {3} of computing.",
        words.counted(found.cost().runs(), "{0} run|{0} runs"),
        words.amount((double) found.cost().amount()),
        clock(),
        words.duration(found.cost().seconds()));
  }

  private void variant(SearchedVariant variant, ImmutableList.Builder<String> sentences) {
    if (variant.winner().isEmpty()) {
      sentences.add(
          words.say(
              "No point of {0} has a score with every seed, so none is chosen.", variant.name()));
      return;
    }
    if (search.tuning().isEmpty()) {
      sentences.add(chosen(variant, variant.winner().get()));
    }
    variant.shares().stream()
        .filter(share -> share.share().corrected().isPresent())
        .max(Comparator.comparingDouble(share -> share.share().corrected().getAsDouble()))
        .ifPresent(share -> sentences.add(most(variant, share)));
    if (variant.lost() > 0) {
      sentences.add(
          words.counted(
              variant.lost(),
              "{0} point of {1} has no score, because a run of it failed or diverged.|{0} points of"
                  + " {1} have no score, because a run of theirs failed or diverged.",
              variant.name()));
    }
  }

  private String chosen(SearchedVariant variant, SearchStage.Candidate winner) {
    SearchedVariant.Point point =
        variant.points().stream()
            .filter(each -> each.name().equals(winner.variant().name()))
            .findFirst()
            .orElseThrow();
    String settings = settings(point);
    return search.tuning().isPresent()
        ? words.say("Chosen for {0}: {1}.", variant.name(), settings)
        : words.say("Best of {0}: {1}.", variant.name(), settings);
  }

  /** What a point sets, on one line. */
  String settings(SearchedVariant.Point point) {
    return search.space().axes().keySet().stream()
        .map(path -> name(path) + " = " + point.value(path))
        .collect(Collectors.joining(", "));
  }

  /** The last word of a path, or the whole where another ends in the same. */
  String name(String path) {
    long same =
        search.space().axes().keySet().stream()
            .filter(other -> Terms.lastWord(other).equals(Terms.lastWord(path)))
            .count();
    return same > 1 ? path : Terms.lastWord(path);
  }

  private String flattery(Flattery flattery) {
    String chosen = terms.scores().format(flattery.tuning());
    String reported = terms.scores().format(flattery.reported());
    String by = terms.change(flattery.by(), flattery.interval());
    if (flattery.by() <= 0) {
      return words.say(
          "With the seeds that chose them, these settings scored {0}, and with the others {1}: the"
              + " choice did not flatter them ({2}).",
          chosen, reported, by);
    }
    boolean isClear = flattery.interval().filter(interval -> interval.low() > 0).isPresent();
    return isClear
        ? words.say(
            "With the seeds that chose them, these settings scored {0}, and with the others {1}:"
                + " the choice flattered them by {2}.",
            chosen, reported, by)
        : words.say(
            "With the seeds that chose them, these settings scored {0}, and with the others {1}:"
                + " whether the choice flattered them is not decided ({2}).",
            chosen, reported, by);
  }

  private String most(SearchedVariant variant, SettingShare share) {
    double corrected = share.share().corrected().getAsDouble();
    return corrected == 0
        ? words.say(
            "No single setting explains more of the scores of {0} than chance would.",
            variant.name())
        : words.say(
            "The scores of {0} depend most on {1}, which explains {2} of their variance by itself.",
            variant.name(), name(share.path()), percent(corrected));
  }

  /** A share as a percentage. */
  String percent(double share) {
    return words.say("{0}\u00a0%", words.number(100 * share, 0));
  }

  /** How shares are to be read. */
  public String sharesExplained() {
    return words.say(
        "The share of a setting is the variance of the mean score given its value, over that of all"
            + " scores (the first-order index of Sobol', 1993; the main effect of a functional"
            + " ANOVA, Hutter et al., 2014). The mean is that of each value or, over a range, a"
            + " quadratic curve by least squares. Corrected for chance as an adjusted R² is. What"
            + " settings do only together is in none of them.");
  }

  /** Above the chart of a variant's points. */
  public String chartTitle(SearchedVariant variant) {
    return words.say("Points that were tried for {0}", variant.name());
  }

  /** Below it. */
  public String chartCaption(SearchedVariant variant) {
    return search.rungs().size() > 1
        ? words.say(
            "A line for each point that was tried for {0}, with its score after the first stage,"
                + " where all had the same budget. Darker lines went on; the thick one was the best"
                + " at the end.",
            variant.name())
        : words.say(
            "A line for each point that was tried for {0}, with its score. The thick one was the"
                + " best.",
            variant.name());
  }

  /** What a point is, where it is pointed at. */
  public String point(SearchedVariant.Point point) {
    String score =
        point.candidate().score().isPresent()
            ? terms.scores().format(point.candidate().score().getAsDouble())
            : "–";
    return point.name() + ": " + settings(point) + "; " + terms.score() + " " + score;
  }

  /** The best points as text, for those who cannot see the chart. */
  public String spoken(SearchedVariant variant) {
    return variant.points().stream().limit(BEST).map(this::point).collect(Collectors.joining(". "));
  }

  /** The axis of a setting. */
  public String axis(String path) {
    return name(path);
  }

  /** The axis of scores. */
  public String scoreAxis() {
    return terms.score();
  }
}

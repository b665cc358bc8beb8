package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.SequentialOutcome;
import dev.ensayo.results.analysis.SequentialOutcome.State;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportTable.Cell;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A study whose seeds are given out until it is decided: what was decided when, in words. */
final class SequentialWords {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final AdaptiveSeeds design;

  /** Of a study with {@code seeds.adaptive}. */
  SequentialWords(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.design = results.adaptive().orElseThrow();
  }

  /** How many seeds it took; nothing before the first look. */
  ImmutableList<String> course() {
    int looks = results.found().looks().taken();
    if (looks == 0) {
      return ImmutableList.of();
    }
    long most = (long) results.variants().size() * design.seeds();
    String runs = words.counted(results.runCount(), "{0} run|{0} runs");
    return ImmutableList.of(
        results.found().awaitsLook()
            ? words.say(
                "After look {0} of {1}, {2} of at most {3} have been asked for.",
                looks, design.groups(), runs, words.amount((double) most))
            : words.say(
                "Seeds were run until it was decided: the study ended after look {0} of {1}, with"
                    + " {2} of at most {3}.",
                looks, design.groups(), runs, words.amount((double) most)));
  }

  /** "decided at look 2 of 5, on 10 against 10 scores". */
  String decided(Comparison comparison) {
    SequentialOutcome outcome = comparison.sequential().orElseThrow();
    return words.say(
        "decided at look {0} of {1}, on {2} against {3} scores",
        outcome.look(), outcome.looks(), outcome.scores(), outcome.baselineScores());
  }

  /** Sentences on what is not decided, for each reason. */
  ImmutableList<String> undecided(String baseline, Function<VariantResults, String> named) {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    add(
        sentences,
        State.UNDECIDED,
        named,
        names ->
            words.say(
                "Undecided against {0} after all {1} looks, which does not mean the same: {2}.",
                baseline, design.groups(), names));
    add(
        sentences,
        State.OPEN,
        named,
        names -> words.say("Still being decided against {0}: {1}.", baseline, names));
    add(
        sentences,
        State.LOST,
        named,
        names ->
            words.say(
                "Cannot be decided against {0}, because a whole group of seeds has no score: {1}.",
                baseline, names));
    return sentences.build();
  }

  private void add(
      ImmutableList.Builder<String> sentences,
      State state,
      Function<VariantResults, String> named,
      UnaryOperator<String> sentence) {
    List<String> names =
        results.variants().stream().filter(variant -> is(variant, state)).map(named).toList();
    if (!names.isEmpty()) {
      sentences.add(sentence.apply(terms.capped(names)));
    }
  }

  static boolean is(VariantResults variant, State state) {
    return variant
        .comparison()
        .flatMap(Comparison::sequential)
        .filter(outcome -> outcome.state() == state)
        .isPresent();
  }

  /** A clause on what is not decided. */
  String undecided(Comparison comparison) {
    SequentialOutcome outcome = comparison.sequential().orElseThrow();
    return switch (outcome.state()) {
      case OPEN -> words.say("still being decided");
      case LOST -> words.say("a group without a score");
      default -> words.say("after all looks");
    };
  }

  /** When it was decided, for the table to quote. */
  Cell look(Comparison comparison) {
    SequentialOutcome outcome = comparison.sequential().orElseThrow();
    String scores = words.say("{0} + {1} scores", outcome.scores(), outcome.baselineScores());
    return outcome.look() == 0
        ? Cell.NONE
        : new Cell(words.say("{0} of {1}", outcome.look(), outcome.looks()), scores);
  }

  /** "5 groups of 5 seeds at most". */
  String groups() {
    return words.counted(
        design.groups(),
        "{0} group of {1} at most|{0} groups of {1} at most",
        terms.seedCount(design.of()));
  }

  /** How it is decided, for a paper. */
  String design() {
    return words.say(
        "After each group every variant that was undecided was compared with {0} by AdaStop, a"
            + " group-sequential permutation test (Mathieu et al., 2024), with a family-wise level of"
            + " {1} over {2} and {3}: the level that may be spent grows evenly with the looks, and"
            + " boundaries are of 10,000 permutations within groups, with the largest of the undecided"
            + " statistics (step-down). What was decided was run no further. Intervals are computed as"
            + " if the number of seeds had been fixed, and enter no verdict. The probability of"
            + " improvement has Newcombe's interval (2006, method 5).",
        results.baseline().name(),
        words.number(design.level()),
        words.counted(
            results.found().looks().comparisons().size(), "{0} comparison|{0} comparisons"),
        words.counted(design.groups(), "{0} look|{0} looks"));
  }

  /** What the verdict rests on. */
  ImmutableList<String> statements() {
    return ImmutableList.of(
        words.say(
            "Differences are variant minus baseline, with a bootstrap interval of their own, computed"
                + " as if the number of seeds had been fixed. Where a study stops because a difference"
                + " is large, it looks a little larger than it is."),
        words.say(
            "The verdict is that of AdaStop (Mathieu et al., 2024), a permutation test that may be"
                + " looked at after each group of seeds. The chance of even one wrong decision, over"
                + " all comparisons and looks, is {0}. No p of another test is given: after looking, it"
                + " would be too small. Undecided does not mean the same.",
            words.number(design.level())));
  }
}

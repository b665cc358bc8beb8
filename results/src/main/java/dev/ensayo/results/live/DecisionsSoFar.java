package dev.ensayo.results.live;

import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;

/** How far a study is decided whose seeds are given out until it is, in a sentence. */
final class DecisionsSoFar {
  /** Beyond these, variants are counted. */
  private static final int MOST_NAMED = 6;

  private final Phrasebook words;
  private final AdaptiveSeeds design;
  private final LookLog looks;

  DecisionsSoFar(Phrasebook words, AdaptiveSeeds design, LookLog looks) {
    this.words = words;
    this.design = design;
    this.looks = looks;
  }

  String sentence() {
    if (looks.taken() == 0) {
      return words.say(
          "Nothing is decided before the first of at most {0} looks.", design.groups());
    }
    List<String> decided =
        looks.looks().stream()
            .flatMap(look -> look.decided().stream())
            .map(LookLog.Decision::variant)
            .toList();
    String so =
        words.counted(
            looks.comparisons().size(),
            "Look {1} of {2}: {3} of {0} comparison is decided{4}"
                + "|Look {1} of {2}: {3} of {0} comparisons are decided{4}",
            looks.taken(),
            design.groups(),
            decided.size(),
            named(decided));
    List<String> open = looks.undecided().stream().map(LookLog.Pair::variant).toList();
    if (open.isEmpty()) {
      return so + ".";
    }
    return looks.isOver()
        ? words.say("{0}; undecided{1}.", so, named(open))
        : words.say("{0}; still being decided{1}.", so, named(open));
  }

  /** " (a, b)", or nothing. */
  private String named(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    int most = Math.min(MOST_NAMED, names.size());
    String some = String.join(", ", names.subList(0, most));
    return names.size() > most
        ? words.say(" ({0} and {1} more)", some, names.size() - most)
        : " (" + some + ")";
  }
}

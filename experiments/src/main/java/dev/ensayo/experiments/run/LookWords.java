package dev.ensayo.experiments.run;

import com.google.common.collect.Iterables;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.LookLog.Look;
import java.util.stream.Collectors;

/** What the last look came to, for the terminal. */
final class LookWords {
  private final AdaptiveSeeds design;
  private final LookLog looks;

  /**
   * @param looks at least one
   */
  LookWords(AdaptiveSeeds design, LookLog looks) {
    this.design = design;
    this.looks = looks;
  }

  String sentence() {
    Look last = Iterables.getLast(looks.looks());
    String decided =
        last.decided().isEmpty()
            ? "nothing decided"
            : last.decided().stream()
                .map(
                    each ->
                        each.variant()
                            + (each.higher() ? " is above " : " is below ")
                            + each.baseline())
                .collect(Collectors.joining(", "));
    int open = looks.undecided().size();
    String rest =
        open == 0
            ? "nothing is left to decide"
            : looks.isOver()
                ? open + (open == 1 ? " comparison stays" : " comparisons stay") + " undecided"
                : "seeds go on for " + String.join(", ", last.next());
    return "look " + looks.taken() + " of " + design.groups() + ": " + decided + "; " + rest;
  }
}

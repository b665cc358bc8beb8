package dev.ensayo.results.live;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.markup.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a study stands, in words; for the page and for a terminal. */
public final class LiveWords {
  private static final double GIGABYTE = 1 << 30;

  /** Beyond these, variants are counted. */
  private static final int MOST_NAMED = 6;

  private LiveWords() {}

  /** A sentence on the whole, such as "2 of 20 runs are being made." */
  public static String sentence(Snapshot snapshot) {
    if (!snapshot.problem().isEmpty()) {
      return snapshot.problem();
    }
    return switch (snapshot.phase()) {
      case NOT_BEGUN ->
          "There is no study in " + snapshot.place() + " yet; it is shown here once it begins.";
      case RUNNING ->
          snapshot.count(RunState.RUNNING)
              + " of "
              + runs(snapshot.runs().size())
              + (snapshot.count(RunState.RUNNING) == 1 ? " is being made." : " are being made.");
      case IDLE ->
          snapshot.ended()
              + " of "
              + runs(snapshot.runs().size())
              + " have ended, and no run is being made just now; a study that was stopped goes on"
              + " with ./ensayo run and --resume.";
      case ENDED ->
          "The study has ended: "
              + snapshot.count(RunState.COMPLETE)
              + " of "
              + runs(snapshot.runs().size())
              + (snapshot.runs().size() == 1 ? " is complete" : " are complete")
              + (snapshot.count(RunState.FAILED) > 0
                  ? ", " + snapshot.count(RunState.FAILED) + " failed"
                  : "")
              + (snapshot.count(RunState.DAMAGED) > 0
                  ? ", " + snapshot.count(RunState.DAMAGED) + " damaged"
                  : "")
              + ".";
    };
  }

  /**
   * What is decided of a study whose seeds are given out until it is, and what is not; empty for
   * others.
   */
  public static Optional<String> decisions(Snapshot snapshot) {
    return snapshot
        .study()
        .flatMap(Study::adaptive)
        .map(design -> decisions(design, snapshot.looks()));
  }

  private static String decisions(AdaptiveSeeds design, LookLog looks) {
    if (looks.taken() == 0) {
      return "Nothing is decided before the first of at most " + design.groups() + " looks.";
    }
    List<LookLog.Decision> decided =
        looks.looks().stream().flatMap(look -> look.decided().stream()).toList();
    String so =
        "Look "
            + looks.taken()
            + " of "
            + design.groups()
            + ": "
            + decided.size()
            + " of "
            + looks.comparisons().size()
            + (looks.comparisons().size() == 1
                ? " comparison is decided"
                : " comparisons are decided")
            + named(decided.stream().map(LookLog.Decision::variant).toList());
    List<String> open = looks.undecided().stream().map(LookLog.Pair::variant).toList();
    return open.isEmpty()
        ? so + "."
        : so + (looks.isOver() ? "; undecided" : "; still being decided") + named(open) + ".";
  }

  /** " (a, b)", or nothing. */
  private static String named(List<String> names) {
    int most = Math.min(MOST_NAMED, names.size());
    String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
    return names.isEmpty() ? "" : " (" + String.join(", ", names.subList(0, most)) + more + ")";
  }

  private static String runs(int count) {
    return Figures.count(count) + (count == 1 ? " run" : " runs");
  }

  /** Such as "1 running, 12 waiting, 6 done, 1 failed"; what there is none of is left out. */
  public static String counts(Snapshot snapshot) {
    List<String> parts = new ArrayList<>();
    parts.add(snapshot.count(RunState.RUNNING) + " running");
    parts.add(snapshot.count(RunState.WAITING) + " waiting");
    parts.add(snapshot.count(RunState.COMPLETE) + " done");
    parts.add(snapshot.count(RunState.FAILED) + " failed");
    if (snapshot.count(RunState.INTERRUPTED) > 0) {
      parts.add(snapshot.count(RunState.INTERRUPTED) + " stopped");
    }
    if (snapshot.count(RunState.DAMAGED) > 0) {
      parts.add(snapshot.count(RunState.DAMAGED) + " damaged");
    }
    return String.join(", ", parts);
  }

  /** Such as "about 3 min 20 s", or why it is not known. */
  public static String timeLeft(Snapshot snapshot) {
    if (snapshot.secondsLeft().isPresent()) {
      return "about " + Figures.duration(snapshot.secondsLeft().getAsDouble());
    }
    return switch (snapshot.phase()) {
      case ENDED -> "none";
      case RUNNING -> "not known yet";
      default -> "–";
    };
  }

  /** Such as "87 % of 2 processors". */
  public static String processor(MachineUse machine) {
    String of = machine.processors() == 1 ? " of 1 processor" : " of " + machine.processors();
    return machine.processor().isPresent()
        ? percent(machine.processor().getAsDouble())
            + of
            + (machine.processors() == 1 ? "" : " processors")
        : "not known";
  }

  /** Such as "3.1 of 7.8 GB". */
  public static String memory(MachineUse machine) {
    return machine.memory() > 0
        ? String.format(
            Locale.ROOT,
            "%.1f of %.1f GB",
            machine.memoryUsed() / GIGABYTE,
            machine.memory() / GIGABYTE)
        : "not known";
  }

  /** A share, 0 to 1, such as "45 %". */
  public static String percent(double share) {
    return (int) Math.floor(100 * Math.max(0, Math.min(1, share)) + 1e-9) + " %";
  }
}

package dev.ensayo.results.live;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.results.markup.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a study stands, in words; for the page and for a terminal. */
public final class LiveWords {
  private static final double GIGABYTE = 1 << 30;

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

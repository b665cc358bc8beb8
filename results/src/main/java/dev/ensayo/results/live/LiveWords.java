package dev.ensayo.results.live;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a study stands, in the words of one language; for the page and for a terminal. */
public final class LiveWords {
  /** What programs say of runs. */
  public static final LiveWords ENGLISH = new LiveWords(Phrasebook.ENGLISH);

  private static final double GIGABYTE = 1 << 30;

  private final Phrasebook words;

  public LiveWords(Phrasebook words) {
    this.words = words;
  }

  Phrasebook words() {
    return words;
  }

  /** "test 45 % done", of a run that is within a long test. */
  public String testing(String share) {
    return words.say("test {0} done", share);
  }

  /** A sentence on the whole, such as "2 of 20 runs are being made." */
  public String sentence(Snapshot snapshot) {
    if (!snapshot.problem().isEmpty()) {
      return words.told(snapshot.problem());
    }
    String runs = runs(snapshot.runs().size());
    return switch (snapshot.phase()) {
      case NOT_BEGUN ->
          words.say(
              "There is no study in {0} yet; it is shown here once it begins.", snapshot.place());
      case RUNNING ->
          words.counted(
              snapshot.count(RunState.RUNNING),
              "{0} of {1} is being made.|{0} of {1} are being made.",
              runs);
      case IDLE ->
          words.say(
              "{0} of {1} have ended, and no run is being made just now; a study that was stopped"
                  + " goes on with ./ensayo run and --resume.",
              snapshot.ended(), runs);
      case ENDED -> ended(snapshot, runs);
    };
  }

  /**
   * What is decided of a study whose seeds are given out until it is, and what is not; empty for
   * others.
   */
  public Optional<String> decisions(Snapshot snapshot) {
    return snapshot
        .study()
        .flatMap(Study::adaptive)
        .map(design -> new DecisionsSoFar(words, design, snapshot.looks()).sentence());
  }

  private String ended(Snapshot snapshot, String runs) {
    int complete = snapshot.count(RunState.COMPLETE);
    List<String> parts = new ArrayList<>();
    parts.add(
        snapshot.runs().size() == 1
            ? words.say("{0} of {1} is complete", complete, runs)
            : words.say("{0} of {1} are complete", complete, runs));
    addIfAny(parts, snapshot, RunState.FAILED);
    addIfAny(parts, snapshot, RunState.DAMAGED);
    return words.say("The study has ended: {0}.", String.join(", ", parts));
  }

  private String runs(int count) {
    return words.counted(count, "{0} run|{0} runs");
  }

  private void addIfAny(List<String> parts, Snapshot snapshot, RunState state) {
    if (snapshot.count(state) > 0) {
      parts.add(counted(state, snapshot.count(state)));
    }
  }

  /** Such as "1 running, 12 waiting, 6 done, 1 failed"; what there is none of is left out. */
  public String counts(Snapshot snapshot) {
    List<String> parts = new ArrayList<>();
    for (RunState state :
        List.of(RunState.RUNNING, RunState.WAITING, RunState.COMPLETE, RunState.FAILED)) {
      parts.add(counted(state, snapshot.count(state)));
    }
    addIfAny(parts, snapshot, RunState.INTERRUPTED);
    addIfAny(parts, snapshot, RunState.DAMAGED);
    return String.join(", ", parts);
  }

  private String counted(RunState state, int count) {
    return switch (state) {
      case WAITING -> words.counted(count, "{0} waiting|{0} waiting");
      case RUNNING -> words.counted(count, "{0} running|{0} running");
      case COMPLETE -> words.counted(count, "{0} done|{0} done");
      case FAILED -> words.counted(count, "{0} failed|{0} failed");
      case INTERRUPTED -> words.counted(count, "{0} stopped|{0} stopped");
      case DAMAGED -> words.counted(count, "{0} damaged|{0} damaged");
    };
  }

  /** What so many runs are that stand so, without their count. */
  String state(RunState state, long count) {
    return switch (state) {
      case WAITING -> words.counted(count, "waiting|waiting");
      case RUNNING -> words.counted(count, "running|running");
      case COMPLETE -> words.counted(count, "done|done");
      case FAILED -> words.counted(count, "failed|failed");
      case INTERRUPTED -> words.counted(count, "stopped|stopped");
      case DAMAGED -> words.counted(count, "damaged|damaged");
    };
  }

  /** Such as {@code baseline seed 3}. */
  public String name(WatchedRun run) {
    return words.say("{0} seed {1}", run.variant(), Long.toString(run.seed()));
  }

  /** Such as "about 3 min 20 s", or why it is not known. */
  public String timeLeft(Snapshot snapshot) {
    if (snapshot.secondsLeft().isPresent()) {
      return words.say("about {0}", words.duration(snapshot.secondsLeft().getAsDouble()));
    }
    return switch (snapshot.phase()) {
      case ENDED -> words.say("none");
      case RUNNING -> words.say("not known yet");
      default -> "–";
    };
  }

  /** Such as "45 %: 1 running, 12 waiting, 6 done, 1 failed; about 3 min 20 s left". */
  public String line(Snapshot snapshot) {
    if (snapshot.phase() == Snapshot.Phase.NOT_BEGUN || !snapshot.problem().isEmpty()) {
      return sentence(snapshot);
    }
    String line =
        percent(snapshot.share())
            + ": "
            + counts(snapshot)
            + decisions(snapshot).map(decisions -> "; " + decisions).orElse("");
    return snapshot.secondsLeft().isPresent()
        ? words.say(
            "{0}; about {1} left", line, words.duration(snapshot.secondsLeft().getAsDouble()))
        : line;
  }

  /** Such as "a: score eval/return 300, 1 of 2 done". */
  public String variant(Study study, VariantRow row, Figures figures) {
    return words.say(
        "{0}: {1}, {2} of {3} done",
        row.name(), value(study, row, figures), row.done(), row.runs());
  }

  private String value(Study study, VariantRow row, Figures figures) {
    if (row.value().isEmpty()) {
      return words.say("nothing yet");
    }
    String value = figures.format(row.value().getAsDouble());
    String metric = study.report().metric();
    return row.isScore()
        ? words.say("score {0} {1}", metric, value)
        : words.say("latest {0} {1}", metric, value);
  }

  /** Beyond the rows there is room for. */
  public String moreVariants(int count) {
    return words.counted(count, "and {0} more variant|and {0} more variants");
  }

  /** A format for values that stand together. */
  public Figures figures(double... values) {
    return words.figures(values);
  }

  /** Such as "here: 87 % of 2 processors; memory 3.1 of 7.8 GB". */
  public String machine(MachineUse machine) {
    return words.say("{0}: {1}; memory {2}", machine.host(), processor(machine), memory(machine));
  }

  /** Such as "87 % of 2 processors". */
  public String processor(MachineUse machine) {
    return machine.processor().isPresent()
        ? words.counted(
            machine.processors(),
            "{1} of {0} processor|{1} of {0} processors",
            percent(machine.processor().getAsDouble()))
        : words.say("not known");
  }

  /** Such as "3.1 of 7.8 GB". */
  public String memory(MachineUse machine) {
    return machine.memory() > 0
        ? words.say(
            "{0} of {1} GB",
            words.number(machine.memoryUsed() / GIGABYTE, 1),
            words.number(machine.memory() / GIGABYTE, 1))
        : words.say("not known");
  }

  /** A share, 0 to 1, such as "45 %". */
  public static String percent(double share) {
    return (int) Math.floor(100 * Math.max(0, Math.min(1, share)) + 1e-9) + " %";
  }

  /** What heads the bar of the whole study. */
  public String allRuns() {
    return words.say("all runs");
  }

  /** Runs for whose bars there is no room, beside others that have one. */
  public String andMore(int count) {
    return words.say("and {0} more", count);
  }

  /** Runs for none of which there is room for a bar. */
  public String sideBySide(int count) {
    return words.say("{0} side by side", count);
  }

  /** Such as "9 of 20 runs ended, 30.0 s passed". */
  public String endedAndPassed(int ended, int runs, String seconds) {
    return words.say("{0} of {1} runs ended, {2} passed", ended, runs, spoken(seconds));
  }

  /** Such as "9 of 20 ended". */
  public String ended(int ended, int runs) {
    return words.say("{0} of {1} ended", ended, runs);
  }

  /** Such as "9 of 20". */
  public String of(int ended, int runs) {
    return words.say("{0} of {1}", ended, runs);
  }

  /** Such as "about 40.0 s left". */
  public String aboutLeft(String seconds) {
    return words.say("about {0} left", spoken(seconds));
  }

  /** Such as "40.0 s left". */
  public String left(String seconds) {
    return words.say("{0} left", spoken(seconds));
  }

  private String spoken(String number) {
    return words.numbers().write(number);
  }
}

package dev.ensayo.experiments.verification;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.rundir.Damage;
import java.util.Locale;

/**
 * What came of verifying a run.
 *
 * @param grade in a word
 * @param damages files that are no longer what the run wrote
 * @param rerun what came of making it again: the first difference, in words; empty where there was
 *     none, or where it was not made
 * @param wasRerun whether it was made again
 * @param notes what may explain a difference, a sentence each
 */
public record Verdict(
    Grade grade,
    ImmutableList<Damage> damages,
    String rerun,
    boolean wasRerun,
    ImmutableList<String> notes) {
  /** In a word. */
  public enum Grade {
    /** Its files are what it wrote, and the rerun gave every value again. */
    IDENTICAL,
    /** The rerun gave another value, or came to no end. */
    DIFFERENT,
    /** What it learned from is no longer there as it was. */
    DATA_DIFFER,
    /** A file is no longer what the run wrote. */
    DAMAGED,
    /** It has not come to its end, so there is nothing to verify. */
    NOT_FINISHED;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static Verdict notFinished(String reason) {
    return new Verdict(Grade.NOT_FINISHED, ImmutableList.of(), reason, false, ImmutableList.of());
  }

  static Verdict notRerun(ImmutableList<Damage> damages) {
    return new Verdict(Grade.DAMAGED, damages, "", false, ImmutableList.of());
  }

  static Verdict otherData(
      ImmutableList<Damage> damages, String difference, ImmutableList<String> notes) {
    Grade grade = damages.isEmpty() ? Grade.DATA_DIFFER : Grade.DAMAGED;
    return new Verdict(grade, damages, difference, false, notes);
  }

  static Verdict rerun(
      ImmutableList<Damage> damages, String difference, ImmutableList<String> notes) {
    Grade grade =
        !damages.isEmpty()
            ? Grade.DAMAGED
            : difference.isEmpty() ? Grade.IDENTICAL : Grade.DIFFERENT;
    return new Verdict(grade, damages, difference, true, notes);
  }

  /** Whether nothing speaks against the run. */
  public boolean isSound() {
    return grade == Grade.IDENTICAL || grade == Grade.NOT_FINISHED;
  }

  /** What is wrong, or why it was not looked at, in a line; empty for an identical one. */
  public String words() {
    if (damages.isEmpty()) {
      return rerun;
    }
    return damages.get(0)
        + (damages.size() > 1 ? ", and " + (damages.size() - 1) + " more files" : "")
        + (rerun.isEmpty() ? "" : "; " + rerun);
  }
}

package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Counts what the runs of a study say of themselves. */
final class Tally {
  private final Map<RunName, Position> running = new LinkedHashMap<>();
  private int runs;
  private double doneBefore;
  private double done;
  private int ended;

  Tally(int runs) {
    this.runs = runs;
  }

  /** How many runs there are, as far as it is known. */
  void asked(int known) {
    runs = known;
  }

  /**
   * Where a run is on its clock.
   *
   * @param tested how much of a long test is done; empty where there is none
   */
  private record Position(long start, long now, long end, OptionalDouble tested) {
    Position(long start, long now, long end) {
      this(start, now, end, OptionalDouble.empty());
    }

    double share() {
      return end == 0 ? 1 : (double) now / end;
    }

    double shareBefore() {
      return end == 0 ? 1 : (double) start / end;
    }
  }

  /** What was done before, {@code position} of {@code end}, tells nothing of the speed. */
  void started(RunName run, long position, long end) {
    Position start = new Position(position, position, end);
    running.put(run, start);
    doneBefore += start.share();
    done += start.share();
  }

  void moved(RunName run, long position) {
    Position before = running.get(run);
    Position now = new Position(before.start(), position, before.end());
    done += now.share() - before.share();
    running.put(run, now);
  }

  /** So much of a long test is done; with all of it, the test is over. */
  void testing(RunName run, double share) {
    running.computeIfPresent(
        run,
        (name, at) ->
            new Position(
                at.start(),
                at.now(),
                at.end(),
                share < 1 ? OptionalDouble.of(share) : OptionalDouble.empty()));
  }

  /** A run was there already. */
  void kept() {
    ended++;
    done++;
    doneBefore++;
  }

  /** A run that goes on elsewhere, or will be started here once more. */
  void left(RunName run) {
    Position last = running.remove(run);
    if (last != null) {
      done -= last.share();
      doneBefore -= last.shareBefore();
    }
  }

  void ended(RunName run) {
    Position last = running.remove(run);
    done += 1 - (last == null ? 0 : last.share());
    ended++;
  }

  int ended() {
    return ended;
  }

  /** What has been counted after so many seconds. */
  Standing after(double seconds) {
    ImmutableList<Standing.Run> bars =
        running.entrySet().stream()
            .map(
                entry ->
                    new Standing.Run(
                        entry.getKey().words(),
                        entry.getValue().share(),
                        entry.getValue().tested()))
            .collect(ImmutableList.toImmutableList());
    double fresh = done - doneBefore;
    OptionalDouble left =
        fresh > 0
            ? OptionalDouble.of(Math.max(0, seconds * (runs - done) / fresh))
            : OptionalDouble.empty();
    return new Standing(bars, done / runs, ended, runs, seconds, left);
  }
}

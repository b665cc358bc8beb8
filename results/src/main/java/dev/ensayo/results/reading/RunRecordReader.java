package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import dev.ensayo.results.reading.RunRecord.State;
import dev.ensayo.results.statistics.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one run. A finished one that is no longer what it wrote has no metrics; one that cannot be
 * read becomes an unfinished one that says why.
 */
final class RunRecordReader {
  private final RunFolder place;
  private final List<String> losses = new ArrayList<>();

  private RunRecordReader(RunFolder place) {
    this.place = place;
  }

  static RunRecord read(RunFolder place) {
    return new RunRecordReader(place).read();
  }

  private RunRecord read() {
    if (!Files.isDirectory(place.directory().path())) {
      return RunRecord.without(place, State.NOT_STARTED, "there is no run folder");
    }
    FoundRun found;
    try {
      found = FoundRun.in(place.directory());
    } catch (IOException e) {
      return RunRecord.without(place, State.UNFINISHED, unreadable(e));
    }
    State state = state(found);
    String reason = found.reason();
    ImmutableMap<String, Curve> metrics = ImmutableMap.of();
    if (state != State.DAMAGED) {
      try {
        metrics = RunCurves.of(found.metrics()).byMetric();
      } catch (IOException | IllegalArgumentException e) {
        state = State.UNFINISHED;
        reason = unreadable(e);
      }
    }
    ImmutableMap<String, Curve> timings = timings(found);
    ImmutableList<Exhibit> exhibits = exhibits(found);
    return new RunRecord(
        place.directory().path(),
        place.variant(),
        place.seed(),
        state,
        reason,
        ImmutableList.copyOf(losses),
        metrics,
        timings,
        found.manifest(),
        found.config(),
        exhibits);
  }

  private static String unreadable(Exception e) {
    return "cannot be read: " + e.getMessage();
  }

  private static State state(FoundRun found) {
    return switch (found.state()) {
      case COMPLETE -> State.FINISHED;
      case DAMAGED -> State.DAMAGED;
      case FAILED -> State.FAILED;
      case RUNNING, INTERRUPTED, WAITING -> State.UNFINISHED;
    };
  }

  private ImmutableMap<String, Curve> timings(FoundRun found) {
    try {
      return RunCurves.of(found.timing()).byMetric();
    } catch (IOException | IllegalArgumentException e) {
      losses.add(e.getMessage() + "; the times of this run are left out");
      return ImmutableMap.of();
    }
  }

  private ImmutableList<Exhibit> exhibits(FoundRun found) {
    try {
      return found.exhibits();
    } catch (IOException e) {
      losses.add(e.getMessage() + "; what this run shows is left out");
      return ImmutableList.of();
    }
  }
}

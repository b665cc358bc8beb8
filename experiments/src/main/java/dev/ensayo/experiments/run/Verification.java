package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Compares the metrics of two runs value by value. */
public final class Verification {
  private Verification() {}

  /**
   * The first difference between what was recorded and what the rerun gave, in words; empty if
   * there is none. Values are compared as doubles, bit by bit.
   */
  public static Optional<String> firstDifference(RunDirectory recorded, RunDirectory rerun)
      throws IOException {
    return firstDifference(recorded, rerun, Long.MAX_VALUE);
  }

  /**
   * The first difference before a moment; what a run records when it ends is not compared with what
   * a longer one records there.
   *
   * @param before a step on the runs' clock
   */
  static Optional<String> firstDifference(RunDirectory recorded, RunDirectory rerun, long before)
      throws IOException {
    try (CSVParser left = open(recorded);
        CSVParser right = open(rerun)) {
      var old = left.iterator();
      var now = right.iterator();
      while (old.hasNext() && now.hasNext()) {
        CSVRecord was = old.next();
        if (step(was) >= before) {
          return Optional.empty();
        }
        CSVRecord is = now.next();
        if (!same(was, is)) {
          return Optional.of(
              "line "
                  + (was.getRecordNumber() + 1)
                  + " of metrics.csv: recorded "
                  + words(was)
                  + ", now "
                  + words(is));
        }
      }
      if (old.hasNext()) {
        return Optional.of("the rerun stops early; recorded next: " + words(old.next()));
      }
      if (now.hasNext() && before == Long.MAX_VALUE) {
        return Optional.of("the rerun goes on further; it has next: " + words(now.next()));
      }
      return Optional.empty();
    }
  }

  private static CSVParser open(RunDirectory run) throws IOException {
    BufferedReader reader = Files.newBufferedReader(run.metricsFile());
    return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader);
  }

  private static boolean same(CSVRecord before, CSVRecord after) {
    return before.isConsistent()
        && after.isConsistent()
        && before.get("clock").equals(after.get("clock"))
        && before.get("step").equals(after.get("step"))
        && before.get("metric").equals(after.get("metric"))
        && sameNumber(before.get("value"), after.get("value"));
  }

  /** Below 0 in a line that was damaged, which is told as a difference. */
  private static long step(CSVRecord row) {
    try {
      return row.isConsistent() ? Long.parseLong(row.get("step")) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Whether both print the same double; what is not a number was changed by somebody. */
  private static boolean sameNumber(String before, String after) {
    try {
      return Double.doubleToLongBits(Double.parseDouble(before))
          == Double.doubleToLongBits(Double.parseDouble(after));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String words(CSVRecord row) {
    if (!row.isConsistent()) {
      return "the damaged line '" + String.join(",", row.toList()) + "'";
    }
    return row.get("metric")
        + " = "
        + row.get("value")
        + " at "
        + row.get("clock")
        + " "
        + row.get("step");
  }
}

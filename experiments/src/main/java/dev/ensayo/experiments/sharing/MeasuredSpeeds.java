package dev.ensayo.experiments.sharing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How fast the runs of a study's variants were that had ended before it was first split into
 * shards. It is written down then and never changed, so that every process splits it in the same
 * way, whenever it comes.
 */
public final class MeasuredSpeeds {
  /** Nothing was measured. */
  public static final MeasuredSpeeds NONE = new MeasuredSpeeds(Map.of());

  private static final String FILE = "speeds.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Double> secondsPerUnit;

  /**
   * @param secondsPerUnit by variant, seconds for each unit of the budget's clock
   */
  MeasuredSpeeds(Map<String, Double> secondsPerUnit) {
    this.secondsPerUnit = new TreeMap<>(secondsPerUnit);
  }

  /** Seconds that a run took for each unit of its budget's clock; empty if none was measured. */
  OptionalDouble secondsPerUnit(RunPlan run) {
    Double seconds = secondsPerUnit.get(run.variant());
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  /**
   * What is written down; if nothing is, measures and writes. Only one process at a time may do so.
   *
   * @throws IOException if it cannot be read or written
   */
  public static MeasuredSpeeds settled(StudyDirectory directory, List<RunPlan> runs)
      throws IOException {
    Path file = directory.sharing().resolve(FILE);
    if (Files.exists(file)) {
      return new MeasuredSpeeds(
          JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Double>>() {}));
    }
    MeasuredSpeeds measured = measured(directory, runs);
    Files.createDirectories(directory.sharing());
    AtomicFile.write(
        file,
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(measured.secondsPerUnit) + "\n");
    return measured;
  }

  private static MeasuredSpeeds measured(StudyDirectory directory, List<RunPlan> runs)
      throws IOException {
    Map<String, Double> seconds = new TreeMap<>();
    Map<String, Double> units = new TreeMap<>();
    for (RunPlan run : runs) {
      Optional<Manifest> manifest = finished(directory, run);
      if (manifest.isPresent() && manifest.get().seconds() > 0 && run.budget().amount() > 0) {
        seconds.merge(run.variant(), manifest.get().seconds(), Double::sum);
        units.merge(run.variant(), (double) run.budget().amount(), Double::sum);
      }
    }
    seconds.replaceAll((variant, sum) -> sum / units.get(variant));
    return new MeasuredSpeeds(seconds);
  }

  private static Optional<Manifest> finished(StudyDirectory directory, RunPlan run)
      throws IOException {
    if (!directory.run(run.variant(), run.seed()).isComplete()) {
      return Optional.empty();
    }
    FoundRun found = FoundRun.in(directory.run(run.variant(), run.seed()));
    return found.isComplete() ? found.manifest() : Optional.empty();
  }
}

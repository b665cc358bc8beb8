package dev.ensayo.results.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.ensayo.results.drift.FeatureDrift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitor's log says of one version of a model.
 *
 * @param served where it comes from; empty if its line is missing
 * @param windows in their order
 * @param outcomes in their order
 */
public record ServedVersion(
    String model,
    String version,
    Optional<MonitorRecord.Served> served,
    List<MonitorRecord.Window> windows,
    List<MonitorRecord.Outcome> outcomes) {
  public ServedVersion {
    windows = ImmutableList.copyOf(windows);
    outcomes = ImmutableList.copyOf(outcomes);
  }

  /** The versions of a log, in the order in which they began. */
  public static ImmutableList<ServedVersion> of(List<MonitorRecord> records) {
    Map<List<String>, List<MonitorRecord>> byVersion = new LinkedHashMap<>();
    for (MonitorRecord entry : records) {
      byVersion
          .computeIfAbsent(List.of(entry.model(), entry.version()), key -> new ArrayList<>())
          .add(entry);
    }
    return byVersion.entrySet().stream()
        .map(
            entry ->
                new ServedVersion(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    of(entry.getValue(), MonitorRecord.Served.class).stream().findFirst(),
                    of(entry.getValue(), MonitorRecord.Window.class),
                    of(entry.getValue(), MonitorRecord.Outcome.class)))
        .collect(ImmutableList.toImmutableList());
  }

  private static <T> List<T> of(List<MonitorRecord> records, Class<T> kind) {
    return ImmutableList.copyOf(Iterables.filter(records, kind));
  }

  /** How many rows were answered in ended windows. */
  public long answered() {
    return windows.stream().mapToLong(MonitorRecord.Window::answered).sum();
  }

  /** How many requests were refused for what they asked. */
  public long refused() {
    return windows.stream().mapToLong(MonitorRecord.Window::refused).sum();
  }

  /** The last window that has ended. */
  public Optional<MonitorRecord.Window> last() {
    return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(windows.size() - 1));
  }

  /** The last outcome, whose groups and calibration are over all. */
  public Optional<MonitorRecord.Outcome> lastOutcome() {
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.get(outcomes.size() - 1));
  }

  /** Whether answers are numbers; else they are classes. */
  public boolean tellsNumbers() {
    return served.map(line -> line.answers().equals("numbers")).orElse(false);
  }

  /**
   * The largest index of any feature of each window.
   *
   * @param predictions whether of what was answered; else of what was asked
   */
  public double[] largestIndices(boolean predictions) {
    return windows.stream()
        .mapToDouble(
            window ->
                (predictions ? window.predictions() : window.inputs())
                    .stream().mapToDouble(FeatureDrift::index).max().orElse(Double.NaN))
        .toArray();
  }
}

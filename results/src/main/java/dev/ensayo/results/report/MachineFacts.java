package dev.ensayo.results.report;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and with what the runs were made, from their manifests. */
final class MachineFacts {
  private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

  MachineFacts(List<RunRecord> runs) {
    runs.forEach(run -> run.manifest().ifPresent(this::count));
  }

  private void count(Manifest manifest) {
    count("Ensayo", manifest.code());
    count("Java", manifest.java());
    count("Operating system", manifest.os());
    count("CPU", manifest.cpu());
    count("Logical processors", Integer.toString(manifest.cores()));
    if (!manifest.notRepeatable().isEmpty()) {
      count("Cannot be repeated", "because " + manifest.notRepeatable());
    }
    manifest.backend().forEach((key, value) -> count("Backend: " + key, value));
    manifest.dataSha256().forEach((name, sha) -> count("SHA-256 of " + name, sha));
  }

  private void count(String label, String value) {
    counts.computeIfAbsent(label, key -> new LinkedHashMap<>()).merge(value, 1, Integer::sum);
  }

  /** Label to the values found, each with the number of runs that have it. */
  ImmutableMap<String, ImmutableMap<String, Integer>> byLabel() {
    ImmutableMap.Builder<String, ImmutableMap<String, Integer>> facts = ImmutableMap.builder();
    counts.forEach((label, values) -> facts.put(label, ImmutableMap.copyOf(values)));
    return facts.buildOrThrow();
  }
}

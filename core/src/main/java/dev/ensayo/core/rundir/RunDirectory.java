package dev.ensayo.core.rundir;

import dev.ensayo.core.exhibit.ExhibitStore;
import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one run: {@code runs/<study>/<variant>/seed-<n>/}.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
  /** The run of another variant of the same study with the same seed. */
  public RunDirectory sibling(String variant) {
    Path own = path.toAbsolutePath().normalize();
    return new RunDirectory(own.getParent().resolveSibling(variant).resolve(own.getFileName()));
  }

  public Path config() {
    return path.resolve("config.yaml");
  }

  public Path manifestFile() {
    return path.resolve("manifest.json");
  }

  public Path metricsFile() {
    return path.resolve("metrics.csv");
  }

  public Path timingFile() {
    return path.resolve("timing.csv");
  }

  /** What the run shows in the report beside its metrics. */
  public ExhibitStore exhibits() {
    return new ExhibitStore(path.resolve("exhibits"));
  }

  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The marker that is written last; without it the run is unfinished. */
  public Path completeMarker() {
    return path.resolve("COMPLETE");
  }

  public boolean isComplete() {
    return Files.exists(completeMarker());
  }

  /** The manifest, if the run got as far as writing one. */
  public Optional<Manifest> manifest() throws IOException {
    return Files.exists(manifestFile())
        ? Optional.of(Manifest.read(manifestFile()))
        : Optional.empty();
  }

  /** The repeatable metrics; empty if none were written. */
  public MetricSeries metrics() throws IOException {
    return MetricSeries.readIfPresent(metricsFile());
  }

  /** The metrics that depend on the wall clock; empty if none were written. */
  public MetricSeries timing() throws IOException {
    return MetricSeries.readIfPresent(timingFile());
  }
}

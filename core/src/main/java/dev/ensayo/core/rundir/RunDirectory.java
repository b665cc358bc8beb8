package dev.ensayo.core.rundir;

import dev.ensayo.core.exhibit.ExhibitStore;
import dev.ensayo.core.file.AtomicFolder;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code runs/<study>/<variant>/seed-<n>/}.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
  static final String CHECKPOINTS = "checkpoints";

  /** Why what a run left is put aside: it begins the name of a folder within the run's. */
  public enum Aside {
    /** A file of the finished run was changed. */
    DAMAGED,
    /** It failed with settings that were corrected since. */
    REPLACED,
    /** It had finished and was then extended. */
    SHORTER;

    String prefix() {
      return name().toLowerCase(Locale.ROOT) + "-";
    }

    static boolean isName(String file) {
      return Arrays.stream(values()).anyMatch(why -> file.startsWith(why.prefix()));
    }
  }

  /** The run of another variant of the same study with the same seed. */
  public RunDirectory sibling(String variant) {
    Path own = path.toAbsolutePath().normalize();
    return new RunDirectory(own.getParent().resolveSibling(variant).resolve(own.getFileName()));
  }

  public Path config() {
    return path.resolve(Seal.CONFIG);
  }

  public Path manifestFile() {
    return path.resolve(Seal.MANIFEST);
  }

  public Path metricsFile() {
    return path.resolve(Seal.METRICS);
  }

  public Path timingFile() {
    return path.resolve(Seal.TIMING);
  }

  /** What the run shows in the report beside its metrics. */
  public ExhibitStore exhibits() {
    return new ExhibitStore(path.resolve("exhibits"));
  }

  public Path checkpoints() {
    return path.resolve(CHECKPOINTS);
  }

  /**
   * The marker that is written last; without it the run is unfinished. Whether what it marks is
   * still what the run wrote, {@link FoundRun} tells.
   */
  public Path completeMarker() {
    return path.resolve(Seal.COMPLETE);
  }

  public boolean isComplete() {
    return Files.exists(completeMarker());
  }

  /**
   * Marks the run as complete and seals its files; they must be closed and say that it is. All of
   * them are forced to the disk before the marker appears.
   *
   * @param written what the files that the runner itself wrote must be, by their names
   * @param fence asked before the marker takes its place
   * @throws IOException if one of them is something else, or the marker cannot be written
   */
  public void complete(Map<String, Fingerprint> written, Fence fence) throws IOException {
    Seal.of(this, written).write(this, fence);
  }

  /**
   * Moves all that a run left into a folder within its own, such as {@code damaged-1}, so that it
   * can be made again and nothing is lost. The marker goes last: killed on the way, a damaged run
   * stays damaged.
   *
   * @return that folder
   */
  public Path putAside(Aside why) throws IOException {
    int number = 1;
    while (Files.exists(path.resolve(why.prefix() + number))) {
      number++;
    }
    Path aside = Files.createDirectory(path.resolve(why.prefix() + number));
    for (Path file : files()) {
      Files.move(file, aside.resolve(file.getFileName()));
    }
    return aside;
  }

  /**
   * Keeps a finished run as it is in a folder within its own, such as {@code shorter-1}, and leaves
   * here what it takes to go on with it, as if it had been stopped before its end. The marker goes
   * last: killed on the way, the run is a finished one, and the next call goes on with the same
   * folder.
   *
   * @return that folder
   */
  public Path keepShorter() throws IOException {
    Path aside = shorter(1);
    for (int number = 2; new RunDirectory(aside).isComplete(); number++) {
      aside = shorter(number);
    }
    Files.createDirectories(aside);
    List<Path> needed = List.of(config(), manifestFile(), metricsFile(), timingFile());
    for (Path file : files()) {
      Path there = aside.resolve(file.getFileName());
      if (needed.contains(file)) {
        Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
      } else if (!file.equals(checkpoints())) {
        Files.move(file, there);
      }
    }
    return aside;
  }

  /**
   * Copies what it takes to go on with this run elsewhere, as if it had been stopped there before
   * its end; all of it appears at once, and nothing does where there is something.
   *
   * @param there a run of the same variant and seed
   */
  public void copyUnfinished(RunDirectory there) throws IOException {
    AtomicFolder.writeNew(
        there.path(),
        folder -> {
          for (Path file : List.of(config(), manifestFile(), metricsFile(), timingFile())) {
            if (Files.exists(file)) {
              Files.copy(file, folder.resolve(file.getFileName()));
            }
          }
          Path saved = Files.createDirectory(folder.resolve(CHECKPOINTS));
          try (Stream<Path> all = Files.list(checkpoints())) {
            for (Path file : all.toList()) {
              Files.copy(file, saved.resolve(file.getFileName()));
            }
          }
        });
  }

  /** The longest of the finished runs that {@link #keepShorter} kept. */
  public Optional<RunDirectory> keptShorter() {
    Optional<RunDirectory> kept = Optional.empty();
    RunDirectory next = new RunDirectory(shorter(1));
    for (int number = 2; next.isComplete(); number++) {
      kept = Optional.of(next);
      next = new RunDirectory(shorter(number));
    }
    return kept;
  }

  private Path shorter(int number) {
    return path.resolve(Aside.SHORTER.prefix() + number);
  }

  /** What the run left, the marker last. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(file -> !Aside.isName(file.getFileName().toString()))
          .filter(file -> !LeaseKeeper.isLeaseFile(file))
          .sorted(Comparator.comparing(file -> file.equals(completeMarker())))
          .toList();
    }
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

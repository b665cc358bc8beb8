package dev.ensayo.core.rundir;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A run as it lies on the disk, each of its files read once and compared with what the run wrote.
 *
 * <p>Everybody who reads runs reads them through this class: what was changed after the run had
 * finished must not count. {@code metrics.csv}, {@code config.yaml} and {@code manifest.json} are
 * read at once, and a finished run in which one of them is not what it was is {@linkplain
 * RunState#DAMAGED damaged}. Other files are read and compared when they are asked for, and what is
 * wrong with them costs what they hold.
 */
public final class FoundRun {
  /** A file of a finished run is no longer what the run wrote. */
  public static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(Damage damage) {
      super(damage.toString());
    }
  }

  private final RunDirectory directory;
  private final Optional<Seal> seal;
  private final byte[] metrics;
  private final String config;
  private final Optional<Manifest> manifest;
  private final Optional<Damage> damage;
  private final RunState state;
  private final Optional<LeaseNote> holder;

  private FoundRun(
      RunDirectory directory, Optional<Seal.Reading> marker, Optional<LeaseNote> whoHasIt)
      throws IOException {
    this.directory = directory;
    this.seal = marker.flatMap(Seal.Reading::seal);
    // Of an unfinished run there is nothing to compare them with.
    this.metrics = marker.isPresent() ? bytes(directory.metricsFile()) : null;
    byte[] configuration = bytes(directory.config());
    this.config = configuration == null ? "" : new String(configuration, StandardCharsets.UTF_8);
    byte[] manifestJson = bytes(directory.manifestFile());
    Optional<Damage> inManifest = Optional.empty();
    Optional<Manifest> read = Optional.empty();
    if (manifestJson != null) {
      try {
        read = Optional.of(Manifest.parse(manifestJson));
      } catch (IOException e) {
        inManifest = Optional.of(Damage.ofWhole(Seal.MANIFEST, "cannot be read: " + line(e)));
      }
    }
    this.manifest = read;
    if (marker.isPresent()) {
      this.damage =
          marker
              .get()
              .damage()
              .or(() -> damage(Seal.METRICS, metrics))
              .or(() -> damage(Seal.CONFIG, configuration))
              .or(() -> damage(Seal.MANIFEST, manifestJson))
              .or(() -> contradiction(manifest));
      this.holder = Optional.empty();
      this.state = damage.isPresent() ? RunState.DAMAGED : RunState.COMPLETE;
    } else {
      this.damage = inManifest;
      this.holder = whoHasIt;
      this.state =
          holder.isPresent()
              ? RunState.RUNNING
              : damage.isPresent() ? RunState.DAMAGED : unfinished(manifest);
    }
  }

  /**
   * Reads a run.
   *
   * @throws IOException if a file that is there cannot be read, which says nothing about the run
   */
  public static FoundRun in(RunDirectory directory) throws IOException {
    Optional<Seal.Reading> marker = Seal.read(directory);
    if (marker.isEmpty()) {
      Optional<LeaseNote> holder = LeaseKeeper.holderOf(directory.path());
      FoundRun found = new FoundRun(directory, marker, holder);
      if (!Files.exists(directory.completeMarker())) {
        return found;
      }
      marker = Seal.read(directory); // it was finished meanwhile
    }
    return new FoundRun(directory, marker, Optional.empty());
  }

  /**
   * Reads a run that this process has taken: how it was left.
   *
   * @throws IOException if a file that is there cannot be read, which says nothing about the run
   */
  public static FoundRun inTaken(RunDirectory directory) throws IOException {
    return new FoundRun(directory, Seal.read(directory), Optional.empty());
  }

  /** Null if there is no such file. */
  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static String line(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Optional<Damage> damage(String name, byte[] content) {
    return content == null
        ? Optional.of(Damage.missing(name))
        : seal.flatMap(s -> s.damage(name, content));
  }

  private static Optional<Damage> contradiction(Optional<Manifest> manifest) {
    if (manifest.isEmpty()) {
      return Optional.of(Damage.ofWhole(Seal.MANIFEST, "cannot be read"));
    }
    RunStatus status = manifest.get().status();
    return status == RunStatus.COMPLETE
        ? Optional.empty()
        : Optional.of(
            Damage.ofWhole(
                Seal.MANIFEST, "says '" + status.label() + "' although there is a COMPLETE"));
  }

  private static RunState unfinished(Optional<Manifest> manifest) {
    if (manifest.isEmpty()) {
      return RunState.WAITING;
    }
    return manifest.get().status() == RunStatus.FAILED ? RunState.FAILED : RunState.INTERRUPTED;
  }

  public RunDirectory directory() {
    return directory;
  }

  public RunState state() {
    return state;
  }

  /** Whether the run is finished and its score is what it was. */
  public boolean isComplete() {
    return state == RunState.COMPLETE;
  }

  /** What makes a damaged run one; empty for every other. */
  public Optional<Damage> damage() {
    return state == RunState.DAMAGED ? damage : Optional.empty();
  }

  /** Who is at a run that is {@link RunState#RUNNING}. */
  public Optional<LeaseNote> holder() {
    return holder;
  }

  /** How the run was made, if it came so far. */
  public Optional<Manifest> manifest() {
    return manifest;
  }

  /** Its resolved configuration as YAML; empty if there is none. */
  public String config() {
    return config;
  }

  /** Whether the run was finished with that configuration, whatever its file says now. */
  public boolean wasMadeWith(String configuration) {
    String sha256 = Fingerprint.sha256(configuration.getBytes(StandardCharsets.UTF_8));
    return seal.map(s -> sha256.equals(s.sha256().get(Seal.CONFIG))).orElse(false);
  }

  /** Why the run has no score, in words; empty for a complete one. */
  public String reason() {
    return switch (state) {
      case COMPLETE -> "";
      case DAMAGED -> damage.orElseThrow().toString();
      case RUNNING -> "being run by " + holder.orElseThrow().words();
      case FAILED -> {
        String failure = manifest.orElseThrow().failure();
        yield failure.isEmpty() ? "failed without a message" : failure;
      }
      case INTERRUPTED -> interruption(manifest.orElseThrow());
      case WAITING -> "not begun";
    };
  }

  private static String interruption(Manifest manifest) {
    return switch (manifest.status()) {
      case RUNNING -> "killed; --resume goes on with it";
      case COMPLETE -> "killed before it was marked COMPLETE; --resume goes on with it";
      default -> "stopped on request; --resume goes on with it";
    };
  }

  /**
   * The repeatable metrics; empty if none were written.
   *
   * @throws IOException if a line is damaged; the message names it
   */
  public MetricSeries metrics() throws IOException {
    byte[] content = metrics == null ? bytes(directory.metricsFile()) : metrics;
    return content == null
        ? MetricSeries.EMPTY
        : MetricSeries.parse(Path.of(Seal.METRICS), content);
  }

  /**
   * Some of the repeatable metrics, those of them that were recorded. Of a complete run the numbers
   * of the others are not read.
   *
   * @throws IOException if a line is damaged; the message names it
   */
  public MetricSeries metrics(Set<String> names) throws IOException {
    return isComplete() ? MetricSeries.parse(Path.of(Seal.METRICS), metrics, names) : metrics();
  }

  /**
   * The metrics that depend on the wall clock; empty if none were written.
   *
   * @throws IOException if they are not what the run wrote
   */
  public MetricSeries timing() throws IOException {
    byte[] timing = bytes(directory.timingFile());
    if (timing == null && seal.map(s -> !s.sha256().containsKey(Seal.TIMING)).orElse(true)) {
      return MetricSeries.EMPTY;
    }
    check(damage(Seal.TIMING, timing));
    return MetricSeries.parse(Path.of(Seal.TIMING), timing);
  }

  private static void check(Optional<Damage> damage) throws DamagedException {
    if (damage.isPresent()) {
      throw new DamagedException(damage.get());
    }
  }

  /**
   * What the run shows beside its metrics.
   *
   * @throws IOException if that is not what the run wrote
   */
  public ImmutableList<Exhibit> exhibits() throws IOException {
    check(damages(Seal::isExhibit).stream().findFirst());
    if (seal.isPresent()) {
      check(seal.get().addedExhibit(directory.path()));
    }
    return directory.exhibits().read();
  }

  /** How what was learned differs from what the run wrote: models, tables, vocabularies. */
  public Optional<Damage> damageOfModel() throws IOException {
    return damages(Seal::isModel).stream().findFirst();
  }

  /**
   * Names of the files that make up the run, with {@code /}, sorted within their kinds, the marker
   * last where there is one.
   *
   * @param models whether also of what was learned: models, tables, vocabularies
   */
  public ImmutableList<String> files(boolean models) throws IOException {
    ImmutableList.Builder<String> files = ImmutableList.builder();
    Seal.names(directory.path()).stream()
        .filter(name -> models || !Seal.isModel(name))
        .forEach(files::add);
    if (directory.isComplete()) {
      files.add(Seal.COMPLETE);
    }
    return files.build();
  }

  /** How any of its files differ from what the run wrote, in the order of the marker. */
  public ImmutableList<Damage> damages() throws IOException {
    ImmutableList<Damage> all = damages(name -> true);
    return all.isEmpty() ? damage().map(ImmutableList::of).orElse(ImmutableList.of()) : all;
  }

  private ImmutableList<Damage> damages(Predicate<String> names) throws IOException {
    ImmutableList.Builder<Damage> damages = ImmutableList.builder();
    if (seal.isPresent()) {
      for (String name : seal.get().sha256().keySet()) {
        if (names.test(name)) {
          seal.get().damage(name, directory.path()).ifPresent(damages::add);
        }
      }
    }
    return damages.build();
  }
}

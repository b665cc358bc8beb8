package dev.ensayo.core.rundir;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.file.FileSync;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.lease.LeaseKeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a finished run wrote: the content of {@code COMPLETE}, a line {@code NAME sha256 HEX} for
 * each file that counts, {@code metrics.csv} first, and {@code NAME lines N} for files of metrics.
 *
 * <p>Markers of before other files were sealed hold {@code metrics.csv} alone and stay valid.
 *
 * @param sha256 SHA-256 of each file by its name in the folder of the run
 * @param lines numbers of lines, where they were noted
 */
record Seal(ImmutableMap<String, String> sha256, ImmutableMap<String, Long> lines) {
  static final String METRICS = "metrics.csv";
  static final String TIMING = "timing.csv";
  static final String CONFIG = "config.yaml";
  static final String MANIFEST = "manifest.json";
  static final String EXHIBITS = "exhibits/";
  static final String COMPLETE = "COMPLETE";

  private static final ImmutableSet<String> FIRST =
      ImmutableSet.of(METRICS, TIMING, CONFIG, MANIFEST);

  /** What lies in the folder of a run and is not of its making, or passes. */
  private static final ImmutableSet<String> NOT_SEALED = ImmutableSet.of(COMPLETE, "failure.txt");

  private static final String SHA256 = " sha256 ";
  private static final String LINES = " lines ";
  private static final int HEX_DIGITS = 64;
  private static final int MOST_DIGITS = 18;
  private static final CharMatcher HEX = CharMatcher.anyOf("0123456789abcdef");
  private static final CharMatcher DECIMAL = CharMatcher.inRange('0', '9');

  /**
   * Seals what is in the folder, once it is forced to the disk.
   *
   * @param written what the files that the runner itself wrote must be
   * @throws IOException if one of them is something else
   */
  static Seal of(RunDirectory run, Map<String, Fingerprint> written) throws IOException {
    ImmutableMap.Builder<String, String> sha256 = ImmutableMap.builder();
    ImmutableMap.Builder<String, Long> lines = ImmutableMap.builder();
    List<String> names = names(run.path());
    for (String name : names) {
      Fingerprint found = Fingerprint.of(run.path().resolve(name));
      Fingerprint expected = written.get(name);
      if (expected != null && !expected.equals(found)) {
        throw new IOException(
            run.path().resolve(name)
                + " is not what this run wrote into it; another program has changed it");
      }
      sha256.put(name, found.sha256());
      if (expected != null) {
        lines.put(name, found.lines());
      }
    }
    FileSync.force(names.stream().map(run.path()::resolve).toList());
    return new Seal(sha256.buildOrThrow(), lines.buildOrThrow());
  }

  /** Of all files that count, the record of the run first. */
  static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : FIRST) {
      if (Files.exists(folder.resolve(name))) {
        names.add(name);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(Seal::counts)
          .map(Seal::name)
          .filter(name -> !FIRST.contains(name))
          .sorted()
          .forEach(names::add);
    }
    return names;
  }

  private static boolean counts(Path file) {
    String top = file.getName(0).toString();
    String name = file.getFileName().toString();
    return !NOT_SEALED.contains(top)
        && !top.equals(RunDirectory.CHECKPOINTS)
        && !RunDirectory.Aside.isName(top)
        && !LeaseKeeper.isLeaseFile(file)
        && !name.startsWith(".")
        && !name.endsWith(AtomicFile.PART_SUFFIX);
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }

  void write(RunDirectory run, Fence fence) throws IOException {
    AtomicFile.write(
        run.completeMarker(), out -> out.write(text().getBytes(StandardCharsets.UTF_8)), fence);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    sha256.forEach(
        (file, digits) -> text.append(file).append(" sha256 ").append(digits).append('\n'));
    lines.forEach(
        (file, number) -> text.append(file).append(" lines ").append(number).append('\n'));
    return text.toString();
  }

  /** What a reading gave: a seal, or how the marker is damaged. */
  record Reading(Optional<Seal> seal, Optional<Damage> damage) {}

  /** Empty if the run has no marker. */
  static Optional<Reading> read(RunDirectory run) throws IOException {
    try {
      byte[] content = Files.readAllBytes(run.completeMarker());
      return Optional.of(parse(new String(content, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Reading parse(String text) {
    Map<String, String> sha256 = new LinkedHashMap<>();
    Map<String, Long> lines = new LinkedHashMap<>();
    long number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String last = line.substring(line.lastIndexOf(' ') + 1);
      String before = line.substring(0, line.length() - last.length());
      if (isOf(before, SHA256) && last.length() == HEX_DIGITS && HEX.matchesAllOf(last)) {
        sha256.put(name(before, SHA256), last);
      } else if (isOf(before, LINES) && isCount(last)) {
        lines.put(name(before, LINES), Long.parseLong(last));
      } else {
        return damaged(number, "expected NAME sha256 and 64 digits; found '" + line + "'");
      }
    }
    return sha256.containsKey(METRICS)
        ? new Reading(
            Optional.of(new Seal(ImmutableMap.copyOf(sha256), ImmutableMap.copyOf(lines))),
            Optional.empty())
        : damaged(number + 1, "the SHA-256 of metrics.csv is missing");
  }

  private static boolean isOf(String before, String kind) {
    return before.endsWith(kind) && before.length() > kind.length();
  }

  private static String name(String before, String kind) {
    return before.substring(0, before.length() - kind.length());
  }

  private static boolean isCount(String digits) {
    return !digits.isEmpty() && digits.length() <= MOST_DIGITS && DECIMAL.matchesAllOf(digits);
  }

  private static Reading damaged(long line, String what) {
    return new Reading(
        Optional.empty(), Optional.of(new Damage(COMPLETE, OptionalLong.of(line), what)));
  }

  static boolean isExhibit(String name) {
    return name.startsWith(EXHIBITS);
  }

  /** Whether it is neither the record of the run nor an exhibit. */
  static boolean isModel(String name) {
    return !FIRST.contains(name) && !isExhibit(name);
  }

  /** An exhibit that the run did not write; markers of before do not tell. */
  Optional<Damage> addedExhibit(Path folder) throws IOException {
    Path exhibits = folder.resolve(EXHIBITS);
    if (!sha256.containsKey(CONFIG) || !Files.isDirectory(exhibits)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(exhibits)) {
      return files
          .map(folder::relativize)
          .filter(Seal::counts)
          .map(Seal::name)
          .filter(name -> !sha256.containsKey(name))
          .sorted()
          .findFirst()
          .map(name -> Damage.ofWhole(name, "was added after the run had finished"));
    }
  }

  /** How a file differs from what was sealed; empty if it does not or was not sealed. */
  Optional<Damage> damage(String name, byte[] content) {
    String sealed = sha256.get(name);
    if (sealed == null || sealed.equals(Fingerprint.sha256(content))) {
      return Optional.empty();
    }
    return Optional.of(
        name.equals(METRICS) || name.equals(TIMING)
            ? Damage.ofMetrics(name, content, sealed, noted(name))
            : Damage.changed(name));
  }

  private OptionalLong noted(String name) {
    Long number = lines.get(name);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The same for a file on the disk, however long. */
  Optional<Damage> damage(String name, Path folder) throws IOException {
    if (name.equals(METRICS) || name.equals(TIMING)) {
      try {
        return damage(name, Files.readAllBytes(folder.resolve(name)));
      } catch (NoSuchFileException e) {
        return Optional.of(Damage.missing(name));
      }
    }
    try {
      return Fingerprint.of(folder.resolve(name)).sha256().equals(sha256.get(name))
          ? Optional.empty()
          : Optional.of(Damage.changed(name));
    } catch (NoSuchFileException e) {
      return Optional.of(Damage.missing(name));
    }
  }
}

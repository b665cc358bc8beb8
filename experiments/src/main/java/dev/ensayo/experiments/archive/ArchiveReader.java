package dev.ensayo.experiments.archive;

import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.file.AtomicFolder;
import dev.ensayo.core.file.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive of which every file was compared with its SHA-256. */
public final class ArchiveReader implements AutoCloseable {
  private static final int HEX_DIGITS = 64;
  private static final long MOST_SUMS = 1L << 28;

  /** It is not an archive, or no longer what was frozen. */
  public static final class BrokenArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenArchiveException(String message) {
      super(message);
    }
  }

  private final ZipFile zip;
  private final Path file;
  private final String sums;

  private ArchiveReader(ZipFile zip, Path file, String sums) {
    this.zip = zip;
    this.file = file;
    this.sums = sums;
  }

  /**
   * Opens an archive and reads all of it.
   *
   * @throws BrokenArchiveException naming the file in it that is not what was frozen
   */
  public static ArchiveReader open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | IllegalArgumentException e) {
      throw new BrokenArchiveException("'" + file + "' is not a whole zip: " + e.getMessage());
    }
    try {
      ArchiveReader reader = new ArchiveReader(zip, file, sums(zip, file));
      reader.check();
      return reader;
    } catch (ZipException | IllegalArgumentException e) {
      zip.close();
      throw new BrokenArchiveException("'" + file + "' is damaged: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static String sums(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(ArchiveNames.SUMS);
    if (entry == null || entry.getSize() > MOST_SUMS) {
      throw new BrokenArchiveException(
          "'" + file + "' is not an archive of ./ensayo freeze: it has no " + ArchiveNames.SUMS);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void check() throws IOException {
    Map<String, String> expected = parse();
    Set<String> seen = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!ArchiveNames.isSafe(name)) {
        throw broken("'" + name + "' leads out of the folder it is unpacked into");
      }
      if (!seen.add(name)) {
        throw broken("'" + name + "' is in it twice");
      }
      if (name.equals(ArchiveNames.SUMS)) {
        continue;
      }
      String sha256 = expected.get(name);
      if (sha256 == null) {
        throw broken("'" + name + "' was added to it: it is not in " + ArchiveNames.SUMS);
      }
      if (!sha256.equals(Fingerprint.sha256Of(() -> zip.getInputStream(entry)))) {
        throw broken("'" + name + "' was changed: its SHA-256 is not that in " + ArchiveNames.SUMS);
      }
    }
    for (String name : expected.keySet()) {
      if (!seen.contains(name)) {
        throw broken("'" + name + "' is missing in it");
      }
    }
  }

  private Map<String, String> parse() throws BrokenArchiveException {
    Map<String, String> expected = new TreeMap<>();
    int number = 0;
    for (String line : sums.lines().toList()) {
      number++;
      if (!line.matches("[0-9a-f]{" + HEX_DIGITS + "}  \\S.*")) {
        throw broken(
            ArchiveNames.SUMS + ":" + number + ": expected 64 digits, two blanks and a name");
      }
      expected.put(line.substring(HEX_DIGITS + 2), line.substring(0, HEX_DIGITS));
    }
    return ImmutableSortedMap.copyOf(expected);
  }

  private BrokenArchiveException broken(String what) {
    return new BrokenArchiveException("'" + file + "' is not what was frozen: " + what);
  }

  /**
   * Unpacks all of it into a new folder, which is there as a whole or not at all. One that is there
   * already, from before, must be what the archive holds.
   *
   * @throws BrokenArchiveException if what is there is something else
   */
  public void unpack(Path folder) throws IOException {
    if (Files.exists(folder)) {
      checkUnpacked(folder);
      return;
    }
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    AtomicFolder.write(
        folder,
        fresh -> {
          for (ZipEntry entry : entries) {
            Path place = fresh.resolve(entry.getName()).normalize();
            if (!place.startsWith(fresh)) {
              throw broken("'" + entry.getName() + "' leads out of the folder");
            }
            Files.createDirectories(place.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
              Files.copy(in, place);
            }
          }
        });
  }

  private void checkUnpacked(Path folder) throws IOException {
    Path there = folder.resolve(ArchiveNames.SUMS);
    if (!Files.exists(there) || !Files.readString(there).equals(sums)) {
      throw new BrokenArchiveException(
          "'"
              + folder.getParent()
              + "' holds something else than the reproduction of '"
              + file
              + "'; write elsewhere with --out DIR");
    }
    for (Map.Entry<String, String> expected : parse().entrySet()) {
      Path unpacked = folder.resolve(expected.getKey());
      if (!Files.exists(unpacked) || !Fingerprint.sha256Of(unpacked).equals(expected.getValue())) {
        throw new BrokenArchiveException(
            "'" + unpacked + "' was changed after it was unpacked; write elsewhere with --out DIR");
      }
    }
  }

  /** Where an unpacked archive has its study. */
  public static Path study(Path folder) {
    return folder.resolve(ArchiveNames.STUDY.substring(0, ArchiveNames.STUDY.length() - 1));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

package dev.ensayo.cluster;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.FileSync;
import dev.ensayo.core.lease.LeaseKeeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Folders as bytes, to be sent to another machine; leases stay behind. */
final class FolderArchive {
  private FolderArchive() {}

  /**
   * The files of folders, in the order of the map and within a folder by name.
   *
   * @param folders by the name that each has in the archive; those that are not there are left out
   */
  static byte[] pack(Map<String, Path> folders) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(folders, bytes);
    return bytes.toByteArray();
  }

  /** The same into a stream, which is closed. */
  static void write(Map<String, Path> folders, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, Path> folder : folders.entrySet()) {
        for (Path file : files(folder.getValue())) {
          String name = folder.getValue().relativize(file).toString().replace('\\', '/');
          zip.putNextEntry(new ZipEntry(folder.getKey() + name));
          Files.copy(file, zip);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !LeaseKeeper.isLeaseFile(file))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** As {@link #unpack(InputStream, String, Path, String)} of an archive in memory. */
  static void unpack(byte[] archive, String prefix, Path folder, String last) throws IOException {
    unpack(new ByteArrayInputStream(archive), prefix, folder, last);
  }

  /**
   * Writes the files of one folder of an archive.
   *
   * @param archive is read to its end
   * @param prefix what their names begin with there; it is left out here
   * @param last the name, within the folder, of a file that is there, as a whole, once all others
   *     are on the disk
   */
  static void unpack(InputStream archive, String prefix, Path folder, String last)
      throws IOException {
    List<Path> written = new ArrayList<>();
    Optional<byte[]> kept = Optional.empty();
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.getName().startsWith(prefix)) {
          continue;
        }
        String name = entry.getName().substring(prefix.length());
        if (name.equals(last)) {
          kept = Optional.of(zip.readAllBytes());
        } else {
          Path file = folder.resolve(name).normalize();
          if (!file.startsWith(folder.normalize())) {
            throw new IOException("the archive has a file outside its folder: " + name);
          }
          Files.createDirectories(file.getParent());
          Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
          written.add(file);
        }
      }
    }
    if (kept.isPresent()) {
      byte[] content = kept.get();
      FileSync.force(written);
      AtomicFile.write(folder.resolve(last), out -> out.write(content));
    }
  }
}

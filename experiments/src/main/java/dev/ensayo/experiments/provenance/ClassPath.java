package dev.ensayo.experiments.provenance;

import com.google.common.base.Splitter;
import dev.ensayo.core.file.Fingerprint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The jars and folders of classes that a program was started with: for each a line of SHA-256 and
 * name, sorted, as {@code sha256sum} writes it. That of a folder is the SHA-256 of such a list of
 * its files. The order on the class path does not count.
 *
 * @param own Ensayo's own jars, and folders
 * @param others all other jars
 */
record ClassPath(ContentList own, ContentList others) {
  static final ClassPath UNKNOWN = new ClassPath(ContentList.NONE, ContentList.NONE);

  private static final String OWN = "ensayo-";

  /**
   * Reads the entries that are there.
   *
   * @param entries separated as in {@code java.class.path}
   */
  static ClassPath of(String entries, FileHashes hashes) throws IOException {
    TreeSet<String> own = new TreeSet<>();
    TreeSet<String> others = new TreeSet<>();
    for (String entry : Splitter.on(File.pathSeparator).omitEmptyStrings().split(entries)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        String name = path.getFileName().toString();
        (name.startsWith(OWN) ? own : others).add(hashes.sha256(path) + "  " + name + "\n");
      } else if (Files.isDirectory(path)) {
        String list = folder(path, hashes);
        String sha256 = Fingerprint.sha256(list.getBytes(StandardCharsets.UTF_8));
        own.add(sha256 + "  " + path.getFileName() + "/\n");
      }
    }
    return new ClassPath(
        ContentList.of("program", ".txt", String.join("", own)),
        ContentList.of("libraries", ".txt", String.join("", others)));
  }

  private static String folder(Path folder, FileHashes hashes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder list = new StringBuilder();
    for (Path file : files) {
      list.append(hashes.sha256(file)).append("  ");
      list.append(folder.relativize(file)).append('\n');
    }
    return list.toString();
  }
}

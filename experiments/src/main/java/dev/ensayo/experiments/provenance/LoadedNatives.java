package dev.ensayo.experiments.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native libraries that a process has loaded, as Linux tells: those of the program, and of the
 * system's those that compute, such as {@code libm}. Java's own are named by its version.
 */
final class LoadedNatives {
  private static final Pattern MAPPED =
      Pattern.compile("^[0-9a-f]+-[0-9a-f]+ \\S+ \\S+ \\S+ \\d+ +(/.*\\.so(?:\\.\\d+)*)$");

  private static final Pattern SYSTEM = Pattern.compile("/(usr/)?lib(32|64|x32)?/.*");
  private static final Pattern COMPUTES =
      Pattern.compile(
          "lib(m|c|mvec|gomp|omp|iomp5|[a-z]*blas[a-z]*|lapack[a-z]*|mkl_.*|cu[a-zA-Z]*|nv[a-z-]*)"
              + "(-[0-9.]+)?\\.so.*");

  private LoadedNatives() {}

  /**
   * Their paths, sorted; none where the system does not tell.
   *
   * @param maps such as {@code /proc/self/maps}
   * @param javaHome where Java's own lie
   */
  static Set<Path> in(Path maps, Path javaHome) {
    Set<Path> libraries = new TreeSet<>();
    try {
      for (String line : Files.readString(maps, StandardCharsets.UTF_8).lines().toList()) {
        Matcher mapped = MAPPED.matcher(line);
        if (mapped.matches()) {
          Path library = Path.of(mapped.group(1));
          if (!library.startsWith(javaHome) && counts(library)) {
            libraries.add(library);
          }
        }
      }
      return libraries;
    } catch (IOException | IllegalArgumentException e) {
      return Set.of();
    }
  }

  private static boolean counts(Path library) {
    return !SYSTEM.matcher(library.toString()).matches()
        || COMPUTES.matcher(library.getFileName().toString()).matches();
  }

  /** A line of SHA-256 and file name for each, sorted by path. */
  static String list(Set<Path> libraries, FileHashes hashes) throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path library : libraries) {
      list.append(hashes.sha256(library)).append("  ").append(library.getFileName()).append('\n');
    }
    return list.toString();
  }
}

package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells whether images that were read before can be used again: the settings, and the name,
 * length and time of change of each file.
 *
 * @param settings those that matter
 * @param stamps a sum over all files
 * @param recent whether a file changed less than two seconds ago: it might change again, and show
 *     the same time
 */
record SourceKey(ImmutableList<Object> settings, String stamps, boolean recent) {
  private static final long RECENT_MILLIS = 2_000;

  /**
   * Looks at files, and at all that are in folders.
   *
   * @throws InvalidSettingException if one cannot be looked at
   */
  static SourceKey of(Collection<Path> places, List<?> settings) {
    Hasher hasher = Hashing.sha256().newHasher();
    boolean recent = false;
    long now = System.currentTimeMillis();
    for (Path place : places) {
      for (Path file : files(place)) {
        BasicFileAttributes attributes = attributes(file);
        long changed = attributes.lastModifiedTime().toMillis();
        recent |= Math.abs(now - changed) < RECENT_MILLIS;
        hasher
            .putString(file.toAbsolutePath() + "\n", StandardCharsets.UTF_8)
            .putLong(attributes.size())
            .putString(attributes.lastModifiedTime() + "\n", StandardCharsets.UTF_8)
            .putString(attributes.fileKey() + "\n", StandardCharsets.UTF_8);
      }
    }
    return new SourceKey(ImmutableList.copyOf(settings), hasher.hash().toString(), recent);
  }

  private static List<Path> files(Path place) {
    try (Stream<Path> paths = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
      return paths.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidSettingException("source", place + ": it cannot be read: " + e);
    }
  }

  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new InvalidSettingException("source", file + ": it cannot be read: " + e);
    }
  }
}

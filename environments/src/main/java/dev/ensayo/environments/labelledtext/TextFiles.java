package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds files and folders in the order of their names, hidden ones left out, and reads them. */
final class TextFiles {
  private final Map<String, String> sha256 = new LinkedHashMap<>();

  /** What is in a folder. */
  static ImmutableList<Path> inside(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !name(path).startsWith("."))
          .filter(wanted)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path path) {
    return path.getFileName().toString();
  }

  /** Whether it is named as texts are. */
  static boolean isText(Path path) {
    String name = name(path);
    return Files.isRegularFile(path) && (name.endsWith(".txt") || name.endsWith(".txt.gz"));
  }

  /**
   * A folder that is there.
   *
   * @throws InvalidSettingException at {@code source.folder} if it is not
   */
  static Path folder(String given) {
    Path folder = Path.of(given);
    if (!Files.isDirectory(folder)) {
      throw new InvalidSettingException(
          "source.folder",
          Files.exists(folder)
              ? "'" + given + "' is a file, not a folder"
              : "there is no folder '" + given + "'");
    }
    return folder;
  }

  /**
   * The pieces of a file.
   *
   * @param key of the setting that named it
   * @throws InvalidSettingException if it cannot be read or has no word
   */
  List<TextPieces.Piece> read(
      TextFile file, TextPieces pieces, boolean stripGutenberg, String key) {
    try {
      List<TextPieces.Piece> found = pieces.of(file, stripGutenberg);
      if (found.isEmpty()) {
        throw new InvalidSettingException(key, file.place() + " has no word");
      }
      sha256.put(file.name(), file.sha256());
      return found;
    } catch (IOException e) {
      throw new InvalidSettingException(key, String.valueOf(e.getMessage()));
    }
  }

  /** Of what was read. */
  Map<String, String> sha256() {
    return sha256;
  }
}

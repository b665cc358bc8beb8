package dev.ensayo.core.study;

import dev.ensayo.core.config.ConfigNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares two configurations of which paths may be spelled differently: a run that was begun
 * before paths became absolute, or through a link, names the same file by another path.
 */
final class SamePlaces {
  private SamePlaces() {}

  /** Whether two configurations say the same in the same order, but for the spelling of paths. */
  static boolean in(ConfigNode one, ConfigNode other) {
    if (one instanceof ConfigNode.Mapping a && other instanceof ConfigNode.Mapping b) {
      return List.copyOf(a.entries().keySet()).equals(List.copyOf(b.entries().keySet()))
          && inAll(List.copyOf(a.entries().values()), List.copyOf(b.entries().values()));
    }
    if (one instanceof ConfigNode.Sequence a && other instanceof ConfigNode.Sequence b) {
      return inAll(a.items(), b.items());
    }
    return one instanceof ConfigNode.Scalar a
        && other instanceof ConfigNode.Scalar b
        && a.isNull() == b.isNull()
        && (a.text().equals(b.text()) || isSamePlace(a.text(), b.text()));
  }

  private static boolean inAll(List<ConfigNode> some, List<ConfigNode> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!in(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The second one must be absolute: it is what a path has become, and no word. */
  private static boolean isSamePlace(String one, String other) {
    try {
      Path now = Path.of(other);
      Path before = Path.of(one);
      return now.isAbsolute()
          && Files.exists(now)
          && Files.exists(before)
          && Files.isSameFile(before, now);
    } catch (InvalidPathException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ensayo.core.study;

import com.google.common.base.Suppliers;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.PathRule;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.data.DataSetCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the paths lead that a study names: from the folder of its file, or, where nothing is there
 * and on the command line, from the current directory. What is found becomes absolute, so that a
 * run finds it again from any directory; all else stays as it is written, among it the names of
 * data sets, which a folder of the same name does not hide.
 */
final class StudyPaths implements PathRule {
  private static final Path HERE = Path.of("");

  private final String source;
  private final Optional<Path> folder;
  private final Supplier<Set<String>> dataSets;

  private StudyPaths(String source, Optional<Path> folder, Supplier<Set<String>> dataSets) {
    this.source = source;
    this.folder = folder;
    this.dataSets = Suppliers.memoize(dataSets::get);
  }

  static StudyPaths of(Study study) {
    return of(study, () -> DataSetCatalog.load().dataSets().keySet());
  }

  /**
   * @param dataSets words that are no paths
   */
  static StudyPaths of(Study study, Supplier<Set<String>> dataSets) {
    String source = study.base().origin().source();
    return new StudyPaths(source, folderOf(source), dataSets);
  }

  /** The folder of the study's file, absolute; empty for a study that was read from no file. */
  Optional<Path> folder() {
    return folder;
  }

  private static Optional<Path> folderOf(String source) {
    return path(source)
        .filter(Files::isRegularFile)
        .map(file -> file.toAbsolutePath().normalize().getParent())
        .map(StudyPaths::whereItCameFrom);
  }

  /** The study's file in a folder of runs is a copy, and its paths are those of the original. */
  private static Path whereItCameFrom(Path folder) {
    try {
      return new StudyDirectory(folder).origin().orElse(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public String resolve(ConfigNode.Scalar written, PathTo to) {
    Optional<Path> path = path(written.text()).filter(p -> !p.isAbsolute() && !p.equals(HERE));
    if (path.isEmpty()) {
      return written.text();
    }
    boolean isInFile = written.origin().source().equals(source);
    return Stream.concat(isInFile ? folder.stream() : Stream.empty(), Stream.of(HERE))
        .map(start -> start.resolve(path.get()).toAbsolutePath().normalize())
        .filter(to::leadsTo)
        .filter(found -> !dataSets.get().contains(written.text()))
        .findFirst()
        .map(Path::toString)
        .orElse(written.text());
  }
}

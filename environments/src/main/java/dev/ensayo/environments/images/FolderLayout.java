package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which pictures a folder has: a folder for each class, which may have folders itself; or folders
 * for parts that have them. A folder that holds nothing but one other with folders, as archives
 * unpack to, is that other. Hidden files and what macOS adds to archives ({@code __MACOSX}) are not
 * there.
 */
final class FolderLayout {
  private static final String ARCHIVE_EXTRAS = "__MACOSX";
  private static final int MOST_NAMES = 3;

  private final Path folder;
  private final ImmutableList<String> classes;
  private final Map<Split, ImmutableList<Labelled>> pictures = new EnumMap<>(Split.class);
  private final Map<String, Integer> otherFiles = new TreeMap<>();
  private final List<Path> unsorted = new ArrayList<>();
  private final List<Path> besideParts = new ArrayList<>();

  /** A file with a picture, and the number of its class. */
  record Labelled(Path file, int label) {}

  /**
   * Looks for pictures.
   *
   * @throws InvalidSettingException if a folder cannot be read, or two folders are the same part
   */
  FolderLayout(Path given) {
    this.folder = content(given);
    Map<Split, Path> parts = parts();
    TreeSet<String> names = new TreeSet<>();
    parts.values().forEach(part -> folders(part).forEach(of -> names.add(name(of))));
    this.classes = ImmutableList.copyOf(names);
    parts.forEach((part, path) -> pictures.put(part, find(path)));
  }

  /** Where the pictures really begin. */
  private static Path content(Path given) {
    Path folder = given;
    while (true) {
      List<Path> inside = visible(folder);
      if (inside.size() != 1
          || !Files.isDirectory(inside.get(0))
          || visible(inside.get(0)).stream().noneMatch(Files::isDirectory)) {
        return folder;
      }
      folder = inside.get(0);
    }
  }

  /** The folders of the parts; the folder itself where it has none for training. */
  private Map<Split, Path> parts() {
    Map<Split, Path> parts = new EnumMap<>(Split.class);
    List<Path> others = new ArrayList<>();
    for (Path below : folders(folder)) {
      Optional<Split> part = PartNames.part(name(below));
      if (part.isEmpty()) {
        others.add(below);
        continue;
      }
      Path other = parts.putIfAbsent(part.get(), below);
      if (other != null) {
        throw wrong(
            folder,
            "%s and %s could both be the %s part; leave one there"
                .formatted(name(other), name(below), part.get().label()));
      }
    }
    if (!parts.containsKey(Split.TRAIN)) {
      if (others.isEmpty() && !parts.isEmpty()) {
        throw wrong(folder, "there is no folder train in it, beside " + names(parts.values()));
      }
      return Map.of(Split.TRAIN, folder);
    }
    besideParts.addAll(others);
    return parts;
  }

  private ImmutableList<Labelled> find(Path part) {
    ImmutableList.Builder<Labelled> found = ImmutableList.builder();
    for (Path path : visible(part)) {
      if (Files.isDirectory(path)) {
        int label = classes.indexOf(name(path));
        for (Path file : below(path)) {
          if (PictureDecoder.isPicture(file)) {
            found.add(new Labelled(file, label));
          } else {
            otherFiles.merge(ending(file), 1, Integer::sum);
          }
        }
      } else if (PictureDecoder.isPicture(path)) {
        unsorted.add(path);
      }
    }
    return found.build();
  }

  /** All files in a folder and the folders in it. */
  private static List<Path> below(Path folder) {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(file -> isVisible(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw wrong(folder, "it cannot be read: " + e);
    }
  }

  private static List<Path> folders(Path folder) {
    return visible(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> visible(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> isVisible(path.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw wrong(folder, "it cannot be read: " + e);
    }
  }

  /** Whether no part of a path is hidden. */
  private static boolean isVisible(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".") || name.toString().equals(ARCHIVE_EXTRAS)) {
        return false;
      }
    }
    return true;
  }

  private static String ending(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot).toLowerCase(Locale.ROOT) : "without an ending";
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** The folder whose folders are classes or parts. */
  Path folder() {
    return folder;
  }

  /** Names of the classes, sorted. */
  ImmutableList<String> classes() {
    return classes;
  }

  /** The pictures of each part that there is, by class and then by path. */
  Map<Split, ImmutableList<Labelled>> pictures() {
    return pictures;
  }

  /** What is there and not read, each kind once. */
  ImmutableList<String> notes() {
    List<String> skipped = new ArrayList<>();
    otherFiles.forEach((ending, count) -> skipped.add(count + " " + ending));
    if (!unsorted.isEmpty()) {
      skipped.add(
          "%s pictures that lie in no class's folder (%s)"
              .formatted(unsorted.size(), names(unsorted)));
    }
    if (!besideParts.isEmpty()) {
      skipped.add("folders that are no part, beside train (%s)".formatted(names(besideParts)));
    }
    return skipped.isEmpty()
        ? ImmutableList.of()
        : ImmutableList.of(folder + ": skipped: " + String.join(", ", skipped));
  }

  /** Some files or folders, as they are called in this one. */
  String names(Iterable<Path> paths) {
    List<String> names = new ArrayList<>();
    paths.forEach(path -> names.add(folder.relativize(path).toString()));
    int more = names.size() - MOST_NAMES;
    return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static InvalidSettingException wrong(Path folder, String message) {
    return new InvalidSettingException("source", folder + ": " + message);
  }
}

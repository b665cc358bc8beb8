package dev.ensayo.environments.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a text.
 *
 * @param files by part; of a text that is shared out, all are under {@link Split#TRAIN}
 * @param shared whether one text is shared out among the parts
 */
record TextParts(ImmutableMap<Split, ImmutableList<TextFile>> files, boolean shared) {
  /** The files that hold a part. */
  ImmutableList<TextFile> of(Split split) {
    return files.getOrDefault(shared ? Split.TRAIN : split, ImmutableList.of());
  }

  /** All files, once each. */
  List<TextFile> all() {
    return files.values().stream().flatMap(List::stream).distinct().toList();
  }

  /**
   * Finds what the settings name.
   *
   * @throws InvalidSettingException if it is not there, or empty
   */
  static TextParts locate(TextConfig config, DataSetCatalog catalog, DataFolders folders) {
    Optional<Path> path = existing(config.data());
    if (path.isEmpty()) {
      return ofDataSet(config, catalog, folders);
    }
    Map<Split, ImmutableList<TextFile>> files = new EnumMap<>(Split.class);
    files.put(Split.TRAIN, filesAt(path.get(), "data"));
    addNamed(config, files);
    return new TextParts(ImmutableMap.copyOf(files), !config.namesParts());
  }

  private static void addNamed(TextConfig config, Map<Split, ImmutableList<TextFile>> files) {
    config.valid().ifPresent(name -> files.put(Split.VALID, named(name, "valid")));
    config.test().ifPresent(name -> files.put(Split.TEST, named(name, "test")));
  }

  private static ImmutableList<TextFile> named(String name, String key) {
    return existing(name)
        .map(path -> filesAt(path, key))
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    key,
                    "no file or folder '"
                        + name
                        + "' beside the study's file or in the current directory"));
  }

  private static Optional<Path> existing(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static TextParts ofDataSet(
      TextConfig config, DataSetCatalog catalog, DataFolders folders) {
    String name = config.data();
    DataSet set = catalog.dataSets().get(name);
    if (set == null) {
      throw new InvalidSettingException(
          "data",
          "no file or folder '"
              + name
              + "', and no text of that name; "
              + NearestName.hint(name, TextDataSets.names()));
    }
    if (!TextDataSets.names().contains(name)) {
      throw new InvalidSettingException(
          "data",
          "data set '"
              + name
              + "' is not a text; known: "
              + NearestName.listed(TextDataSets.names()));
    }
    Map<Split, ImmutableList<TextFile>> files = new EnumMap<>(Split.class);
    Map<String, Path> paths = folders.locate(set, "data");
    for (Split split : Split.values()) {
      List<TextFile> part = new ArrayList<>();
      for (DataSet.File file : set.files()) {
        if (TextDataSets.part(file) == split) {
          part.add(new TextFile(paths.get(file.path()), file.path(), file.sha256()));
        }
      }
      if (!part.isEmpty()) {
        files.put(split, ImmutableList.copyOf(part));
      }
    }
    boolean ownParts = files.size() > 1;
    if (ownParts && config.split().isPresent()) {
      throw new InvalidSettingException(
          "split", "data set '" + name + "' has its own parts; leave 'split' out");
    }
    if (config.namesParts()) {
      files.remove(Split.VALID);
      files.remove(Split.TEST);
      addNamed(config, files);
    }
    return new TextParts(ImmutableMap.copyOf(files), !ownParts && !config.namesParts());
  }

  /** A file, or the texts in a folder and below it in the order of their paths. */
  private static ImmutableList<TextFile> filesAt(Path path, String key) {
    try {
      if (!Files.isDirectory(path)) {
        return ImmutableList.of(checked(path, path.getFileName().toString(), key));
      }
      ImmutableList.Builder<TextFile> files = ImmutableList.builder();
      try (Stream<Path> below = Files.walk(path)) {
        for (Path file : below.filter(TextParts::isText).sorted().toList()) {
          String name = path.relativize(file).toString().replace('\\', '/');
          files.add(checked(file, name, key));
        }
      }
      ImmutableList<TextFile> found = files.build();
      if (found.isEmpty()) {
        throw new InvalidSettingException(
            key, "folder '" + path + "' has no file whose name ends with .txt or .txt.gz");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && (name.endsWith(".txt") || name.endsWith(".txt.gz"));
  }

  private static TextFile checked(Path file, String name, String key) throws IOException {
    if (!Files.isReadable(file)) {
      throw new InvalidSettingException(key, "file '" + file + "' cannot be read");
    }
    if (Files.size(file) == 0) {
      throw new InvalidSettingException(key, "file '" + file + "' is empty");
    }
    return new TextFile(file, name);
  }
}

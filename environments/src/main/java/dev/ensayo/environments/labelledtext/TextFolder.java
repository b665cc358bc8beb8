package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.environments.images.PartNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder for each class, named after it, with {@code .txt} and {@code .txt.gz} files; or folders
 * for parts (train, valid, test) that have them.
 */
final class TextFolder {
  private static final String KEY = "source.folder";

  private final TextClassSource.Folder config;
  private final Path folder;
  private final TextFiles files = new TextFiles();

  TextFolder(TextClassSource.Folder config) {
    this.config = config;
    this.folder = TextFiles.folder(config.folder());
  }

  /**
   * @throws InvalidSettingException naming the folder or file that is not as it should be
   */
  RawTexts read() {
    Map<Split, Path> parts = parts();
    TreeSet<String> names = new TreeSet<>();
    for (Path part : parts.values()) {
      TextFiles.inside(part, Files::isDirectory).forEach(of -> names.add(TextFiles.name(of)));
    }
    if (names.size() < 2) {
      throw new InvalidSettingException(
          KEY,
          "folder '%s' has %s; a folder for each of at least two classes is needed"
              .formatted(
                  config.folder(),
                  names.isEmpty() ? "no folders" : "one folder, '" + names.first() + "'"));
    }
    ImmutableList<String> classes = ImmutableList.copyOf(names);
    Map<Split, List<RawText>> texts = new EnumMap<>(Split.class);
    parts.forEach((split, path) -> texts.put(split, texts(path, classes)));
    return RawTexts.of(
        TextFiles.name(folder.toAbsolutePath().normalize()),
        classes,
        texts,
        files.sha256(),
        List.of());
  }

  private Map<Split, Path> parts() {
    Map<Split, Path> parts = new EnumMap<>(Split.class);
    for (Path inside : TextFiles.inside(folder, Files::isDirectory)) {
      Optional<Split> part = PartNames.part(TextFiles.name(inside));
      if (part.isPresent() && parts.putIfAbsent(part.get(), inside) != null) {
        throw new InvalidSettingException(
            KEY,
            "folders %s and %s of '%s' could both be the %s part; leave one there"
                .formatted(
                    TextFiles.name(parts.get(part.get())),
                    TextFiles.name(inside),
                    config.folder(),
                    part.get().label()));
      }
    }
    return parts.containsKey(Split.TRAIN) ? parts : Map.of(Split.TRAIN, folder);
  }

  private List<RawText> texts(Path part, ImmutableList<String> classes) {
    TextPieces pieces = new TextPieces(config.cut(), config.minimumWords());
    List<RawText> texts = new ArrayList<>();
    for (Path of : TextFiles.inside(part, Files::isDirectory)) {
      int label = classes.indexOf(TextFiles.name(of));
      for (Path file : TextFiles.inside(of, TextFiles::isText)) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        for (TextPieces.Piece piece :
            files.read(new TextFile(file, name), pieces, config.stripGutenberg(), KEY)) {
          texts.add(
              new RawText(
                  config.cut() == TextPieces.Cut.WHOLE ? name : name + ":" + piece.line(),
                  piece.text(),
                  label));
        }
      }
    }
    return texts;
  }
}

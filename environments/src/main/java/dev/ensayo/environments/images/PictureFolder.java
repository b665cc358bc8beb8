package dev.ensayo.environments.images;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.PictureShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder with a folder of PNG or JPEG pictures for each class; or with the folders {@code train},
 * {@code valid} and {@code test}, or some of them, that are such. Classes are sorted by name,
 * pictures too. All pictures are read at once, so that a damaged one is found before the first
 * step.
 */
final class PictureFolder {
  static final ImmutableList<String> ENDINGS = ImmutableList.of(".png", ".jpg", ".jpeg");

  private final Path folder;
  private final ImagesConfig config;
  private final List<Path> skipped = new ArrayList<>();

  PictureFolder(Path folder, ImagesConfig config) {
    this.folder = folder;
    this.config = config;
  }

  /** A picture as it was read. */
  private record Picture(Path file, int label, Pixels pixels) {}

  /**
   * Reads everything.
   *
   * @throws InvalidSettingException if a picture is damaged and may not be skipped, if sizes differ
   *     and none was set, or if there is nothing
   */
  ReadImages read() {
    Map<Split, Path> parts = parts();
    TreeSet<String> names = new TreeSet<>();
    parts.values().forEach(part -> folders(part).forEach(of -> names.add(name(of))));
    ImmutableList<String> classes = ImmutableList.copyOf(names);
    Map<Split, List<Picture>> read = new EnumMap<>(Split.class);
    parts.forEach((part, path) -> read.put(part, pictures(path, classes)));
    List<Picture> all = read.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      throw wrong(
          skipped.isEmpty()
              ? "there is no picture in it; expected is a folder for each class with files that end"
                  + " in "
                  + String.join(", ", ENDINGS)
              : "every picture in it is damaged: " + names(skipped));
    }
    PictureShape shape = shape(all);
    ImmutableMap.Builder<Split, ReadImages.Part> images = ImmutableMap.builder();
    read.forEach((part, pictures) -> images.put(part, pack(pictures, shape)));
    return new ReadImages(folder.toString(), classes, shape, images.buildOrThrow(), sums(all));
  }

  /** The folders of the parts; the folder itself where it has none. */
  private Map<Split, Path> parts() {
    Map<Split, Path> parts = new EnumMap<>(Split.class);
    for (Split part : Split.values()) {
      Path below = folder.resolve(part.label());
      if (Files.isDirectory(below)) {
        parts.put(part, below);
      }
    }
    if (!parts.containsKey(Split.TRAIN)) {
      return Map.of(Split.TRAIN, folder);
    }
    return parts;
  }

  private List<Picture> pictures(Path part, ImmutableList<String> classes) {
    List<Picture> pictures = new ArrayList<>();
    for (Path of : folders(part)) {
      int label = classes.indexOf(name(of));
      for (Path file : sorted(of)) {
        String ending = name(file).toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(file) && ENDINGS.stream().anyMatch(ending::endsWith)) {
          decode(file).ifPresent(pixels -> pictures.add(new Picture(file, label, pixels)));
        }
      }
    }
    return pictures;
  }

  private Optional<Pixels> decode(Path file) {
    String reason;
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return Optional.of(Pixels.of(image));
      }
      reason = "it is neither PNG nor JPEG";
    } catch (IOException | RuntimeException e) { // readers throw many kinds at damaged files
      reason = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    if (config.corrupt() == CorruptPictures.FAIL) {
      throw new InvalidSettingException(
          "source",
          file
              + ": the picture cannot be read: "
              + reason
              + "; repair or remove it, or set corrupt: skip");
    }
    skipped.add(file);
    return Optional.empty();
  }

  private PictureShape shape(List<Picture> pictures) {
    int channels =
        pictures.stream().anyMatch(picture -> picture.pixels().shape().channels() == 3) ? 3 : 1;
    if (!config.size().isEmpty()) {
      return new PictureShape(channels, config.height(), config.width());
    }
    Picture first = pictures.get(0);
    for (Picture picture : pictures) {
      PictureShape shape = picture.pixels().shape();
      PictureShape expected = first.pixels().shape();
      if (shape.height() != expected.height() || shape.width() != expected.width()) {
        throw wrong(
            "%s has %s×%s pixels and %s has %s×%s; give all the same size with size: [height, width]"
                .formatted(
                    folder.relativize(first.file()),
                    expected.height(),
                    expected.width(),
                    folder.relativize(picture.file()),
                    shape.height(),
                    shape.width()));
      }
    }
    return new PictureShape(
        channels, first.pixels().shape().height(), first.pixels().shape().width());
  }

  private ReadImages.Part pack(List<Picture> pictures, PictureShape shape) {
    byte[] pixels = new byte[Math.multiplyExact(pictures.size(), shape.size())];
    for (int i = 0; i < pictures.size(); i++) {
      pictures.get(i).pixels().reshape(shape, config.fit(), pixels, i * shape.size());
    }
    return new ReadImages.Part(
        pictures.stream().mapToInt(Picture::label).toArray(),
        pixels,
        pictures.stream()
            .map(picture -> folder.relativize(picture.file()).toString().replace('\\', '/'))
            .collect(ImmutableList.toImmutableList()));
  }

  private String names(List<Path> files) {
    return files.stream().map(file -> folder.relativize(file).toString()).collect(joining(", "));
  }

  /** One sum for all pictures that are used, and one for each that was left out. */
  private ImmutableMap<String, String> sums(List<Picture> used) {
    ImmutableMap.Builder<String, String> sums = ImmutableMap.builder();
    sums.put(name(folder), sha256(used));
    for (Path file : skipped) {
      sums.put(folder.relativize(file) + " (damaged, skipped)", new DataFile(file).sha256());
    }
    return sums.buildOrThrow();
  }

  /** Of the names and contents of all pictures, in order. */
  private String sha256(List<Picture> pictures) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Picture picture : pictures) {
      String path = folder.relativize(picture.file()).toString().replace('\\', '/');
      hasher.putString(path + "\n", StandardCharsets.UTF_8);
      hasher.putString(new DataFile(picture.file()).sha256() + "\n", StandardCharsets.UTF_8);
    }
    return hasher.hash().toString();
  }

  private List<Path> folders(Path part) {
    return sorted(part).stream()
        .filter(path -> Files.isDirectory(path) && !name(path).startsWith("."))
        .toList();
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new InvalidSettingException("source", folder + ": it cannot be read: " + e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private InvalidSettingException wrong(String message) {
    return new InvalidSettingException("source", folder + ": " + message);
  }
}

package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a study calls its source, and how to read it. */
final class ImageSources {
  private static final ImmutableMap<String, String> FOLDERS =
      ImmutableMap.of("mnist", "mnist", "fashion-mnist", "fashion-mnist", "kmnist", "kmnist");

  private static final ImmutableList<String> TRAIN = ImmutableList.of("train", "train-first7000");

  private ImageSources() {}

  static ImageSet open(ImagesConfig config) {
    Path folder = folder(config.source());
    Map<Split, IdxImages.Pair> files = new EnumMap<>(Split.class);
    for (String train : TRAIN) {
      pair(folder, train).ifPresent(pair -> files.putIfAbsent(Split.TRAIN, pair));
    }
    pair(folder, "t10k").ifPresent(pair -> files.put(Split.TEST, pair));
    if (!files.containsKey(Split.TRAIN)) {
      throw new InvalidSettingException(
          "source", folder + ": there is no train-images-idx3-ubyte or train-images-idx3-ubyte.gz");
    }
    return new IdxImages(config.source(), files, config.classNames());
  }

  private static Optional<IdxImages.Pair> pair(Path folder, String prefix) {
    DataFile images = DataFile.of(folder.resolve(prefix + "-images-idx3-ubyte"));
    DataFile labels = DataFile.of(folder.resolve(prefix + "-labels-idx1-ubyte"));
    return images.exists() ? Optional.of(new IdxImages.Pair(images, labels)) : Optional.empty();
  }

  private static Path folder(String source) {
    if (!FOLDERS.containsKey(source)) {
      return Path.of(source);
    }
    List<Path> searched =
        List.of(
            Path.of(System.getenv().getOrDefault("ENSAYO_DATA", "")),
            Path.of(System.getProperty("ensayo.home", ""))
                .toAbsolutePath()
                .resolve("../shared/data"),
            Path.of(System.getProperty("user.home"), ".cache", "ensayo"));
    return searched.stream()
        .map(data -> data.resolve(FOLDERS.get(source)).normalize())
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "source", "data set '" + source + "' is in none of " + searched));
  }
}

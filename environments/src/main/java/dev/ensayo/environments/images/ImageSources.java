package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureColor;
import dev.ensayo.environments.examples.ReshapedImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a study calls its source, and how to read it. */
final class ImageSources {
  private static final String KEY = "source";
  private static final String IDX_TYPE = "u?(?:byte|short|int|float|double)";
  private static final Pattern IDX =
      Pattern.compile(
          "(.*-)?("
              + PartNames.pattern()
              + ")(-first\\d+)?-images([-.])idx[34]-"
              + IDX_TYPE
              + "(\\.gz)?");

  private final ImagesConfig config;
  private final DataFolders folders;

  ImageSources(ImagesConfig config, DataFolders folders) {
    this.config = config;
    this.folders = folders;
  }

  /**
   * Opens the source, brought to the size and channels that are set; all runs of this process share
   * what was read.
   *
   * @throws InvalidSettingException if it is not there or damaged
   */
  ImageSet open() {
    Optional<DataSet> named = ImageDataSets.named(config.source());
    if (named.isPresent()) {
      Map<String, Path> files = locate(named.get());
      requireUsualIdx(named.get().name());
      return KeptImages.of(
          key(files.values()),
          () -> reshaped(ImageDataSets.open(named.get(), files, config.classNames())));
    }
    Path folder = folder();
    return KeptImages.of(key(List.of(folder)), () -> reshaped(openFolder(folder)));
  }

  /** What the images depend on: the files, and the settings that are heeded when they are read. */
  private SourceKey key(Collection<Path> files) {
    return SourceKey.of(
        files,
        List.of(
            config.source(),
            config.classNames(),
            config.size(),
            config.fit(),
            config.color(),
            config.corrupt(),
            config.orientation(),
            config.idx()));
  }

  private void requireUsualIdx(String source) {
    if (!config.idx().isUsual()) {
      throw new InvalidSettingException(
          "idx", "is for folders with IDX files; " + source + " is read as it is published");
    }
  }

  private ImageSet reshaped(ImageSet set) {
    if (config.size().isEmpty() && config.color() == PictureColor.KEEP) {
      return set;
    }
    boolean sized = !config.size().isEmpty();
    return new ReshapedImages(
        set,
        config.color(),
        sized ? config.height() : set.shape().height(),
        sized ? config.width() : set.shape().width(),
        config.fit());
  }

  private Path folder() {
    Path folder = Path.of(config.source());
    if (!Files.isDirectory(folder)) {
      throw new InvalidSettingException(
          KEY,
          "'%s' is neither a data set (%s) nor a folder beside the study's file or at %s"
              .formatted(
                  config.source(),
                  String.join(", ", ImageDataSets.names()),
                  folder.toAbsolutePath().normalize()));
    }
    return folder;
  }

  /** Where the files of a set lie; of one that is not here, whether a sample of it is. */
  private Map<String, Path> locate(DataSet set) {
    try {
      return folders.locate(set, KEY);
    } catch (InvalidSettingException e) {
      Optional<DataSet> sample = ImageDataSets.named(set.name() + "-sample");
      if (sample.isPresent() && folders.missing(sample.get()).isEmpty()) {
        throw new InvalidSettingException(
            KEY,
            e.getMessage()
                + "; "
                + sample.get().name()
                + ", "
                + sample.get().summary()
                + ", is here");
      }
      throw e;
    }
  }

  private ImageSet openFolder(Path folder) {
    List<Path> files = files(folder);
    Map<Split, IdxImages.Pair> idx = idxFiles(files);
    if (idx.containsKey(Split.TRAIN)) {
      return new IdxImages(config.source(), idx, config.classNames(), config.idx());
    }
    requireUsualIdx(folder + " has none and");
    Map<Split, ImmutableList<DataFile>> cifar = cifarFiles(files);
    if (cifar.containsKey(Split.TRAIN)) {
      return new CifarImages(config.source(), cifar, config.classNames());
    }
    Optional<ImageSet> digits =
        digits(folder, "optdigits.tra", "optdigits.tes", DigitText.OPTDIGITS)
            .or(() -> digits(folder, "zip.train", "zip.test", DigitText.USPS));
    if (digits.isPresent()) {
      return digits.get();
    }
    if (files.stream().noneMatch(Files::isDirectory)) {
      throw new InvalidSettingException(
          KEY,
          folder
              + ": there are no images in it that are known: looked for"
              + " train-images-idx3-ubyte and train-labels-idx1-ubyte (IDX), data_batch_1.bin"
              + " (CIFAR-10), optdigits.tra, zip.train (USPS), each also with .gz, and for a"
              + " folder of pictures (JPEG, PNG, GIF, BMP, TIFF, WebP) for each class");
    }
    return new PictureFolder(folder, config).read();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new InvalidSettingException(KEY, folder + ": it cannot be read: " + e);
    }
  }

  private static Map<Split, IdxImages.Pair> idxFiles(List<Path> files) {
    Map<Split, IdxImages.Pair> found = new EnumMap<>(Split.class);
    for (Path file : files) {
      String name = file.getFileName().toString();
      Matcher matcher = IDX.matcher(name);
      if (matcher.matches()) {
        Split part = PartNames.part(matcher.group(2)).orElseThrow();
        DataFile images = new DataFile(file);
        DataFile labels = labels(file, name, matcher.group(4));
        IdxImages.Pair other = found.putIfAbsent(part, new IdxImages.Pair(images, labels));
        if (other != null) {
          throw new InvalidSettingException(
              KEY,
              "%s: %s and %s could both be the %s images; leave one there"
                  .formatted(file.getParent(), other.images().name(), name, part.label()));
        }
      }
    }
    return found;
  }

  private static DataFile labels(Path images, String name, String separator) {
    String plain =
        name.replaceFirst("\\.gz$", "")
            .replaceFirst(
                "images[-.]idx[34]-(" + IDX_TYPE + ")$", "labels" + separator + "idx1-ubyte");
    DataFile labels = DataFile.of(images.resolveSibling(plain));
    if (!labels.exists()) {
      throw new InvalidSettingException(
          KEY, images + ": its labels are missing; looked for " + plain + " and " + plain + ".gz");
    }
    return labels;
  }

  private static Map<Split, ImmutableList<DataFile>> cifarFiles(List<Path> files) {
    Map<Split, ImmutableList<DataFile>> found = new EnumMap<>(Split.class);
    found.put(Split.TRAIN, matching(files, "data_batch_\\d+\\.bin(\\.gz)?"));
    found.put(Split.TEST, matching(files, "test_batch\\.bin(\\.gz)?"));
    if (found.get(Split.TRAIN).isEmpty()) {
      found.put(Split.TRAIN, matching(files, "train.*\\.bin(\\.gz)?"));
      found.put(Split.TEST, matching(files, "test.*\\.bin(\\.gz)?"));
    }
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private static ImmutableList<DataFile> matching(List<Path> files, String pattern) {
    return files.stream()
        .filter(file -> file.getFileName().toString().matches(pattern))
        .map(DataFile::new)
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<ImageSet> digits(Path folder, String train, String test, DigitText format) {
    DataFile trainFile = DataFile.of(folder.resolve(train));
    DataFile testFile = DataFile.of(folder.resolve(test));
    return trainFile.exists() && testFile.exists()
        ? Optional.of(format.images(config.source(), trainFile, testFile, config.classNames()))
        : Optional.empty();
  }
}

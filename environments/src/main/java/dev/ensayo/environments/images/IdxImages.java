package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureShape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Images and labels in IDX files, a pair of files for each part. */
final class IdxImages implements ImageSet {
  /** The files of one part. */
  record Pair(DataFile images, DataFile labels) {}

  private final String name;
  private final ImmutableMap<Split, Pair> files;
  private final IdxReading reading;
  private final PictureShape shape;
  private final Map<Split, int[]> labels = new EnumMap<>(Split.class);
  private final ImmutableList<String> classes;

  /**
   * Reads labels and headers.
   *
   * @param names of the classes; empty for their numbers
   * @param reading how numbers are meant
   * @throws dev.ensayo.core.config.InvalidSettingException if a file is damaged or the files do not
   *     fit each other
   */
  IdxImages(String name, Map<Split, Pair> files, List<String> names, IdxReading reading) {
    this.name = name;
    this.reading = reading;
    this.files = ImmutableMap.copyOf(files);
    PictureShape common = null;
    for (Map.Entry<Split, Pair> entry : files.entrySet()) {
      Pair pair = entry.getValue();
      IdxFile.Header header = new IdxFile(pair.images(), reading).header();
      int[] answers = new IdxFile(pair.labels(), reading).labels();
      if (header.count() != answers.length) {
        throw pair.images()
            .wrong(
                "it has %s images, but %s has %s labels"
                    .formatted(header.count(), pair.labels().name(), answers.length));
      }
      if (common != null && !common.equals(header.shape())) {
        throw pair.images()
            .wrong("its images are %s, those to train on %s".formatted(header.shape(), common));
      }
      common = header.shape();
      labels.put(entry.getKey(), answers);
    }
    this.shape = common;
    this.classes =
        ClassNames.of(
            names, labels.values(), files.get(Split.TRAIN).labels(), reading.firstLabel());
  }

  @Override
  public ImmutableList<String> classes() {
    return classes;
  }

  @Override
  public PictureShape shape() {
    return shape;
  }

  @Override
  public int[] labels(Split part) {
    return labels.getOrDefault(part, new int[0]).clone();
  }

  @Override
  public byte[] pixels(Split part) {
    return files.containsKey(part)
        ? new IdxFile(files.get(part).images(), reading).images()
        : new byte[0];
  }

  @Override
  public Map<String, String> sha256() {
    ImmutableMap.Builder<String, String> sums = ImmutableMap.builder();
    for (Pair pair : files.values()) {
      sums.put(pair.images().place(), pair.images().sha256());
      sums.put(pair.labels().place(), pair.labels().sha256());
    }
    return sums.buildOrThrow();
  }

  @Override
  public String name() {
    return name;
  }
}

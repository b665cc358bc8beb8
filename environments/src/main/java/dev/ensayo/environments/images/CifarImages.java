package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureShape;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CIFAR-10 in its binary form (Krizhevsky, "Learning multiple layers of features from tiny images",
 * 2009): records of one byte for the label, then 1,024 red, green and blue ones, rows from top to
 * bottom. Files may be packed, or members of the archive they are published in.
 */
final class CifarImages implements ImageSet {
  static final ImmutableList<String> CLASSES =
      ImmutableList.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final PictureShape SHAPE = new PictureShape(3, 32, 32);

  private final String name;
  private final ImmutableMap<Split, ImmutableList<DataFile>> files;
  private final ImmutableMap<Split, int[]> labels;
  private final ImmutableList<String> classes;

  /**
   * Reads the labels.
   *
   * @param names of the classes; empty for CIFAR-10's
   * @throws dev.ensayo.core.config.InvalidSettingException if a file is damaged
   */
  CifarImages(String name, Map<Split, ImmutableList<DataFile>> files, List<String> names) {
    this.name = name;
    this.files = ImmutableMap.copyOf(files);
    ImmutableMap.Builder<Split, int[]> read = ImmutableMap.builder();
    files.forEach((part, of) -> read.put(part, readLabels(part, of)));
    this.labels = read.buildOrThrow();
    this.classes =
        ClassNames.of(
            names.isEmpty() ? CLASSES : names, labels.values(), files.get(Split.TRAIN).get(0));
  }

  /** Takes each record of a part in turn. */
  private interface Records {
    void take(int label, byte[] picture) throws IOException;
  }

  private static void readRecords(Split part, List<DataFile> files, Records records) {
    for (DataFile file : files) {
      file.<Void>read(
          in -> {
            if (TarArchive.isArchive(file.name())) {
              boolean any =
                  TarArchive.read(
                      in, member -> isPart(part, member), data -> read(file, data, records));
              if (!any) {
                throw new EOFException("no CIFAR-10 " + part.label() + " batch is in it");
              }
            } else {
              read(file, in, records);
            }
            return null;
          });
    }
  }

  /** Whether a member of the archive belongs to a part. */
  private static boolean isPart(Split part, String member) {
    return part == Split.TRAIN
        ? member.matches(".*data_batch_\\d+\\.bin")
        : member.endsWith("test_batch.bin");
  }

  private static void read(DataFile file, InputStream in, Records records) throws IOException {
    byte[] picture = new byte[SHAPE.size()];
    for (int count = 0; ; count++) {
      int label = in.read();
      if (label < 0) {
        if (count == 0) {
          throw new EOFException("it is empty");
        }
        return;
      }
      int got = in.readNBytes(picture, 0, picture.length);
      if (got < picture.length) {
        throw new EOFException(
            "after %s images, one has %s of %s bytes"
                .formatted(count, 1 + got, 1 + picture.length));
      }
      if (label >= CLASSES.size()) {
        throw file.wrong(
            "image %s has the label %s; CIFAR-10 has 0 to 9: is it no CIFAR-10 binary file?"
                .formatted(count, label));
      }
      records.take(label, picture);
    }
  }

  private static int[] readLabels(Split part, List<DataFile> files) {
    List<Integer> labels = new ArrayList<>();
    readRecords(part, files, (label, picture) -> labels.add(label));
    return Ints.toArray(labels);
  }

  @Override
  public ImmutableList<String> classes() {
    return classes;
  }

  @Override
  public PictureShape shape() {
    return SHAPE;
  }

  @Override
  public int[] labels(Split part) {
    return labels.containsKey(part) ? labels.get(part).clone() : new int[0];
  }

  @Override
  public byte[] pixels(Split part) {
    ByteArrayOutputStream pixels =
        new ByteArrayOutputStream(Math.multiplyExact(labels(part).length, SHAPE.size()));
    if (files.containsKey(part)) {
      readRecords(part, files.get(part), (label, picture) -> pixels.write(picture));
    }
    return pixels.toByteArray();
  }

  @Override
  public Map<String, String> sha256() {
    Map<String, String> sums = new LinkedHashMap<>();
    files.values().forEach(of -> of.forEach(file -> sums.put(file.place(), file.sha256())));
    return sums;
  }

  @Override
  public String name() {
    return name;
  }
}

package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import java.util.List;
import java.util.Map;

/** Pictures with classes as a source has them, before any is chosen. Thread-safe. */
public interface ImageSet {
  /** Names of the classes by number. */
  ImmutableList<String> classes();

  /** The shape of every picture. */
  PictureShape shape();

  /**
   * Number of the class of each picture of the source's own part; empty where it has none, which is
   * then cut from the training part.
   */
  int[] labels(Split part);

  /** {@code [N, C, H, W]}: the pictures of a part, in the order of {@link #labels}. */
  byte[] pixels(Split part);

  /** How a picture is brought to {@link #shape}; by one step unless the source says otherwise. */
  default PictureGeometry geometry() {
    return new PictureGeometry(shape(), shape(), PictureFit.RESIZE);
  }

  /** Whether pictures in files are turned as their camera's notes say. */
  default boolean isUpright() {
    return true;
  }

  /**
   * Where a picture comes from: its file, or its number in the source's part, from 1.
   *
   * @param index in {@link #labels}
   */
  default String origin(Split part, int index) {
    return Integer.toString(index + 1);
  }

  /** SHA-256 (hexadecimal) of each file that is read, by name. */
  Map<String, String> sha256();

  /** What the source is called in messages. */
  String name();

  /** What a user might miss without being told, such as files that are not read; each once. */
  default List<String> notes() {
    return List.of();
  }
}

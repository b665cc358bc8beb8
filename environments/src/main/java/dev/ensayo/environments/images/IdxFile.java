package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureShape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file in the IDX format of MNIST (LeCun, Cortes and Burges): big-endian, a magic number whose
 * third byte is the type of a value (8: unsigned bytes) and whose fourth is the number of
 * dimensions, the size of each dimension as four bytes, then the values.
 */
final class IdxFile {
  private static final int IMAGES = 0x0803;
  private static final int COLOR_IMAGES = 0x0804;
  private static final int LABELS = 0x0801;

  /** What a file of images says of itself. */
  record Header(int count, PictureShape shape) {}

  private IdxFile() {}

  /**
   * Reads the header of a file of images: {@code [N, H, W]}, or {@code [N, C, H, W]}.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it is none
   */
  static Header header(DataFile file) {
    return file.read(in -> header(file, new DataInputStream(in)));
  }

  /**
   * Reads all images.
   *
   * @return {@code [N, C, H, W]}
   * @throws dev.ensayo.core.config.InvalidSettingException if the file is damaged
   */
  static byte[] images(DataFile file) {
    return file.read(
        in -> {
          DataInputStream data = new DataInputStream(in);
          Header header = header(file, data);
          long size = (long) header.count() * header.shape().size();
          if (size > Integer.MAX_VALUE - 8) {
            throw file.wrong(
                "%s images of %s do not fit into memory as one piece"
                    .formatted(header.count(), header.shape()));
          }
          byte[] pixels = new byte[(int) size];
          int read = in.readNBytes(pixels, 0, pixels.length);
          if (read < pixels.length) {
            int each = header.shape().size();
            throw new EOFException(
                "its header announces %s images of %s, %s are there, and %s of %s bytes of one more"
                    .formatted(header.count(), header.shape(), read / each, read % each, each));
          }
          return requireEnd(file, in, pixels);
        });
  }

  /**
   * Reads all labels.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the file is damaged
   */
  static int[] labels(DataFile file) {
    return file.read(
        in -> {
          DataInputStream data = new DataInputStream(in);
          magic(file, data, "labels (%s)".formatted(LABELS), LABELS);
          int count = extent(file, data, "count");
          int[] labels = new int[count];
          for (int i = 0; i < count; i++) {
            labels[i] = in.read();
            if (labels[i] < 0) {
              throw new EOFException(
                  "its header announces %s labels, %s are there".formatted(count, i));
            }
          }
          return requireEnd(file, in, labels);
        });
  }

  private static <T> T requireEnd(DataFile file, InputStream in, T values) throws IOException {
    if (in.read() >= 0) {
      throw file.wrong("more follows than its header announces");
    }
    return values;
  }

  private static Header header(DataFile file, DataInputStream data) throws IOException {
    int magic = magic(file, data, "images (%s)".formatted(IMAGES), IMAGES, COLOR_IMAGES);
    int count = extent(file, data, "count");
    int channels = magic == COLOR_IMAGES ? extent(file, data, "channels") : 1;
    int height = extent(file, data, "height");
    int width = extent(file, data, "width");
    if (channels != 1 && channels != 3) {
      throw file.wrong("its images have %s channels; 1 and 3 are known".formatted(channels));
    }
    if (height == 0 || width == 0) {
      throw file.wrong("its images are %s×%s pixels".formatted(height, width));
    }
    return new Header(count, new PictureShape(channels, height, width));
  }

  private static int magic(DataFile file, DataInputStream data, String kind, int... known)
      throws IOException {
    int magic = data.readInt();
    for (int expected : known) {
      if (magic == expected) {
        return magic;
      }
    }
    throw file.wrong(
        "it starts with the number %s; an IDX file of %s was expected%s"
            .formatted(magic, kind, meaning(magic)));
  }

  private static String meaning(int magic) {
    return switch (magic) {
      case LABELS -> "; this is a file of labels";
      case IMAGES, COLOR_IMAGES -> "; this is a file of images";
      default -> magic >>> 16 == 0x1f8b ? "; it is packed: let its name end in .gz" : "";
    };
  }

  private static int extent(DataFile file, DataInputStream data, String what) throws IOException {
    int extent = data.readInt();
    if (extent < 0) {
      throw file.wrong("its %s is %s".formatted(what, extent));
    }
    return extent;
  }
}

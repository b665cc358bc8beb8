package dev.ensayo.experiments.contract;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a few images in IDX files: dark ones and bright ones. */
final class TinyImages {
  private static final int SIDE = 12;
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  private static Path written;

  private TinyImages() {}

  /** The folder, written once. */
  static synchronized Path folder() {
    if (written == null) {
      try {
        written = Files.createTempDirectory("tiny-images-");
        write("train", 20);
        write("t10k", 6);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return written;
  }

  private static void write(String part, int count) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    try (DataOutputStream pixels = new DataOutputStream(images);
        DataOutputStream classes = new DataOutputStream(labels)) {
      pixels.writeInt(IMAGES_MAGIC);
      pixels.writeInt(count);
      pixels.writeInt(SIDE);
      pixels.writeInt(SIDE);
      classes.writeInt(LABELS_MAGIC);
      classes.writeInt(count);
      for (int i = 0; i < count; i++) {
        classes.writeByte(i % 2);
        for (int p = 0; p < SIDE * SIDE; p++) {
          pixels.writeByte(100 * (i % 2) + (7 * i + p) % 100);
        }
      }
    }
    Files.write(written.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
    Files.write(written.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
  }
}

package dev.ensayo.core.vectors;

import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes word2vec's binary format: a line {@code V D}, then for each word its bytes in UTF-8, a
 * space, D little-endian floats of 4 bytes, and a line end. {@link VectorFile} reads it.
 */
public final class BinaryVectors {
  private BinaryVectors() {}

  /** Writes vectors as word2vec.c does, line ends included. */
  public static void write(Path file, WordVectors vectors) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          int d = vectors.dimension();
          out.write(VectorsHeader.line(vectors.size(), d).getBytes(StandardCharsets.US_ASCII));
          ByteBuffer row = ByteBuffer.allocate(d * Float.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
          for (int id = 0; id < vectors.size(); id++) {
            out.write(
                (TextVectors.checked(vectors.word(id)) + " ").getBytes(StandardCharsets.UTF_8));
            row.clear();
            row.asFloatBuffer().put(vectors.values(), id * d, d);
            row.put(d * Float.BYTES, (byte) '\n');
            out.write(row.array());
          }
        });
  }
}

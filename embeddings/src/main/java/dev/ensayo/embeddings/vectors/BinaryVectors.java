package dev.ensayo.embeddings.vectors;

import dev.ensayo.core.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * word2vec's binary format: a line {@code V D}, then for each word its bytes in UTF-8, a space, D
 * little-endian floats of 4 bytes, and a line end, which some writers leave out.
 */
public final class BinaryVectors {
  private static final int MOST_WORD_BYTES = 10_000;
  private static final int BUFFER = 1 << 16;

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

  /**
   * Reads vectors.
   *
   * @throws VectorsFormatException naming the byte where the file ends early or is not as it should
   *     be
   */
  public static WordVectors read(Path file) throws IOException {
    try (Input in = new Input(file)) {
      VectorsHeader header = VectorsHeader.parse(in.line(), file + ", byte 0");
      int d = header.dimension();
      float[] values = new float[header.words() * d];
      List<String> words = new ArrayList<>(header.words());
      byte[] row = new byte[d * Float.BYTES];
      for (int id = 0; id < header.words(); id++) {
        words.add(in.word(id, header.words()));
        in.fill(row, id, header.words());
        ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, id * d, d);
      }
      return TextVectors.distinct(words, d, values, file);
    }
  }

  /** Knows where it is. */
  private static final class Input implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private long position;

    Input(Path file) throws IOException {
      this.file = file;
      this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    String line() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int next = in.read();
      while (next >= 0 && next != '\n' && bytes.size() < MOST_WORD_BYTES) {
        bytes.write(next);
        next = in.read();
      }
      position = bytes.size() + 1L;
      return bytes.toString(StandardCharsets.UTF_8);
    }

    String word(int id, int words) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int next = read(id, words);
      while (next == '\n') {
        next = read(id, words);
      }
      while (next != ' ') {
        if (bytes.size() == MOST_WORD_BYTES) {
          throw new VectorsFormatException(
              file
                  + ", byte "
                  + position
                  + ": no space within "
                  + MOST_WORD_BYTES
                  + " bytes, where word "
                  + (id + 1)
                  + " of "
                  + words
                  + " should end");
        }
        bytes.write(next);
        next = read(id, words);
      }
      if (bytes.size() == 0) {
        throw new VectorsFormatException(
            file + ", byte " + position + ": word " + (id + 1) + " of " + words + " is empty");
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }

    private int read(int id, int words) throws IOException {
      int next = in.read();
      if (next < 0) {
        throw truncated(id, words);
      }
      position++;
      return next;
    }

    void fill(byte[] row, int id, int words) throws IOException {
      int found = in.readNBytes(row, 0, row.length);
      position += found;
      if (found < row.length) {
        throw truncated(id, words);
      }
    }

    private VectorsFormatException truncated(int id, int words) {
      return new VectorsFormatException(
          file
              + ", byte "
              + position
              + ": the file ends within word "
              + (id + 1)
              + " of the "
              + words
              + " that its first line promises");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

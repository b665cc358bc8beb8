package dev.ensayo.core.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Reads words and floats of 4 bytes, with or without line ends between them. */
final class BinaryReader {
  private static final int MOST_WORD_BYTES = 10_000;
  private static final int WORDS_BETWEEN_REPORTS = 1 << 12;

  private final VectorBytes in;
  private final VectorsHeader header;
  private final RowCollector rows;
  private final ReadingProgress progress;
  private final byte[] word = new byte[MOST_WORD_BYTES];
  private int id;

  BinaryReader(VectorBytes in, VectorsLayout layout, RowCollector rows, ReadingProgress progress) {
    this.in = in;
    this.header = layout.header().orElseThrow();
    this.rows = rows;
    this.progress = progress;
  }

  void read() throws IOException {
    in.readLine();
    byte[] bytes = new byte[header.dimension() * Float.BYTES];
    float[] row = new float[header.dimension()];
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (id = 0; id < header.words() && !rows.isFull(); id++) {
      long start = in.position();
      String found = word();
      if (in.fill(bytes) < bytes.length) {
        throw truncated();
      }
      floats.get(0, row);
      checkFinite(row, found);
      rows.add(found, row, "byte " + start);
      if (id % WORDS_BETWEEN_REPORTS == 0) {
        progress.at(id, OptionalLong.of(header.words()));
      }
    }
    if (!rows.isFull()) {
      checkEnd();
    }
  }

  private String word() throws IOException {
    int length = 0;
    int next = in.read();
    while (next == '\n' || next == '\r') {
      next = in.read();
    }
    while (next != ' ') {
      if (next == Integer.MIN_VALUE) {
        throw truncated();
      }
      if (next >= 0 && next < ' ' && next != '\t') {
        throw wrong("a byte " + next + " where the text of word " + ordinal() + " should be");
      }
      if (length == word.length) {
        throw wrong(
            "no space within " + length + " bytes, where word " + ordinal() + " should end");
      }
      word[length++] = (byte) next;
      next = in.read();
    }
    if (length == 0) {
      throw wrong("word " + ordinal() + " is empty");
    }
    return new String(word, 0, length, StandardCharsets.UTF_8);
  }

  private String ordinal() {
    return id + 1 + " of " + header.words();
  }

  private void checkFinite(float[] row, String found) throws VectorsFormatException {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw wrong("the vector of word " + ordinal() + ", '" + found + "', holds " + value);
      }
    }
  }

  /** What follows the last word that was promised is neither read as words nor left out unsaid. */
  private void checkEnd() throws IOException {
    int next = in.read();
    while (next == '\n' || next == '\r') {
      next = in.read();
    }
    if (next != Integer.MIN_VALUE) {
      throw new VectorsFormatException(
          in.name()
              + ", byte "
              + (in.position() - 1)
              + ": more follows after the "
              + header.words()
              + " words of "
              + header.dimension()
              + " numbers that the first line promises; one of the two is wrong (--limit "
              + header.words()
              + " reads no further)");
    }
  }

  private VectorsFormatException wrong(String what) {
    return new VectorsFormatException(
        in.name()
            + ", byte "
            + in.position()
            + ": "
            + what
            + "; are there "
            + header.dimension()
            + " numbers of 4 bytes per word, as the first line says?");
  }

  private VectorsFormatException truncated() {
    return new VectorsFormatException(
        in.name()
            + ", byte "
            + in.position()
            + ": the file ends within word "
            + (id + 1)
            + " of the "
            + header.words()
            + " that its first line promises");
  }
}

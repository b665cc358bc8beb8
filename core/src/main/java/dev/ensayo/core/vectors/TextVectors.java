package dev.ensayo.core.vectors;

import com.google.common.base.CharMatcher;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes word2vec's text format, which is fastText's {@code .vec} too: a line {@code V D}, then for
 * each word a line of the word and D numbers, separated by spaces, in UTF-8. {@link VectorFile}
 * reads it.
 */
public final class TextVectors {
  /** What words begin with in Deeplearning4j's lookup tables. */
  static final String BASE64 = "B64:";

  private TextVectors() {}

  /** Writes vectors; every number reads back to the same float. */
  public static void write(Path file, WordVectors vectors) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          int d = vectors.dimension();
          float[] values = vectors.values();
          StringBuilder line = new StringBuilder(VectorsHeader.line(vectors.size(), d));
          out.write(line.toString().getBytes(StandardCharsets.UTF_8));
          for (int id = 0; id < vectors.size(); id++) {
            line.setLength(0);
            line.append(checked(vectors.word(id)));
            for (int i = 0; i < d; i++) {
              line.append(' ').append(values[id * d + i]);
            }
            line.append('\n');
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** The format has no way to write white space within a word. */
  static String checked(String word) {
    if (word.isEmpty() || CharMatcher.whitespace().matchesAnyOf(word)) {
      throw new IllegalArgumentException(
          "'" + word + "' cannot be written: words are separated by white space");
    }
    return word;
  }
}

package dev.ensayo.embeddings.vectors;

import com.google.common.base.CharMatcher;
import dev.ensayo.core.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringTokenizer;

/**
 * word2vec's text format: a line {@code V D}, then for each word a line of the word and D numbers,
 * separated by spaces, in UTF-8. Deeplearning4j's lookup tables, with the number of documents in
 * the first line and words in Base64, are read too.
 */
public final class TextVectors {
  private static final String BASE64 = "B64:";

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

  /**
   * Reads vectors.
   *
   * @throws VectorsFormatException naming the line that is not as it should be
   */
  public static WordVectors read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = in.readLine();
      if (first == null) {
        throw new VectorsFormatException(file + ":1: the file is empty");
      }
      VectorsHeader header = VectorsHeader.parse(first, file + ":1");
      int d = header.dimension();
      float[] values = new float[header.words() * d];
      List<String> words = new ArrayList<>(header.words());
      for (int id = 0; id < header.words(); id++) {
        String place = file + ":" + (id + 2);
        String line = in.readLine();
        if (line == null) {
          throw new VectorsFormatException(
              place
                  + ": the file ends after "
                  + id
                  + " words; its first line promises "
                  + header.words());
        }
        StringTokenizer fields = new StringTokenizer(line, " \t");
        int found = fields.countTokens();
        if (found != d + 1) {
          throw new VectorsFormatException(
              place + ": expected a word and " + d + " numbers, found " + found + " fields");
        }
        words.add(word(fields.nextToken(), header, place));
        for (int i = 0; i < d; i++) {
          values[id * d + i] = number(fields.nextToken(), place);
        }
      }
      return distinct(words, d, values, file);
    }
  }

  static WordVectors distinct(List<String> words, int d, float[] values, Path file)
      throws VectorsFormatException {
    try {
      return new WordVectors(words, d, values);
    } catch (IllegalArgumentException e) {
      throw new VectorsFormatException(file + ": " + e.getMessage());
    }
  }

  private static String word(String field, VectorsHeader header, String place)
      throws VectorsFormatException {
    if (!header.hasDocuments() || !field.startsWith(BASE64)) {
      return field;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(field.substring(BASE64.length()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new VectorsFormatException(place + ": '" + field + "' is not a word in Base64");
    }
  }

  private static float number(String field, String place) throws VectorsFormatException {
    try {
      return Float.parseFloat(field);
    } catch (NumberFormatException e) {
      throw new VectorsFormatException(place + ": '" + field + "' is not a number");
    }
  }
}

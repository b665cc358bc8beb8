package dev.ensayo.core.vectors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Word vectors in any of the layouts they come in, told apart by what is in the file and not by its
 * name:
 *
 * <ul>
 *   <li>word2vec's binary format, with or without a line end after each vector (GoogleNews has
 *       none);
 *   <li>word2vec's text format and fastText's {@code .vec}: a line {@code V D}, then lines;
 *   <li>GloVe's text: lines alone;
 *   <li>Deeplearning4j's lookup tables, words in Base64;
 *   <li>each of them packed with gzip.
 * </ul>
 *
 * <p>A word may have blanks in it: the last D fields of a line are numbers, what stands before them
 * is the word.
 */
public final class VectorFile {
  /** As many words as there are. */
  public static final int ALL = Integer.MAX_VALUE;

  private VectorFile() {}

  /**
   * Reads all vectors.
   *
   * @throws VectorsFormatException naming the line or byte that is not as it should be
   */
  public static WordVectors read(Path file) throws IOException {
    return read(file, ALL, ReadingProgress.SILENT).vectors();
  }

  /**
   * Reads vectors.
   *
   * @param limit so many of the first words, at least 1; what follows is not looked at
   * @throws VectorsFormatException naming the line or byte that is not as it should be, or where
   *     the vectors do not fit into memory
   */
  public static ReadVectors read(Path file, int limit, ReadingProgress progress)
      throws IOException {
    try (VectorBytes in = new VectorBytes(file)) {
      VectorsLayout layout = VectorsLayout.of(in);
      boolean trusted = !in.isPacked();
      RowCollector rows =
          new RowCollector(layout, limit, trusted ? Files.size(file) : 0, in.name());
      if (layout.isBinary()) {
        new BinaryReader(in, layout, rows, progress).read();
      } else {
        new TextReader(in, layout, rows, progress).read();
      }
      return rows.finish();
    } catch (EOFException | ZipException e) {
      throw new VectorsFormatException(
          file + ": the packed file is damaged or was cut off (" + e.getMessage() + ")");
    }
  }
}

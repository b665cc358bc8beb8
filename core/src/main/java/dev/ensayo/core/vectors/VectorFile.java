package dev.ensayo.core.vectors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
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
    return read(file, limit, Optional.empty(), progress);
  }

  /**
   * Reads a whole file and keeps the vectors of some words, however large it is.
   *
   * @param wanted words; of those that are not there nothing is told
   * @throws VectorsFormatException naming the line or byte that is not as it should be
   */
  public static ReadVectors readOnly(Path file, Set<String> wanted) throws IOException {
    return read(file, ALL, Optional.of(wanted), ReadingProgress.SILENT);
  }

  /**
   * D, from the beginning of a file.
   *
   * @throws VectorsFormatException if it holds something else than word vectors
   */
  public static int dimension(Path file) throws IOException {
    try (VectorBytes in = new VectorBytes(file)) {
      return VectorsLayout.of(in).dimension();
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }

  private static VectorsFormatException damaged(Path file, IOException e) {
    return new VectorsFormatException(
        file + ": the packed file is damaged or was cut off (" + e.getMessage() + ")");
  }

  private static ReadVectors read(
      Path file, int limit, Optional<Set<String>> wanted, ReadingProgress progress)
      throws IOException {
    try (VectorBytes in = new VectorBytes(file)) {
      VectorsLayout layout = VectorsLayout.of(in);
      boolean trusted = !in.isPacked();
      RowCollector rows =
          new RowCollector(layout, limit, wanted, trusted ? Files.size(file) : 0, in.name());
      if (layout.isBinary()) {
        new BinaryReader(in, layout, rows, progress).read();
      } else {
        new TextReader(in, layout, rows, progress).read();
      }
      return rows.finish();
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }
}

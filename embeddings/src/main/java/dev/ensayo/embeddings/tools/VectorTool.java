package dev.ensayo.embeddings.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.vectors.ReadVectors;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.VectorPlace;
import dev.ensayo.core.vectors.VectorsFormatException;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A question to word vectors, of a run or of a file that was made elsewhere. */
abstract class VectorTool<C extends Record> implements FileTool<C> {
  @Override
  public final String fileMeaning() {
    return "word vectors of word2vec, GloVe or fastText (.bin, .txt, .vec, also packed with gzip)";
  }

  /** How many words of a file are read, 0 for all. */
  abstract int limit(C options);

  /**
   * Answers.
   *
   * @param operands as {@link #operands} asks
   */
  abstract void answer(C options, Searched searched, List<String> operands, PrintWriter out)
      throws IOException;

  /**
   * Vectors to be searched.
   *
   * @param vectors that were read
   * @param unknown what gives other words a vector
   * @param err takes notes
   */
  record Searched(WordVectors vectors, UnknownWords unknown, PrintWriter err) {
    /**
     * A search that knows some words, if need be by their n-grams.
     *
     * @throws InvalidSettingException if there is no way to know one
     */
    CosineSearch knowing(List<String> words) {
      WordVectors all = unknown.addTo(vectors, words);
      for (String word : words) {
        if (all.require(word) >= vectors.size()) {
          err.println("'" + word + "' was not learned; its vector is that of its n-grams");
        }
      }
      err.flush();
      return new CosineSearch(all);
    }
  }

  @Override
  public void use(C options, Call call) throws IOException {
    answer(options, ofRun(options, call), call.operands(), call.out());
  }

  @Override
  public final void useFile(C options, FileCall call) throws IOException {
    answer(
        options,
        new Searched(read(options, call.file(), call.err()), UnknownWords.NONE, call.err()),
        call.operands(),
        call.out());
  }

  /**
   * The vectors of a run.
   *
   * @throws InvalidSettingException if it has none
   */
  final Searched ofRun(C options, Call call) throws IOException {
    VectorPlace place = VectorPlace.ofRun(call.run());
    WordVectors vectors = read(options, place.file(), call.err());
    return new Searched(vectors, place.unknown(), call.err());
  }

  private WordVectors read(C options, Path file, PrintWriter err) throws IOException {
    int limit = limit(options);
    try {
      ReadVectors read =
          VectorFile.read(
              file, limit == 0 ? VectorFile.ALL : limit, new PrintedProgress(file, err));
      read.notes().forEach(note -> err.println(file + ": " + note));
      err.flush();
      return read.vectors();
    } catch (VectorsFormatException e) {
      throw new InvalidSettingException("", e.getMessage());
    }
  }

  /** The ids of words, of which each must have a vector. */
  static ImmutableList<Integer> ids(CosineSearch search, List<String> words) {
    return words.stream()
        .map(word -> search.vectors().require(word))
        .collect(ImmutableList.toImmutableList());
  }

  /** One word a line, nearest first. */
  static void print(List<CosineSearch.Neighbor> neighbors, PrintWriter out) {
    for (CosineSearch.Neighbor neighbor : neighbors) {
      out.printf("%7.4f  %s%n", neighbor.cosine(), neighbor.word());
    }
  }
}

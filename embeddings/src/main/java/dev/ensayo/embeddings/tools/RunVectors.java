package dev.ensayo.embeddings.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.embeddings.vectors.BinaryVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The word vectors of a run, ready to be searched. */
final class RunVectors {
  private static final String FILE = "vectors.bin";

  private RunVectors() {}

  /**
   * Reads them.
   *
   * @throws InvalidSettingException if the run has none
   */
  static CosineSearch read(RunTool.Call call) throws IOException {
    Path file = call.run().path().resolve(FILE);
    if (!Files.exists(file)) {
      throw new InvalidSettingException(
          "",
          call.run().path()
              + " has no "
              + FILE
              + ": it is a run of '"
              + call.agent()
              + "'; word vectors are made by word2vec");
    }
    return new CosineSearch(BinaryVectors.read(file));
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

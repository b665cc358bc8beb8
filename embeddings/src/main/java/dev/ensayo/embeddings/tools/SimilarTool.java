package dev.ensayo.embeddings.tools;

import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** {@code similar}. */
public final class SimilarTool extends VectorTool<NeighborsConfig> {
  @Override
  public String name() {
    return "similar";
  }

  @Override
  public String summary() {
    return "The words nearest to a word, or to the mean of several, by cosine.";
  }

  @Override
  public Class<NeighborsConfig> configType() {
    return NeighborsConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands("WORD", 1, Integer.MAX_VALUE, "words with a vector");
  }

  @Override
  int limit(NeighborsConfig options) {
    return options.limit();
  }

  @Override
  Optional<VectorChoice> vectors(NeighborsConfig options) {
    return options.vectors();
  }

  @Override
  void answer(NeighborsConfig options, Searched searched, List<String> words, PrintWriter out) {
    Question asked = searched.ask(words);
    print(asked.search().similar(new LinkedHashSet<>(asked.ids()), options.count()), out);
  }
}

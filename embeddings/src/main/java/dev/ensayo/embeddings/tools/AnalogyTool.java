package dev.ensayo.embeddings.tools;

import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code analogy}. */
public final class AnalogyTool extends VectorTool<NeighborsConfig> {
  @Override
  public String name() {
    return "analogy";
  }

  @Override
  public String summary() {
    return "What is to C as B is to A: the words nearest to B - A + C by cosine (3CosAdd).";
  }

  @Override
  public Class<NeighborsConfig> configType() {
    return NeighborsConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands("WORD", 3, 3, "A, B and C: man king woman");
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
    List<Integer> ids = asked.ids();
    print(asked.search().analogy(ids.get(0), ids.get(1), ids.get(2), options.count()), out);
  }
}

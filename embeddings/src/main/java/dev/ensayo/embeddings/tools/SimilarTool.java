package dev.ensayo.embeddings.tools;

import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.util.LinkedHashSet;

/** {@code similar}. */
public final class SimilarTool implements RunTool<NeighborsConfig> {
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
  public void use(NeighborsConfig options, Call call) throws IOException {
    CosineSearch search = RunVectors.read(call);
    RunVectors.print(
        search.similar(
            new LinkedHashSet<>(RunVectors.ids(search, call.operands())), options.count()),
        call.out());
  }
}

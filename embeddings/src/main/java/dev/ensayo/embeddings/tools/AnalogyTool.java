package dev.ensayo.embeddings.tools;

import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.util.List;

/** {@code analogy}. */
public final class AnalogyTool implements RunTool<NeighborsConfig> {
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
  public void use(NeighborsConfig options, Call call) throws IOException {
    CosineSearch search = RunVectors.read(call);
    List<Integer> ids = RunVectors.ids(search, call.operands());
    RunVectors.print(
        search.analogy(ids.get(0), ids.get(1), ids.get(2), options.count()), call.out());
  }
}

package dev.ensayo.sequence.tools;

import dev.ensayo.core.asked.AskedModelReader;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.asked.LanguageModel;
import java.io.IOException;
import java.util.Optional;

/** Opens language models. */
public final class LanguageModelReader implements AskedModelReader {
  @Override
  public Optional<LanguageModel> open(AskedRun run, int rows) throws IOException {
    return SavedModel.isOf(run.agent())
        ? Optional.of(new SavedLanguageModel(SavedModel.open(run.agent(), run.folder())))
        : Optional.empty();
  }
}

package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.sequence.languagemodel.RecurrentTokenModel;
import dev.ensayo.sequence.ngram.NgramModel;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.TokenModel;
import dev.ensayo.sequence.text.VocabularyFile;
import dev.ensayo.sequence.transformer.TransformerTokenModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The language model of a finished run with its vocabulary, and how it spells unknown words. */
record SavedModel(TokenModel model, Vocabulary vocabulary, Optional<Speller> speller)
    implements AutoCloseable {
  /** Reads the model from a run's folder. */
  private interface Loader {
    TokenModel load(Path directory, Vocabulary vocabulary) throws IOException;
  }

  private static final ImmutableMap<String, Loader> LOADERS =
      ImmutableMap.of(
          "language-model", RecurrentTokenModel::load,
          "transformer", TransformerTokenModel::load,
          "ngram", NgramModel::load);

  /**
   * Opens the run's.
   *
   * @throws InvalidSettingException if it is no run of a language model
   */
  static SavedModel open(RunTool.Call call) throws IOException {
    Loader loader = LOADERS.get(call.agent());
    if (loader == null) {
      throw new InvalidSettingException(
          "",
          call.run().path()
              + " is a run of the agent '"
              + call.agent()
              + "', which has learned no text; take one of "
              + String.join(" or ", LOADERS.keySet()));
    }
    Vocabulary vocabulary = VocabularyFile.read(call.run().path());
    Path directory = call.run().path();
    Optional<Speller> speller = Speller.read(directory);
    return new SavedModel(loader.load(directory, vocabulary), vocabulary, speller);
  }

  @Override
  public void close() {
    model.close();
  }
}

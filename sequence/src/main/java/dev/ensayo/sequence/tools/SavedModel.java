package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.sequence.languagemodel.AdaptingTokenModel;
import dev.ensayo.sequence.languagemodel.RecurrentTokenModel;
import dev.ensayo.sequence.ngram.NgramModel;
import dev.ensayo.sequence.spelling.Speller;
import dev.ensayo.sequence.text.Adaptation;
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

  private static final String ADAPTS = "language-model";

  private static final ImmutableMap<String, Loader> LOADERS =
      ImmutableMap.of(
          ADAPTS,
          RecurrentTokenModel::load,
          "transformer",
          TransformerTokenModel::load,
          "ngram",
          NgramModel::load);

  /**
   * Opens the run's.
   *
   * @throws InvalidSettingException if it is no run of a language model
   */
  static SavedModel open(RunTool.Call call) throws IOException {
    return open(call.agent(), call.run().path());
  }

  /** Whether runs of an agent have a language model. */
  static boolean isOf(String agent) {
    return LOADERS.containsKey(agent);
  }

  /**
   * Opens that of a run's folder.
   *
   * @param agent of the run
   * @throws InvalidSettingException if it is no run of a language model
   */
  static SavedModel open(String agent, Path directory) throws IOException {
    Loader loader = LOADERS.get(agent);
    if (loader == null) {
      throw new InvalidSettingException(
          "",
          directory
              + " is a run of the agent '"
              + agent
              + "', which has learned no text; take one of "
              + String.join(", ", LOADERS.keySet()));
    }
    Vocabulary vocabulary = VocabularyFile.read(directory);
    Optional<Speller> speller = Speller.read(directory);
    return new SavedModel(loader.load(directory, vocabulary), vocabulary, speller);
  }

  /**
   * Opens the run's, to learn from what it reads.
   *
   * @param adaptation how; empty for not
   * @throws InvalidSettingException if it is no run of a language model, or of one that cannot
   */
  static SavedModel open(RunTool.Call call, Optional<Adaptation> adaptation) throws IOException {
    if (adaptation.isEmpty()) {
      return open(call);
    }
    if (!call.agent().equals(ADAPTS)) {
      throw new InvalidSettingException(
          "adapt",
          call.run().path() + " is a run of '" + call.agent() + "'; it takes a run of " + ADAPTS);
    }
    Path directory = call.run().path();
    Vocabulary vocabulary = VocabularyFile.read(directory);
    return new SavedModel(
        AdaptingTokenModel.load(directory, vocabulary, adaptation.get()),
        vocabulary,
        Speller.read(directory));
  }

  @Override
  public void close() {
    model.close();
  }
}

package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.training.BackendConfig;

/** What the settings of a language model ask of the text and of the engine. */
final class LanguageModelChecks {
  private LanguageModelChecks() {}

  /**
   * Checks that the output layer suits the vocabulary.
   *
   * @throws InvalidSettingException if it is for words and the tokens are others, or larger
   */
  static void checkOutput(LanguageModelConfig config, Vocabulary vocabulary) {
    if (!(config.output() instanceof OutputLayer.Adaptive adaptive)) {
      return;
    }
    if (vocabulary.unit() != TokenUnit.WORD) {
      throw new InvalidSettingException(
          "output",
          "an adaptive softmax needs words, which are numbered by falling count; the tokens of the"
              + " text are "
              + Settings.label(vocabulary.unit())
              + "s: take tokenizer: words or output: softmax");
    }
    try {
      SequenceOutput.ClusteredClasses.checkCutoffs(adaptive.cutoffs(), vocabulary.size());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("output.cutoffs", e.getMessage());
    }
  }

  /**
   * Checks that what is decided by a validation part has one.
   *
   * @throws InvalidSettingException if it has not
   */
  static void checkValidation(LanguageModelConfig config, Corpus corpus) {
    if (!corpus.tokens(Split.VALID).isEmpty()) {
      return;
    }
    String key = null;
    if (config.averaging().isPresent()) {
      key = "averaging";
    } else if (config.plateauDecay().isPresent()) {
      key = "plateauDecay";
    }
    if (config.patience().isPresent()) {
      key = "patience";
    }
    if (key != null) {
      throw new InvalidSettingException(
          key,
          key + " needs a validation part, and the text has none; give it one or leave that out");
    }
  }

  /**
   * Checks that the engine can send what workers are to send.
   *
   * @throws InvalidSettingException if it cannot
   */
  static void checkEngine(LanguageModelConfig config, BackendConfig backend) {
    if (config.training().map(DataParallelism::sendsGradients).orElse(false)
        && backend.engineInUse() == BackendConfig.Engine.DEEPLEARNING4J) {
      throw new InvalidSettingException(
          "training.combine",
          "must be parameter-averaging, not gradient-averaging, with backend.engine:"
              + " deeplearning4j, whose steps are not taken apart; or take compiled");
    }
  }
}

package dev.ensayo.sequence.languagemodel;

import dev.ensayo.backend.spec.RecurrentRegularization;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.config.Unwrapped.Here;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.network.Optimization;
import dev.ensayo.sequence.network.RecurrentStack;
import dev.ensayo.sequence.text.ScoringBound;
import dev.ensayo.sequence.text.ShownSamples;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of {@link LanguageModelTraining}. */
public record LanguageModelConfig(
    @Unwrapped RecurrentStack stack,
    @Setting(
            value =
                "D: length of a token's embedding; 0 for none: the first layer then reads one-hot"
                    + " rows",
            defaultValue = "0",
            min = 0,
            max = 65536,
            after = "hiddenUnits")
        int embeddingSize,
    @Setting(
            value =
                "word vectors that embeddings start from; as they are drawn unless given; needs an"
                    + " embeddingSize that is their dimension",
            after = "embeddingSize")
        Optional<EmbeddingStart> embedding,
    @Setting(
            value =
                "whether the output's weights are the embedding's (Press and Wolf, 2017); needs"
                    + " embeddingSize = hiddenUnits, and its zip ensayo-layers",
            defaultValue = "false",
            after = "layerNormalization")
        boolean tiedOutput,
    @Setting(
            value = "what makes probabilities of the last hidden state",
            defaultValue = "{type: softmax}",
            after = "tiedOutput")
        OutputLayer output,
    @Setting(
            value =
                "r: embeddings and the output's weights start as U(−r, r); 0 for N(0, 1) and Glorot"
                    + " and Bengio's normal distribution (2010)",
            defaultValue = "0",
            min = 0,
            max = 100,
            after = "output")
        double initialRange,
    @Setting(
            value = "probability of dropping each number of an embedding while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double embeddingDropout,
    @Setting(
            value =
                "probability of dropping each word's whole embedding for a window while training"
                    + " (Merity et al., 2018, section 4.3); of any token",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true,
            after = "embeddingDropout")
        double wordDropout,
    @Unwrapped RecurrentRegularization recurrentRegularization,
    @Setting(
            value = "B: streams that the training text is cut into and walked side by side",
            defaultValue = "32",
            min = 1,
            max = 65536,
            unit = "streams")
        int streams,
    @Setting(
            value = "T: steps of a window; the state is carried over its edge, the gradient is not",
            defaultValue = "64",
            min = 1,
            max = 1_000_000,
            unit = "tokens")
        int window,
    @Setting(
            value =
                "k2 of Williams and Peng (1990), with k1 = window: only so many of a window's last"
                    + " steps are learned from; all unless given",
            min = 1,
            unit = "tokens")
        OptionalInt backwardSteps,
    @Unwrapped(@Here(key = "updater", defaultValue = "{type: adam, learningRate: 2e-3}"))
        Optimization optimization,
    @Setting(
            "lowers the learning rate when the validation loss no longer falls; never unless given")
        Optional<PlateauDecay> plateauDecay,
    @Setting(
            value =
                "averages the parameters once the validation loss no longer falls (NT-ASGD, Merity"
                    + " et al., 2018); never unless given",
            after = "plateauDecay")
        Optional<Averaging> averaging,
    @Setting(
            value =
                "tests in a row without a new best validation loss after which the run ends; never"
                    + " unless given",
            min = 1,
            unit = "tests")
        OptionalInt patience,
    @Setting(
            value =
                "whether the model with the lowest validation loss is kept as the run's model and"
                    + " tested at the end; else the last",
            defaultValue = "true")
        boolean keepBest,
    @Setting("how the validation and the test part are walked") Scoring scoring,
    @Setting(
            value =
                "steps over which the norm of ∂h_T/∂h_t is followed back at each test; 0 for never",
            defaultValue = "100",
            min = 0,
            max = 10_000,
            unit = "steps")
        int gradientReach,
    @Setting("text that the finished model writes for the report") ShownSamples samples,
    @Setting(
            "several workers that train the model together, each with streams of its own; it is"
                + " trained alone unless given")
        Optional<DataParallelism> training)
    implements TokenLearning {
  public LanguageModelConfig {
    Settings.check(
        LanguageModelConfig.class,
        stack,
        embeddingSize,
        embedding,
        tiedOutput,
        output,
        initialRange,
        embeddingDropout,
        wordDropout,
        recurrentRegularization,
        streams,
        window,
        backwardSteps,
        optimization,
        plateauDecay,
        averaging,
        patience,
        keepBest,
        scoring,
        gradientReach,
        samples,
        training);
    if (stack.bidirectional()) {
      throw new InvalidSettingException(
          "bidirectional",
          "must be false: a language model predicts the next token, which a layer that reads from"
              + " the end has seen");
    }
    if (backwardSteps.isPresent() && backwardSteps.getAsInt() > window) {
      throw new InvalidSettingException(
          "backwardSteps",
          "must not exceed window (" + window + "), not " + backwardSteps.getAsInt());
    }
    if (tiedOutput && embeddingSize != stack.hiddenUnits()) {
      throw new InvalidSettingException(
          "tiedOutput",
          "needs an embeddingSize as large as hiddenUnits ("
              + stack.hiddenUnits()
              + "), not "
              + embeddingSize);
    }
    if (tiedOutput && !(output instanceof OutputLayer.Softmax)) {
      throw new InvalidSettingException(
          "tiedOutput",
          "needs output: {type: softmax}; the clusters of an adaptive softmax have weights of their"
              + " own");
    }
    embedding.ifPresent(start -> start.checkTied(tiedOutput));
    if (embeddingDropout > 0 && embeddingSize == 0) {
      throw new InvalidSettingException(
          "embeddingDropout", "drops numbers of embeddings, which need an embeddingSize");
    }
    if (wordDropout > 0 && embeddingSize == 0) {
      throw new InvalidSettingException(
          "wordDropout", "drops whole embeddings, which need an embeddingSize");
    }
    recurrentRegularization.check(stack.specs(0));
    checkTraining(training, averaging.isPresent(), plateauDecay.isPresent());
  }

  /** What tests decide reaches the model that they test. */
  private static void checkTraining(
      Optional<DataParallelism> training, boolean averages, boolean decays) {
    if (training.isPresent() && !training.get().sendsGradients() && (averages || decays)) {
      throw new InvalidSettingException(
          "training.combine",
          "must be gradient-averaging with "
              + (averages ? "averaging" : "plateauDecay")
              + ": with parameter-averaging each worker takes steps of its own, which that does not"
              + " reach");
    }
  }

  @Override
  public ScoringBound bound() {
    return scoring.bound();
  }
}

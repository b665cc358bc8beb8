package dev.ensayo.sequence.transformer;

import dev.ensayo.backend.spec.TransformerSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.config.Unwrapped.Here;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.languagemodel.TokenLearning;
import dev.ensayo.sequence.network.Optimization;
import dev.ensayo.sequence.text.ScoringBound;
import dev.ensayo.sequence.text.ShownSamples;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of {@link TransformerTraining}. */
public record TransformerConfig(
    @Unwrapped TransformerSpec network,
    @Setting(
            value =
                "word vectors that embeddings start from; as they are drawn unless given; needs an"
                    + " embeddingSize that is their dimension",
            after = "embeddingSize")
        Optional<EmbeddingStart> embedding,
    @Setting(
            value = "B: windows of an update",
            defaultValue = "12",
            min = 1,
            max = 65536,
            unit = "windows")
        int batchSize,
    @Setting(
            value =
                "walked: every training token is predicted once an epoch; drawn: windows begin"
                    + " anywhere, as in nanoGPT",
            defaultValue = "walked")
        Windows windows,
    @Unwrapped(
            @Here(
                key = "updater",
                defaultValue =
                    "{type: adamw, learningRate: 1e-3, beta2: 0.99, weightDecay: 0.1, schedule:"
                        + " {type: warm-up, updates: 100}}"))
        Optimization optimization,
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
    @Setting("how the validation and the test part are walked") ContextScoring scoring,
    @Setting("text that the finished model writes for the report") ShownSamples samples)
    implements TokenLearning {
  /** How windows are taken from the training text. */
  public enum Windows {
    /** In a random order, each once an epoch. */
    WALKED,
    /** From random places, with replacement. */
    DRAWN
  }

  public TransformerConfig {
    Settings.check(
        TransformerConfig.class,
        network,
        embedding,
        batchSize,
        windows,
        optimization,
        patience,
        keepBest,
        scoring,
        samples);
    embedding.ifPresent(start -> start.checkTied(network.tiedOutput()));
    int longest = network.context();
    if (scoring.stride().orElse(1) > longest) {
      throw new InvalidSettingException(
          "scoring.stride",
          "must be at most context (" + longest + "), not " + scoring.stride().getAsInt());
    }
  }

  /** The stride of scoring, in tokens. */
  int stride() {
    return scoring.stride().orElse(Math.max(1, network.context() / 2));
  }

  @Override
  public int embeddingSize() {
    return network.embeddingSize();
  }

  @Override
  public ScoringBound bound() {
    return scoring.bound();
  }
}

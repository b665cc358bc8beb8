package dev.ensayo.sequence.languagemodel;

import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.network.Optimization;
import dev.ensayo.sequence.text.ScoringBound;
import dev.ensayo.sequence.text.ShownSamples;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings that a {@link TokenTraining} goes by. */
public interface TokenLearning {
  /** Word vectors that embeddings start from. */
  Optional<EmbeddingStart> embedding();

  /** D: length of a token's embedding. */
  int embeddingSize();

  Optimization optimization();

  /** What lowers the learning rate beside its schedule. */
  default Optional<PlateauDecay> plateauDecay() {
    return Optional.empty();
  }

  /** Tests in a row without a new best after which the run ends. */
  OptionalInt patience();

  /** Whether the model with the lowest validation loss is the run's model. */
  boolean keepBest();

  /** How much of a part is scored. */
  ScoringBound bound();

  /** Text that the finished model writes. */
  ShownSamples samples();
}

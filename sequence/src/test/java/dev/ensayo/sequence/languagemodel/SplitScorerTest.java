package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.text.ScoringBound;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitScorerTest {
  private static Scoring scoring(int streams, int warmUp) {
    return new Scoring(streams, warmUp, new ScoringBound(OptionalInt.empty()));
  }

  private static final int VOCABULARY = 3;
  private static final int WINDOW = 16;

  private final Tokens text = MemoryCorpus.ofMarkovChain(1003, 1, 1, 5).tokens(Split.TRAIN);
  private SequenceModel model;

  @BeforeEach
  void learnALittle() {
    model =
        SequenceModels.create(
            LanguageModelTraining.network(
                Settings.of(LanguageModelConfig.class, "{cell: gru, hiddenUnits: 12}"), VOCABULARY),
            BackendConfig.defaults(),
            1,
            8,
            WINDOW);
    TokenStreams streams = new TokenStreams(text, 0, 8, WINDOW);
    SequenceState state = model.newState(8);
    for (int i = 0; i < 60; i++) {
      streams.next(Long.MAX_VALUE / 2);
      model.fitWindow(
          streams.inputs(),
          streams.targets(),
          streams.mask(),
          streams.steps(),
          streams.steps(),
          state,
          new FitResult());
    }
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** One token after another, from the probabilities of each. */
  private double oneByOne(int from, int warmUp, int to) {
    RecurrentTokenModel reader =
        new RecurrentTokenModel(model, from == 0 ? 0 : text.get(from - warmUp - 1));
    double nats = 0;
    for (int i = from - warmUp; i < to; i++) {
      nats -= i < from ? 0 : Math.log(reader.probability(text.get(i)));
      reader.read(text.get(i));
    }
    return nats;
  }

  private double score(int streams, int warmUp) {
    return new SplitScorer(model, 0, scoring(streams, warmUp), WINDOW)
        .score(text, TestProgress.NONE);
  }

  @Test
  void oneStreamScoresTheTextInOnePiece() {
    assertThat(score(1, 50)).isCloseTo(oneByOne(0, 0, text.length()), within(1e-3));
  }

  @Test
  void eachStreamHasReadWhatComesBeforeIt() {
    // 1003 tokens in 3 streams of 335, 334, 334
    double expected = oneByOne(0, 0, 335) + oneByOne(335, 20, 669) + oneByOne(669, 20, 1003);
    assertThat(score(3, 20)).isCloseTo(expected, within(1e-3));
  }

  @Test
  void manyStreamsAgreeWithOne() {
    double one = score(1, 0);
    assertThat(score(8, 20) / text.length()).isCloseTo(one / text.length(), within(1e-3));
    assertThat(score(8, 0))
        .as("without warming up something is lost")
        .isNotCloseTo(one, within(0.05));
  }

  @Test
  void shortTextsAreCutIntoFewerStreams() {
    Scoring config = scoring(32, 128);
    assertThat(SplitScorer.streams(100, config)).isEqualTo(1);
    assertThat(SplitScorer.streams(1024, config)).isEqualTo(2);
    assertThat(SplitScorer.streams(1_000_000, config)).isEqualTo(32);
    assertThat(SplitScorer.streams(10, scoring(4, 0))).isEqualTo(4);
    assertThat(SplitScorer.streams(3, scoring(4, 0))).isEqualTo(3);
  }

  @Test
  void theModelIsLeftAsItWas() {
    assertThat(score(8, 20)).isEqualTo(score(8, 20));
  }
}

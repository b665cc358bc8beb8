package dev.ensayo.sequence.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTrainingTest {
  private static final String SMALL =
      "layers: 2, heads: 2, embeddingSize: 16, context: 10, batchSize: 8, samples: {length: 0}";

  private static Runs<TransformerConfig> runs(String settings, String budget, int every) {
    return new Runs<>(
        new TransformerProvider(),
        "{" + SMALL + settings + "}",
        MemoryCorpus.ofMarkovChain(3000, 400, 333, 5),
        budget,
        every,
        every,
        1);
  }

  /** The chain stays where it is with 0.8 and goes to either of the others with 0.1. */
  @Test
  void learnsAMarkovChain() {
    Runs<TransformerConfig> runs =
        runs(", updater: {type: adamw, learningRate: 5e-3}", "{updates: 300}", 300);
    int[] text = ((MemoryCorpus) runs.environment()).tokens(Split.TEST).toArray();
    double best = 0;
    for (int i = 1; i < text.length; i++) {
      best -= Math.log(text[i] == text[i - 1] ? 0.8 : 0.1);
    }
    assertThat(runs.run().values("test/nats_per_token").get(0))
        .isCloseTo(best / text.length, within(0.03));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", residualDropout: 0.1, attentionDropout: 0.1, embeddingDropout: 0.1",
        ", windows: drawn, positions: rotary"
      })
  void aRunInPiecesIsTheSame(String settings) throws IOException {
    Runs<TransformerConfig> runs = runs(settings, "{updates: 90}", 10);
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @Test
  void aBudgetOfTokensEndsExactly() {
    RecordedMetrics metrics = runs("", "{tokens: 1007}", 1007).run();
    assertThat(metrics.entries()).anyMatch(e -> e.step() == 1007);
    assertThat(metrics.entries()).noneMatch(e -> e.step() > 1007);
  }

  /** The window's sums are those of the updates; what is masked is not learned. */
  @Test
  void eachTokenIsATargetOnceAnEpoch() {
    int[] text = IntStream.range(1, 104).toArray();
    ContextWindows windows =
        new ContextWindows(Tokens.of(text), 0, 3, 10, false, new SeedSequence(4));
    for (int epoch = 0; epoch < 5; epoch++) {
      int[] seen = new int[104];
      do {
        windows.next(Long.MAX_VALUE);
        for (int i = 0; i < 10 * windows.sequences(); i++) {
          if (windows.mask() == null || windows.mask()[i] == 1) {
            seen[windows.targets()[i]]++;
            assertThat(windows.inputs()[i]).isEqualTo(windows.targets()[i] - 1);
          }
        }
      } while (!windows.atStart());
      assertThat(Arrays.stream(seen).skip(1)).containsOnly(1);
    }
  }

  /** Scoring in windows is reading token by token where the windows are the same. */
  @Test
  void scoresAsItReads(@TempDir Path folder) throws IOException {
    Runs<TransformerConfig> runs = runs("", "{updates: 60}", 60);
    try (TransformerTraining training = (TransformerTraining) runs.start(new RecordedMetrics())) {
      Runs.finish(training);
      MemoryCorpus corpus = (MemoryCorpus) runs.environment();
      int start = StartToken.of(corpus.vocabulary());
      Tokens tokens = corpus.tokens(Split.TEST);
      double scored =
          new ContextScorer(training.model(), start, 4, 10, 1).score(tokens, TestProgress.NONE);
      double strided =
          new ContextScorer(training.model(), start, 16, 10, 5).score(tokens, TestProgress.NONE);
      assertThat(strided / tokens.length()).isCloseTo(scored / tokens.length(), within(0.02));
      training.writeModel(folder);
      try (TransformerTokenModel live = new TransformerTokenModel(training.model(), start);
          TransformerTokenModel saved =
              TransformerTokenModel.load(folder, VocabularyFile.read(folder))) {
        double nats = read(live, tokens);
        assertThat(nats / tokens.length()).isCloseTo(scored / tokens.length(), within(0.02));
        assertThat(read(saved, tokens)).isEqualTo(nats);
      }
    }
  }

  private static double read(TransformerTokenModel model, Tokens tokens) {
    double nats = 0;
    model.restart();
    for (int i = 0; i < tokens.length(); i++) {
      nats -= Math.log(model.probability(tokens.get(i)));
      model.read(tokens.get(i));
    }
    return nats;
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Settings.of(TransformerConfig.class, "{heads: 3}"))
        .hasMessageContaining("embeddingSize")
        .hasMessageContaining("multiple of heads (3)");
    assertThatThrownBy(() -> Settings.of(TransformerConfig.class, "{scoring: {stride: 65}}"))
        .hasMessageContaining("must be at most context (64), not 65");
    assertThatThrownBy(
            () -> new ContextWindows(Tokens.of(new int[5]), 0, 3, 10, false, new SeedSequence(4)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("longer than the training text of 5");
  }
}

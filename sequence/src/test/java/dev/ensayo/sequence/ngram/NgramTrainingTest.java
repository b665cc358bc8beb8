package dev.ensayo.sequence.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.kneserney.Discounts;
import dev.ensayo.sequence.kneserney.NgramContext;
import dev.ensayo.sequence.kneserney.NgramTree;
import dev.ensayo.sequence.text.StartToken;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramTrainingTest {
  private static final MemoryCorpus CHAIN = MemoryCorpus.ofMarkovChain(30_000, 20_000, 400, 3);

  private static Runs<NgramConfig> runs(String settings, String budget, long every) {
    return new Runs<>(new NgramProvider(), settings, CHAIN, budget, every, every, 1);
  }

  @Test
  void aRestoredRunGoesOnAsIfNothingHadHappened() throws IOException {
    Runs<NgramConfig> runs = runs("{order: 4}", "{tokens: 20500}", 5300);
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @ParameterizedTest
  @CsvSource({"tokens, 12345, 12345", "tokens, 40000, 30000", "epochs, 1, 1", "epochs, 5, 1"})
  void theRunEndsWithItsBudgetOrWithTheText(String clock, long budget, long end) {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = runs("{}", "{" + clock + ": " + budget + "}", 10_000).start(metrics)) {
      Runs.finish(training);
      assertThat(training.position()).isEqualTo(end);
      assertThat(training.end()).isEqualTo(end);
    }
    assertThat(metrics.steps("test/nats_per_token")).containsExactly(end);
    assertThat(metrics.entries()).allMatch(e -> NgramTraining.METRICS.contains(e.metric()));
  }

  @Test
  void aBigramComesNearTheEntropyRateOfAMarkovChain() {
    RecordedMetrics metrics = runs("{order: 2}", "{epochs: 1}", 1).run();
    assertThat(metrics.values("valid/nats_per_token").get(0)).isCloseTo(Math.log(3), within(1e-9));
    // ±2 % is three deviations of the text's own frequencies.
    assertThat(metrics.values("valid/relative_excess").get(1)).isBetween(-0.02, 0.025);
  }

  @Test
  void aSavedModelIsTheSame(@TempDir Path directory) throws IOException {
    double recorded;
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = runs("{order: 3}", "{epochs: 1}", 1).start(metrics)) {
      Runs.finish(training);
      training.writeModel(directory);
      recorded = metrics.values("test/nats_per_token").get(0);
    }
    try (NgramModel model = NgramModel.load(directory, VocabularyFile.read(directory))) {
      assertThat(model.nats(CHAIN.tokens(Split.TEST), TestProgress.NONE) / 400).isEqualTo(recorded);
    }
    assertBroken(directory);
  }

  /** 20,000 tokens of 40 make some 58,000 n-grams: the arrays of 4,096 double four times. */
  @Test
  void aLargeModelIsReadBackAsItWasWritten(@TempDir Path directory) throws IOException {
    RandomStream random = new SeedSequence(4).stream("text");
    int[] text = IntStream.generate(() -> random.nextInt(40)).limit(20_000).toArray();
    NgramTree tree = new NgramTree(4, 40);
    NgramContext context = new NgramContext(tree);
    context.begin(0);
    for (int token : text) {
      context.count(token);
    }
    assertThat(tree.size()).isGreaterThan(4 * 4096 + 1);
    NgramModel.write(directory, tree, true);
    List<String> tokens = IntStream.range(0, 40).mapToObj(i -> "w" + i).toList();
    Vocabulary vocabulary = new Vocabulary(TokenUnit.WORD, tokens);
    NgramModel written =
        new NgramModel(tree, Discounts.estimate(tree, true), StartToken.of(vocabulary));
    try (NgramModel read = NgramModel.load(directory, vocabulary)) {
      assertThat(read.nats(Tokens.of(text), TestProgress.NONE))
          .isEqualTo(written.nats(Tokens.of(text), TestProgress.NONE));
    }
  }

  private static void assertBroken(Path directory) throws IOException {
    Files.write(directory.resolve(NgramModel.FILE), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> NgramModel.load(directory, CHAIN.vocabulary()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NgramModel.FILE);
  }
}

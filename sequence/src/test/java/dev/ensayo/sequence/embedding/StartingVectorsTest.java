package dev.ensayo.sequence.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.subword.Subwords;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.SiblingRuns;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.core.vectors.BinaryVectors;
import dev.ensayo.core.vectors.LearnedSubwords;
import dev.ensayo.core.vectors.TextVectors;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.languagemodel.LanguageModelConfig;
import dev.ensayo.sequence.languagemodel.LanguageModelProvider;
import dev.ensayo.sequence.transformer.TransformerConfig;
import dev.ensayo.sequence.transformer.TransformerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartingVectorsTest {
  private static final WordVectors FOUND =
      new WordVectors(
          List.of("</s>", "casa", "unused", "de"), 2, new float[] {1, 2, 3, 4, 90, 90, 5, -6});
  private static final Vocabulary VOCABULARY =
      new Vocabulary(TokenUnit.WORD, List.of("<unk>", "\n", "casa", "perro", "de"));
  private static final long[] COUNTS = {40, 10, 20, 5, 25};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("some.vec");
    TextVectors.write(file, FOUND);
  }

  private static EmbeddingStart of(Path place) {
    return new EmbeddingStart(Optional.of(place.toString()), Optional.empty(), true);
  }

  private static TrainingContext context() {
    return new TrainingContext(
        MemoryCorpus.ofWords("a b", "a", "b"),
        Settings.of(Budget.class, "{epochs: 1}"),
        new Evaluation(1, 1, 1),
        new Logging(1),
        BackendConfig.defaults(),
        new SeedSequence(5),
        MetricSink.NONE,
        MetricSink.NONE);
  }

  private static StartingVectors started(Path place) {
    return StartingVectors.of(of(place), VOCABULARY.tokens(), COUNTS, 2, context());
  }

  private static float[] row(StartingVectors vectors, int id) {
    return Arrays.copyOfRange(vectors.rows(), 2 * id, 2 * id + 2);
  }

  /** Found: 1 2 3 4 5 −6, whose mean is 1.5 and whose variance 91/6 − 9/4 = 12.9167. */
  @Test
  void tokensAreLookedUpAndTheOthersDrawnLikeThem() {
    StartingVectors vectors = started(file);
    assertThat(row(vectors, 1)).containsExactly(1, 2);
    assertThat(row(vectors, 2)).containsExactly(3, 4);
    assertThat(row(vectors, 4)).containsExactly(5, -6);
    assertThat(row(vectors, 0)).isNotEqualTo(row(vectors, 3)).doesNotContain(0);
    assertThat(vectors.rows()).containsExactly(started(file).rows());
    assertThat(vectors.notes())
        .containsExactly(
            "embeddings start from "
                + file
                + ": 3 of 5 tokens (60.0 %) and 55.0 % of the training text; the others from"
                + " N(1.500, 3.594²)");
  }

  @Test
  void whatIsDrawnHasTheMomentsOfWhatIsFound() {
    String[] words = new String[4000];
    Arrays.setAll(words, i -> "w" + i);
    Vocabulary many = new Vocabulary(TokenUnit.WORD, List.of(words));
    Vocabulary all =
        new Vocabulary(
            TokenUnit.WORD,
            ImmutableSet.<String>builder()
                .add("casa", "de")
                .addAll(many.tokens())
                .build()
                .asList());
    StartingVectors vectors =
        StartingVectors.of(of(file), all.tokens(), new long[all.size()], 2, context());
    double sum = 0;
    double squares = 0;
    for (int i = 4; i < vectors.rows().length; i++) {
      sum += vectors.rows()[i];
      squares += vectors.rows()[i] * (double) vectors.rows()[i];
    }
    double mean = sum / 8000;
    // 3, 4, 5, −6: mean 1.5, variance 86/4 − 9/4 = 19.25; five standard errors.
    assertThat(mean).isCloseTo(1.5, within(5 * Math.sqrt(19.25 / 8000)));
    assertThat(squares / 8000 - mean * mean)
        .isCloseTo(19.25, within(5 * 19.25 * Math.sqrt(2.0 / 8000)));
  }

  @Test
  void aRunsNgramsGiveUnknownWordsTheirMean() throws IOException {
    BinaryVectors.write(folder.resolve("vectors.bin"), FOUND);
    Files.writeString(
        folder.resolve("config.yaml"),
        "agent: {type: word2vec, subwords: {shortest: 3, longest: 3}}");
    CharacterNgrams ngrams =
        new CharacterNgrams(Settings.of(Subwords.class, "{shortest: 3, longest: 3}"));
    int[] buckets = ngrams.buckets("perro").toArray();
    float[] values = {2, 0, 4, 0, 6, 0, 8, 0, 10, 5};
    LearnedSubwords.of(ngrams, buckets, 2, values).write(folder);
    StartingVectors vectors = started(folder);
    assertThat(row(vectors, 3)).containsExactly(6, 1);
    Exhibit.Table table = (Exhibit.Table) vectors.exhibit();
    assertThat(table.rows())
        .containsExactly(
            List.of("vectors", "3", "60.0 %", "55.0 %"),
            List.of("n-grams", "1", "20.0 %", "5.0 %"),
            List.of("drawn", "1", "20.0 %", "40.0 %"));
    assertThat(table.caption()).endsWith(" The commonest of these: <unk>.");
    assertThat(of(folder).dataSha256())
        .containsOnlyKeys("embedding vectors.bin", "embedding subwords.bin");
  }

  @Test
  void vectorsOfAVariantAreThoseOfTheSameSeed() throws IOException {
    BinaryVectors.write(folder.resolve("vectors.bin"), FOUND);
    EmbeddingStart start = new EmbeddingStart(Optional.empty(), Optional.of("words"), true);
    assertThat(start.requiredVariants()).containsExactly("words");
    assertThat(start.dataSha256()).isEmpty();
    start.check(2);
    assertThatThrownBy(() -> start.check(0))
        .hasMessage("must be the dimension of variant 'words', not 0");
    SiblingRuns siblings =
        variant -> {
          assertThat(variant).isEqualTo("words");
          return folder;
        };
    TrainingContext alone = context();
    TrainingContext context =
        new TrainingContext(
            alone.environment(),
            alone.budget(),
            alone.evaluation(),
            alone.log(),
            alone.backend(),
            alone.seeds(),
            alone.metrics(),
            alone.timings(),
            siblings,
            TestProgress.NONE);
    StartingVectors vectors = StartingVectors.of(start, VOCABULARY.tokens(), COUNTS, 2, context);
    assertThat(vectors.rows()).containsExactly(started(file).rows());
    assertThat(vectors.notes().get(0)).startsWith("embeddings start from variant 'words': 3 of 5");
    assertThatThrownBy(() -> StartingVectors.of(start, VOCABULARY.tokens(), COUNTS, 3, context))
        .hasMessageEndingWith(" has vectors of 2 numbers; embeddingSize must be 2, not 3");
  }

  @Test
  void whatDoesNotFitIsSaidInOneLine() throws IOException {
    of(file).check(2);
    assertThatThrownBy(() -> of(file).check(100))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(file + " has vectors of 2 numbers; embeddingSize must be 2, not 100");
    assertThatThrownBy(() -> of(folder.resolve("none.vec")).check(2))
        .hasMessageStartingWith("there is no file or folder '")
        .hasMessageContaining("none.vec' beside the study's file");
    assertThatThrownBy(() -> of(folder).check(2)).hasMessageContaining("has no vectors.bin");
    Path text = Files.writeString(folder.resolve("text.txt"), "no vectors here\n");
    assertThatThrownBy(() -> of(text).check(2)).hasMessageContaining("text.txt:1: the first line");
    assertThatThrownBy(
            () -> StartingVectors.of(of(file), List.of("Casa", "DE"), new long[2], 2, context()))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("has a vector for none of the 2 tokens, such as Casa, DE;");
    Files.writeString(file, "3 2\ncasa 1 2\nde 1\n");
    assertThatThrownBy(() -> started(file))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("some.vec:3: expected a word and 2 numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{embedding: {}}|embedding: needs either vectors or variant; neither is given",
        "{embedding: {vectors: a, variant: b}}|embedding: needs either vectors or variant; both are"
            + " given",
        "{hiddenUnits: 4, embeddingSize: 4, tiedOutput: true, embedding: {vectors: a, train: false}}"
            + "|embedding.train: with tiedOutput the embedding is the output's matrix, too, which"
            + " must be learned; set tiedOutput: false, or train: true"
      })
  void settingsThatContradictAreNamed(String settings, String message) {
    assertThatThrownBy(() -> Settings.of(LanguageModelConfig.class, settings))
        .isInstanceOf(ConfigException.class)
        .hasMessage("(text):1: " + message);
  }

  @Test
  void aTransformerWithATiedOutputIsNotFrozen() {
    assertThatThrownBy(
            () -> Settings.of(TransformerConfig.class, "{embedding: {vectors: a, train: false}}"))
        .hasMessageContaining("embedding.train: with tiedOutput");
  }

  private Runs<?> runs(String agent, String settings) {
    MemoryCorpus corpus =
        MemoryCorpus.ofWords(
            "casa de perro de casa de gato de casa perro gato de casa de perro de casa",
            "casa de perro",
            "de casa");
    String own = "embedding: {vectors: '" + file + "', " + settings;
    return agent.equals("transformer")
        ? new Runs<>(
            new TransformerProvider(),
            "{layers: 1, heads: 1, embeddingSize: 2, context: 4, batchSize: 2, samples: {length:"
                + " 0}, "
                + own
                + "}",
            corpus,
            "{updates: 9}",
            3,
            3,
            1)
        : new Runs<>(
            new LanguageModelProvider(),
            "{hiddenUnits: 2, embeddingSize: 2, streams: 2, window: 3, samples: {length: 0}, "
                + own
                + "}",
            corpus,
            "{updates: 9}",
            3,
            3,
            1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "language-model|train: false}",
        "language-model|train: true}, tiedOutput: true",
        "language-model|train: true}, updater: {type: sgd, learningRate: 4}, averaging: {nonMonotone:"
            + " 1}",
        "transformer|train: true}",
        "transformer|train: false}, tiedOutput: false"
      })
  void aRunSaysItsCoverageAndGoesOnAsIfNothingHadHappened(String agent, String settings)
      throws IOException {
    Runs<?> runs = runs(agent, settings);
    RecordedMetrics whole = runs.run();
    assertThat(whole.values(StartingVectors.VOCABULARY_SHARE)).containsExactly(0.5);
    assertThat(whole.values(StartingVectors.TEXT_SHARE)).containsExactly(12 / 17.0);
    assertThat(runs.runInPieces()).isEqualTo(whole.entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train: true}", "train: false}"})
  void bothEnginesRecordTheSame(String settings) {
    Runs<?> runs = runs("language-model", settings);
    Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-4);
  }

  @Test
  void theRunTellsAndShowsWhereItStarts() {
    try (Training training = runs("language-model", "train: true}").start(MetricSink.NONE)) {
      assertThat(training.notes()).hasSize(1);
      assertThat(training.exhibits()).extracting(Exhibit::name).contains("embedding-start");
    }
  }
}

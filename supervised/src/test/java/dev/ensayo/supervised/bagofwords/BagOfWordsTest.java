package dev.ensayo.supervised.bagofwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against definitions in numpy ({@code make_fixtures.py}). */
class BagOfWordsTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  private final RecordedMetrics metrics = new RecordedMetrics();

  @TempDir Path folder;

  private Training run(String settings, String schedule) {
    Training training =
        Runs.start(new BagOfWordsProvider(), settings, new Sentences(), schedule, 1, metrics);
    while (!training.isFinished()) {
      training.advance();
    }
    return training;
  }

  private static float[] asked(Path run) throws IOException {
    LabelledTexts texts = new Sentences().texts(SEEDS);
    LabelledTextPart test = texts.part(Split.TEST);
    List<ImmutableList<String>> written =
        IntStream.range(0, test.size()).mapToObj(test::written).toList();
    try (TextModel model =
        new BagModelReader()
            .open(run, Preprocessing.read(run).orElseThrow(), BackendConfig.defaults())) {
      return model.probabilities(written);
    }
  }

  private static void assertClose(float[] found, double[] expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"counts, counts", "binary, binary", "tf-idf, tfIdfBayes"})
  void naiveBayesIsItsDefinition(String weighting, String expected) throws IOException {
    Fixture fixture = Fixture.read(BagOfWordsTest.class, "bag.json");
    String settings =
        "{model: {type: naive-bayes, smoothing: %s}, features: {weighting: %s}, learning: {batchSize: 2}}"
            .formatted(fixture.number("alpha"), weighting);
    try (Training training = run(settings, "{epochs: 1} 1")) {
      training.writeModel(folder);
      assertThat(Files.exists(folder.resolve("model.zip"))).isFalse();
      assertClose(asked(folder), fixture.numbers(expected));
    }
  }

  @Test
  void tfIdfIsItsDefinition() throws IOException {
    Fixture fixture = Fixture.read(BagOfWordsTest.class, "bag.json");
    LabelledTexts texts = new Sentences().texts(SEEDS);
    Bag bag =
        Bag.learn(
            texts.encoder(),
            texts.part(Split.TRAIN),
            Settings.of(BagFeatures.class, "{weighting: tf-idf}"));
    int width = (int) fixture.number("inputs");
    assertThat(bag.inputs().width()).isEqualTo(width);
    float[] rows = new float[3 * width];
    for (int i = 0; i < 3; i++) {
      bag.of(texts.part(Split.TEST).written(i)).write(rows, i * width, width);
    }
    assertClose(rows, fixture.numbers("tfIdf"));
  }

  @Test
  void naiveBayesCountsOnceWhateverTheBudget() {
    try (Training training = run("{}", "{epochs: 7} 1")) {
      assertThat(training.position()).isEqualTo(1);
    }
    try (Training training = run("{learning: {batchSize: 2}}", "{updates: 7} 1")) {
      assertThat(training.position()).isEqualTo(3);
    }
  }

  @Test
  void knownAccuraciesStandBesideEachTest() {
    run("{}", "{epochs: 1} 1").close();
    assertThat(metrics.values("test/best_accuracy")).containsExactly(0.9, 0.9);
    assertThat(metrics.values("test/best_accuracy_without_order")).isEmpty();
  }

  @Test
  void regressionLearnsAndIsAskedAgain() throws IOException {
    try (Training training =
        run(
            "{model: softmax-regression, learning: {updater: {type: adam, learningRate: 0.1}}}",
            "{updates: 60} 30")) {
      training.writeModel(folder);
      assertThat(metrics.values("train/loss").get(1)).isLessThan(0.1);
      float[] answers = asked(folder);
      // "zebra" is not known: all that is left is the bias
      assertThat(answers[4] + answers[5]).isCloseTo(1, within(1e-6f));
      assertThat(Files.readString(folder.resolve("predictions.csv"))).contains("zebra,cats,");
    }
  }

  @Test
  void whatTellsAClassIsShown() {
    try (Training training = run("{telling: 2}", "{epochs: 1} 1")) {
      Exhibit.Table telling =
          (Exhibit.Table)
              training.exhibits().stream()
                  .filter(exhibit -> exhibit.name().equals("telling"))
                  .findFirst()
                  .orElseThrow();
      // cats: (2 + 1) / (12 + 10) for 'the cat' against (0 + 1) / (17 + 10)
      assertThat(telling.rows().get(0).get(0)).isEqualTo("cats");
      assertThat(telling.rows().get(0).get(1)).startsWith("the ");
      assertThat(telling.rows().get(1).get(1)).startsWith("a ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{learning: {labelSmoothing: 0.1}}|learning.labelSmoothing|naive-bayes counts right answers",
        "{learning: {earlyStopping: {patience: 2}}}|learning.earlyStopping|counts the training part once",
        "{learning: {classWeights: {type: given, byClass: {cat: 2}}}}|learning.classWeights.byClass.cat|no class is called 'cat'",
        "{scores: {explain: 1}}|scores.explain|is for mlp and the regressions",
        "{scores: {path: true}}|scores.path|is for linear-regression on one input",
        "{scores: {maps: 1}}|scores.maps|is for cnn and transfer",
      })
  void settingsThatDoNotFit(String settings, String key, String message) {
    assertThatThrownBy(() -> run(settings, "{epochs: 1} 1"))
        .hasMessageContaining(message)
        .satisfies(
            e ->
                assertThat(e instanceof InvalidSettingException x ? x.key() : e.getMessage())
                    .contains(key));
  }
}

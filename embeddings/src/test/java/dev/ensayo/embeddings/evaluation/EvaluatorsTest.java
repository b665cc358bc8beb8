package dev.ensayo.embeddings.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.Fixtures;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorsTest {
  private static final Properties GENSIM = new Properties();
  private static CosineSearch planted;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    planted = new CosineSearch(VectorFile.read(Fixtures.file("planted.bin")));
    try (InputStream in = Files.newInputStream(Fixtures.file("evaluation.properties"))) {
      GENSIM.load(in);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 120})
  void analogiesAgreeWithGensim(int vocabulary) throws IOException {
    AnalogyScores scores =
        new AnalogyEvaluator(AnalogyFile.read(Fixtures.file("planted-questions.txt")), vocabulary)
            .evaluate(planted);
    assertThat(scores.sections()).hasSize(3);
    for (AnalogyScore score : scores.sections()) {
      assertThat(score.correctAdd() + "/" + score.seen())
          .isEqualTo(GENSIM.getProperty("analogies." + vocabulary + "." + score.name()));
      assertThat(score.asked()).isEqualTo(291);
    }
    AnalogyScore total = scores.total();
    assertThat(total.correctAdd() + "/" + total.seen())
        .isEqualTo(GENSIM.getProperty("analogies." + vocabulary + ".Total-accuracy"));
    assertThat(total.asked()).isEqualTo(3 * 291);
    assertThat(total.accuracyOfAll()).isEqualTo(total.correctAdd() / 873.0);
    assertThat(scores.syntactic().orElseThrow().asked()).isEqualTo(291);
    assertThat(scores.semantic().orElseThrow().correctAdd())
        .isEqualTo(scores.sections().get(0).correctAdd() + scores.sections().get(1).correctAdd());
  }

  @Test
  void multiplicationAgreesWithNumPy() throws IOException {
    AnalogyScores scores =
        new AnalogyEvaluator(AnalogyFile.read(Fixtures.file("planted-questions.txt")), 0)
            .evaluate(planted);
    assertThat(scores.sections().get(0).correctMul())
        .isEqualTo(Integer.parseInt(GENSIM.getProperty("cosmul.meaning")));
  }

  @Test
  void similarityAgreesWithGensim() throws IOException {
    SimilarityScore score =
        new SimilarityEvaluator("p", WordPairFile.read(Fixtures.file("planted-pairs.tsv")))
            .evaluate(planted);
    assertThat(score.spearman())
        .isCloseTo(Double.parseDouble(GENSIM.getProperty("pairs.spearman")), within(1e-9));
    assertThat(score.pairs()).isEqualTo(135);
    assertThat(100.0 * score.missing() / score.pairs())
        .isCloseTo(Double.parseDouble(GENSIM.getProperty("pairs.missing.percent")), within(1e-9));
  }

  /** Every word against every question, one cosine at a time, in double. */
  @Test
  void bruteForceFindsTheSameAnswers() throws IOException {
    WordVectors vectors = planted.vectors();
    List<AnalogyQuestion> questions =
        AnalogyFile.read(Fixtures.file("planted-questions.txt")).subList(0, 90);
    int correctAdd = 0;
    int correctMul = 0;
    for (AnalogyQuestion question : questions) {
      int a = vectors.require(question.a().toLowerCase(java.util.Locale.ROOT));
      int b = vectors.require(question.b().toLowerCase(java.util.Locale.ROOT));
      int c = vectors.require(question.c().toLowerCase(java.util.Locale.ROOT));
      double bestAdd = Double.NEGATIVE_INFINITY;
      double bestMul = Double.NEGATIVE_INFINITY;
      String add = "";
      String mul = "";
      for (int x = 0; x < vectors.size(); x++) {
        if (x != a && x != b && x != c) {
          double xa = planted.cosine(x, a);
          double xb = planted.cosine(x, b);
          double xc = planted.cosine(x, c);
          if (xb - xa + xc > bestAdd) {
            bestAdd = xb - xa + xc;
            add = vectors.word(x);
          }
          double product = (xb + 1) / 2 * (xc + 1) / 2 / ((xa + 1) / 2 + 0.001);
          if (product > bestMul) {
            bestMul = product;
            mul = vectors.word(x);
          }
        }
      }
      correctAdd += add.equalsIgnoreCase(question.d()) ? 1 : 0;
      correctMul += mul.equalsIgnoreCase(question.d()) ? 1 : 0;
    }
    AnalogyScore score = new AnalogyEvaluator(questions, 0).evaluate(planted).total();
    assertThat(score.correctAdd()).isEqualTo(correctAdd);
    assertThat(score.correctMul()).isEqualTo(correctMul);
    assertThat(score.seen()).isEqualTo(90);
  }

  @Test
  void aWordOfTheQuestionIsNeverTheAnswer() {
    // b − a + c is nearest to b itself; the next is d.
    WordVectors vectors =
        new WordVectors(
            List.of("a", "b", "c", "d"), 2, new float[] {1, 0, 0, 1, 1, 0.1f, -0.5f, 1});
    AnalogyScore score =
        new AnalogyEvaluator(List.of(new AnalogyQuestion("s", "a", "b", "c", "d")), 0)
            .evaluate(new CosineSearch(vectors))
            .total();
    assertThat(score.correctAdd()).isEqualTo(1);
    assertThat(score.accuracy()).isEqualTo(1);
  }

  /** MSR's 8,000 questions of grammar have sections such as JJ_JJR, or none: no sum has a name. */
  @Test
  void withoutSectionsOfGrammarNothingIsCalledSemantic() {
    List<AnalogyQuestion> questions =
        List.of(
            new AnalogyQuestion("JJ_JJR", "t00f0", "t00f1", "t01f0", "t01f1"),
            new AnalogyQuestion("", "t00f0", "t00f1", "t02f0", "t02f1"));
    AnalogyScores scores = new AnalogyEvaluator(questions, 0).evaluate(planted);
    assertThat(scores.semantic()).isEmpty();
    assertThat(scores.syntactic()).isEmpty();
    assertThat(scores.rows()).extracting(AnalogyScore::name).containsExactly("JJ_JJR", "", "total");
  }

  /**
   * (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959964: of 39 in 100 0.30017 and
   * 0.48796, of 0 in 10 0 and 0.27753.
   */
  @Test
  void sharesHaveWilsonsInterval() {
    Range some = new AnalogyScore("s", 120, 100, 39, 0).interval();
    assertThat(some.from()).isCloseTo(0.3002, within(1e-4));
    assertThat(some.to()).isCloseTo(0.4880, within(1e-4));
    Range none = new AnalogyScore("s", 10, 10, 0, 0).interval();
    assertThat(none.from()).isZero();
    assertThat(none.to()).isCloseTo(0.2775, within(1e-4));
    assertThat(new AnalogyScore("s", 10, 0, 0, 0).interval().from()).isNaN();
  }

  /**
   * Of normal pairs with correlation r the interval is about tanh(atanh(r) ± 1.96·√((1 + r²/2)/(n −
   * 3))) (Bonett and Wright 2000); ranks of a sample are those of its numbers written out.
   */
  @Test
  void rankCorrelationsHaveABootstrapInterval() {
    java.util.Random random = new java.util.Random(1);
    double[] x = random.doubles(400).toArray();
    double[] y = new double[400];
    for (int i = 0; i < 400; i++) {
      y[i] = Math.round(4 * (x[i] + random.nextDouble()));
    }
    RankCorrelation correlation = new RankCorrelation(x, y);
    double r = correlation.value();
    double half = 1.96 * Math.sqrt((1 + r * r / 2) / 397);
    Range range = correlation.interval();
    double z = Math.log((1 + r) / (1 - r)) / 2;
    assertThat(range.from()).isCloseTo(Math.tanh(z - half), within(0.02));
    assertThat(range.to()).isCloseTo(Math.tanh(z + half), within(0.02));
    assertThat(new RankCorrelation(x, y).interval()).isEqualTo(range);
    assertThat(new RankCorrelation(new double[] {1, 2}, new double[] {1, 2}).interval().from())
        .isNaN();
    assertThat(new RankCorrelation(new double[4], new double[] {1, 2, 3, 4}).interval().to())
        .isNaN();
  }

  @Test
  void menIsReadByItsBlanks() throws IOException {
    Path file = folder.resolve("MEN_dataset_natural_form_full");
    Files.writeString(file, "sun sunlight 50.000000\nautomobile car 50.000000\n");
    assertThat(WordPairFile.read(file))
        .containsExactly(
            new WordPair("sun", "sunlight", 50), new WordPair("automobile", "car", 50));
  }

  @Test
  void setsHaveNamesThatMetricsMayHave() {
    assertThat(
            TestNames.of(
                List.of(
                    "word-eval/SimLex-999.txt", "a/MEN.csv", "b/MEN.tsv", "años y más", "corpus")))
        .containsExactly("SimLex-999", "MEN", "MEN-2", "anos-y-mas", "corpus-2");
  }

  @Test
  void aTestFileTellsItsKind() throws IOException {
    Path file = folder.resolve("test.txt");
    for (String analogies : List.of(": s\na b c d\n", "a b c d\n")) {
      Files.writeString(file, analogies);
      assertThat(TestFile.asTests(file.toString(), 7).analogies()).contains(file.toString());
    }
    for (String pairs : List.of("a b 1\n", "Word 1,Word 2,Human (mean)\n", "a\tb\tA\t1\n")) {
      Files.writeString(file, pairs);
      assertThat(TestFile.asTests(file.toString(), 7).similarities()).contains(file.toString());
    }
    assertThat(TestFile.asTests("spanish", 7).analogies()).contains("spanish");
    assertThatThrownBy(() -> TestFile.asTests("no-such", 7))
        .hasMessageContaining("there is no file 'no-such'");
  }

  @Test
  void simLexIsReadByItsHeaderAndWindowsLineEnds() throws IOException {
    Path file = folder.resolve("simlex.txt");
    Files.writeString(file, "word1\tword2\tPOS\tSimLex999\tconc\r\nold\tnew\tA\t1.58\t2.72\r\n");
    assertThat(WordPairFile.read(file)).containsExactly(new WordPair("old", "new", 1.58));
  }

  @Test
  void wordSimIsReadWithItsHeaderAndRg65Without() throws IOException {
    Path file = folder.resolve("ws.csv");
    Files.writeString(file, "Word 1,Word 2,Human (mean)\nlove,sex,6.77\ntiger,cat,7.35\n");
    assertThat(WordPairFile.read(file))
        .hasSize(2)
        .first()
        .isEqualTo(new WordPair("love", "sex", 6.77));
    Files.writeString(file, "gem\tjewel\t3.94\n");
    assertThat(WordPairFile.read(file)).containsExactly(new WordPair("gem", "jewel", 3.94));
  }

  @Test
  void brokenFilesAreErrorsThatNameTheLine() throws IOException {
    Path file = folder.resolve("broken.txt");
    Files.writeString(file, ": s\na b c d\na b c\n");
    assertThatThrownBy(() -> AnalogyFile.read(file))
        .hasMessageContaining("broken.txt:3: expected ': section' or four words, found 3 words");
    Files.writeString(file, "a\tb\t1\na\tb\tmany\n");
    assertThatThrownBy(() -> WordPairFile.read(file))
        .hasMessageContaining(
            "broken.txt:2: expected two words and a number, separated by tabs, commas or blanks");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> AnalogyFile.read(file)).hasMessageContaining("holds no analogies");
    assertThatThrownBy(() -> WordPairFile.read(file)).hasMessageContaining("holds no word pairs");
  }

  @Test
  void spanishPairsAreAskedWithEachOther() {
    WordEvaluator tests =
        new WordEvaluator(Settings.of(WordTests.class, "{analogies: spanish}"), Optional.empty());
    // 19 pairs of the first section: padre madre hijo hija, padre madre hermano hermana, ...
    assertThat(tests.exampleWords(6))
        .containsExactly("padre", "madre", "hijo", "hija", "hermano", "hermana");
    ImmutableList<AnalogyQuestion> questions = SpanishAnalogies.questions();
    Map<String, Long> pairs =
        questions.stream()
            .collect(
                Collectors.groupingBy(
                    question -> question.section() + " " + question.a() + " " + question.b(),
                    Collectors.counting()));
    Map<String, Long> sections =
        pairs.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    key -> key.substring(0, key.lastIndexOf(' ', key.lastIndexOf(' ') - 1)),
                    Collectors.counting()));
    assertThat(sections)
        .containsOnly(
            Map.entry("parentesco y oficio", 19L),
            Map.entry("gram1-plural", 24L),
            Map.entry("gram2-femenino", 20L),
            Map.entry("gram3-gerundio", 16L),
            Map.entry("gram4-pretérito", 18L),
            Map.entry("gram5-persona", 15L));
    // n pairs make n·(n − 1) questions: each first word of a pair with the others of its section.
    assertThat(questions).hasSize(19 * 18 + 24 * 23 + 20 * 19 + 16 * 15 + 18 * 17 + 15 * 14);
    assertThat(questions).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatIsNotThereIsAnErrorWithThePlaces() {
    WordTests config = Settings.of(WordTests.class, "{analogies: no/such.txt}");
    assertThatThrownBy(() -> new WordEvaluator(config, Optional.empty()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("there is no file 'no/such.txt'")
        .hasMessageContaining(".cache");
  }
}

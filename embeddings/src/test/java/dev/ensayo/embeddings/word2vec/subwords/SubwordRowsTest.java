package dev.ensayo.embeddings.word2vec.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.product.SmallMatrix;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.subword.Subwords;
import dev.ensayo.core.vectors.LearnedSubwords;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.word2vec.learner.CenterLearner;
import dev.ensayo.embeddings.word2vec.rows.DirectRows;
import dev.ensayo.embeddings.word2vec.rows.ShardRows;
import dev.ensayo.embeddings.word2vec.targets.DrawnTargets;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.NoiseDistribution;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubwordRowsTest {
  private static final int D = 5;
  private static final Subwords SETTINGS = Settings.of(Subwords.class, "{}");
  private static final CharacterNgrams NGRAMS = new CharacterNgrams(SETTINGS);
  private static final List<String> WORDS = List.of("casa", "casas", "de", "papapa");

  @TempDir private Path folder;
  private final SubwordTable table = new SubwordTable(WORDS, NGRAMS);

  private static float[] random(int length, String name) {
    RandomStream random = new SeedSequence(3).stream(name);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private double mean(float[] matrix, int word, int i) {
    return Arrays.stream(table.rows(word))
        .mapToDouble(row -> matrix[row * D + i])
        .average()
        .orElseThrow();
  }

  /**
   * casa: &lt;ca cas asa sa> &lt;cas casa asa> &lt;casa casa> &lt;casa>, ten n-grams and the word.
   */
  @Test
  void aWordIsTheMeanOfItsRows() {
    assertThat(table.rows(0)).hasSize(11).startsWith(0);
    float[] matrix = random(table.size() * D, "in");
    SubwordRows rows = new SubwordRows(new DirectRows(matrix, D, 1), table, D, 2);
    float[] composed = table.compose(matrix, D);
    for (int word = 0; word < WORDS.size(); word++) {
      float[] read = rows.read(word, 1);
      for (int i = 0; i < D; i++) {
        assertThat(read[i]).isCloseTo((float) mean(matrix, word, i), within(1e-6f));
        assertThat(composed[word * D + i]).isCloseTo(read[i], within(1e-6f));
      }
    }
  }

  /** Whatever is beneath, and whether rows are arrays or lie in native memory. */
  @Test
  void eachRowOfAWordIsChangedAsTheWordAndChangesOfSharedOnesAddUp() {
    float[] before = random(table.size() * D, "in");
    float[] direct = before.clone();
    change(new SubwordRows(new DirectRows(direct, D, 1), table, D, 2));
    for (int row = 0; row < table.size(); row++) {
      int at = row;
      long first = Arrays.stream(table.rows(0)).filter(part -> part == at).count();
      long second = Arrays.stream(table.rows(1)).filter(part -> part == at).count();
      for (int i = 0; i < D; i++) {
        assertThat(direct[row * D + i] - before[row * D + i])
            .isCloseTo(0.5f * first + 0.25f * second, within(1e-5f));
      }
    }
    float[] sharded = before.clone();
    ShardRows shard = new ShardRows(sharded, D);
    change(new SubwordRows(shard, table, D, 2));
    assertThat(sharded).containsExactly(before);
    ShardRows.merge(new ShardRows[] {shard}, 0, 1);
    assertThat(sharded).containsExactly(direct);

    float[] nativeRows = before.clone();
    SubwordRows rows = new SubwordRows(new DirectRows(nativeRows, D, 1), table, D, 2);
    SmallMatrix h = new SmallMatrix(2, D);
    rows.read(0, h, 0);
    rows.read(1, h, 1);
    float[] values = new float[D];
    for (int at = 0; at < 2; at++) {
      h.get(at, values, 0, D);
      for (int i = 0; i < D; i++) {
        values[i] += at == 0 ? 0.5f : 0.25f;
      }
      h.put(at, values, 0, D);
      rows.write(at, h, at);
    }
    assertThat(nativeRows).containsExactly(direct);
  }

  /** Both words are read before either is written, as in a window that shares its samples. */
  private static void change(SubwordRows rows) {
    float[] first = rows.read(0, 0);
    float[] second = rows.read(1, 1);
    for (int i = 0; i < D; i++) {
      first[i] += 0.5f;
      second[i] += 0.25f;
    }
    rows.write(0, first);
    rows.write(1, second);
  }

  /**
   * A word's row w₁ takes −∂loss/∂h with h the mean, and so does each of its n rows: n times the
   * gradient of a row that it has once, as fastText's update does.
   */
  @Test
  void aStepGoesDownTheGradientOfTheMean() {
    float[] input = random(table.size() * D, "in");
    float[] output = random(WORDS.size() * D, "out");
    float[] before = input.clone();
    float[] outputBefore = output.clone();
    float rate = 1e-3f;
    DrawnTargets drawn =
        new DrawnTargets(
            new NoiseDistribution(new long[] {1, 1, 1, 1}, 1),
            new SeedSequence(1).stream("negatives"),
            Logistic.exact(),
            2);
    new CenterLearner(
            new SubwordRows(new DirectRows(input, D, 1), table, D, 1),
            new TargetRows(new DirectRows(output, D, 3), drawn, D),
            D)
        .learn(new int[] {0, 2}, 0, 0, 2, rate);
    int[] negatives = new int[drawn.count() - 1];
    for (int t = 1; t < drawn.count(); t++) {
      negatives[t - 1] = drawn.row(t);
    }
    double step = 1e-3;
    for (int row : table.rows(0)) {
      for (int i = 0; i < D; i++) {
        float kept = before[row * D + i];
        before[row * D + i] = (float) (kept + step);
        double high = loss(before, outputBefore, drawn, negatives);
        before[row * D + i] = (float) (kept - step);
        double low = loss(before, outputBefore, drawn, negatives);
        before[row * D + i] = kept;
        double gradient = (high - low) / (2 * step);
        assertThat((input[row * D + i] - kept) / rate)
            .isCloseTo((float) (-table.rows(0).length * gradient), within(2e-3f));
      }
    }
  }

  /** Of word 2 predicted from word 0; a negative sample that was drawn twice counts twice. */
  private double loss(float[] input, float[] output, DrawnTargets drawn, int[] negatives) {
    double sum = Math.log1p(Math.exp(-logit(input, output, 2)));
    RandomStream again = new SeedSequence(1).stream("negatives");
    NoiseDistribution noise = new NoiseDistribution(new long[] {1, 1, 1, 1}, 1);
    assertThat(drawn.row(0)).isEqualTo(2);
    for (int k = 0; k < 2; k++) {
      int word = noise.draw(again);
      if (word != 2) {
        assertThat(negatives).contains(word);
        sum += Math.log1p(Math.exp(logit(input, output, word)));
      }
    }
    return sum;
  }

  private double logit(float[] input, float[] output, int target) {
    double sum = 0;
    for (int i = 0; i < D; i++) {
      sum += mean(input, 0, i) * output[target * D + i];
    }
    return sum;
  }

  @Test
  void unknownWordsAreTheMeanOfTheirNgramsAndComeBackFromTheFile() throws IOException {
    float[] matrix = random(table.size() * D, "in");
    LearnedSubwords learned = table.learned(NGRAMS, matrix, D);
    learned.write(folder);
    LearnedSubwords read = LearnedSubwords.read(folder, SETTINGS);
    for (String word : List.of("casita", "casas", "pasa")) {
      assertThat(read.vector(word)).isPresent();
      assertThat(read.vector(word).orElseThrow())
          .containsExactly(learned.vector(word).orElseThrow());
    }
    // de has the n-grams <de de> <de>, and nothing else has them.
    double expected =
        Arrays.stream(table.rows(2))
            .skip(1)
            .mapToDouble(row -> matrix[row * D])
            .average()
            .orElseThrow();
    assertThat(table.rows(2)).hasSize(4);
    assertThat(learned.vector("de").orElseThrow()[0]).isCloseTo((float) expected, within(1e-6f));
    assertThat(learned.vector("xyz")).isEmpty();
    WordVectors own = new WordVectors(WORDS, D, table.compose(matrix, D));
    WordVectors more = learned.addTo(own, List.of("casita", "xyz", "de", "casita"));
    assertThat(more.words()).containsExactly("casa", "casas", "de", "papapa", "casita");
    assertThat(more.vector(4)).containsExactly(learned.vector("casita").orElseThrow());
  }

  /** pap and apa occur twice in &lt;papapa>, and each occurrence counts. */
  @Test
  void anNgramThatOccursTwiceCountsTwice() {
    assertThat(Arrays.stream(table.rows(3)).distinct().count()).isLessThan(table.rows(3).length);
    // Of all words half are casa, which uses no row twice; papapa uses some row twice.
    assertThat(table.largestShare(new long[] {50, 0, 50, 0})).isEqualTo(0.5);
    assertThat(table.largestShare(new long[] {0, 0, 0, 7})).isEqualTo(2);
  }
}

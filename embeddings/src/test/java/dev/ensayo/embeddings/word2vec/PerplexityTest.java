package dev.ensayo.embeddings.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.embeddings.word2vec.targets.HuffmanTree;
import dev.ensayo.embeddings.word2vec.tokens.ListReader;
import dev.ensayo.embeddings.word2vec.tokens.StreamedTokens;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Perplexity against sums written out here, pair by pair. */
class PerplexityTest {
  private static final int D = 3;
  private static final int WINDOW = 2;
  private static final String[] LEARNED = "a a a a b b b c c d e".split(" ", -1);
  private static final int V = 5;

  /** Two lines; a word without a vector is gone before windows are cut. */
  private static final int[][] LINES = {{0, 1, 2, 0, 4}, {3, 0, 0}};

  private static WordCounts vocabulary() throws IOException {
    return WordCounts.count(new ListReader(String.join(" ", LEARNED)), 1, 100);
  }

  private static Perplexity perplexity(String settings) throws IOException {
    Word2VecConfig config =
        Settings.of(
            Word2VecConfig.class,
            "{dimension: 3, window: 2, minCount: 1, predictedWords: 100, " + settings + "}");
    WordCounts vocabulary = vocabulary();
    HeldOutPairs pairs =
        new HeldOutPairs(
            new StreamedTokens(() -> new ListReader("a b zz c a e", "d a a"), vocabulary),
            100,
            config);
    assertThat(pairs.size()).isEqualTo(8);
    return new Perplexity(pairs, config, vocabulary.counts());
  }

  private static float[] matrix(int rows, String name) {
    RandomStream random = new SeedSequence(3).stream(name);
    float[] values = new float[rows * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return values;
  }

  private interface Nats {
    double of(double[] h, int word);
  }

  private static double bruteForce(float[] in, boolean cbow, Nats nats) {
    double sum = 0;
    int predictions = 0;
    for (int[] line : LINES) {
      for (int center = 0; center < line.length; center++) {
        double[] mean = new double[D];
        int around = 0;
        for (int other = 0; other < line.length; other++) {
          if (other == center || Math.abs(other - center) > WINDOW) {
            continue;
          }
          double[] h = new double[D];
          for (int i = 0; i < D; i++) {
            h[i] = in[line[other] * D + i];
            mean[i] += h[i];
          }
          around++;
          if (!cbow) {
            sum += nats.of(h, line[center]);
            predictions++;
          }
        }
        if (cbow) {
          int n = around;
          sum += nats.of(Arrays.stream(mean).map(x -> x / n).toArray(), line[center]);
          predictions++;
        }
      }
    }
    return Math.exp(sum / predictions);
  }

  private static double dot(double[] h, float[] out, int row) {
    double sum = 0;
    for (int i = 0; i < D; i++) {
      sum += h[i] * out[row * D + i];
    }
    return sum;
  }

  private static double softmaxNats(double[] h, float[] out, int word, double[] factors) {
    double all = 0;
    for (int v = 0; v < V; v++) {
      all += factors[v] * Math.exp(dot(h, out, v));
    }
    return -Math.log(factors[word] * Math.exp(dot(h, out, word)) / all);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itIsThatOfEachPairOrOfEachMean(boolean cbow) throws IOException {
    float[] in = matrix(V, "in");
    float[] out = matrix(V, "out");
    String architecture = "architecture: " + (cbow ? "cbow" : "skip-gram");
    double[] ones = {1, 1, 1, 1, 1};
    double expected = bruteForce(in, cbow, (h, word) -> softmaxNats(h, out, word, ones));
    Perplexity.Values full = perplexity(architecture + ", output: full-softmax").of(in, out);
    assertThat(full.learned()).isCloseTo(expected, within(1e-4));
    assertThat(full.withNoise()).isEmpty();
    Perplexity.Values samples = perplexity(architecture).of(in, out);
    assertThat(samples.learned()).isCloseTo(expected, within(1e-4));
    double[] noise =
        Arrays.stream(new double[] {4, 3, 2, 1, 1}).map(n -> Math.pow(n, 0.75)).toArray();
    assertThat(samples.withNoise().orElseThrow())
        .isCloseTo(
            bruteForce(in, cbow, (h, word) -> softmaxNats(h, out, word, noise)), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofATreeItIsThatOfTheDecisions(boolean cbow) throws IOException {
    float[] in = matrix(V, "in");
    float[] out = matrix(V - 1, "out");
    HuffmanTree tree = new HuffmanTree(new long[] {4, 3, 2, 1, 1});
    Nats nats =
        (h, word) -> {
          double p = 1;
          for (int t = 0; t < tree.length(word); t++) {
            double right = 1 / (1 + Math.exp(-dot(h, out, tree.node(word, t))));
            p *= tree.isOne(word, t) ? 1 - right : right;
          }
          return -Math.log(p);
        };
    assertThat(
            perplexity(
                    "output: hierarchical-softmax, architecture: " + (cbow ? "cbow" : "skip-gram"))
                .of(in, out)
                .learned())
        .isCloseTo(bruteForce(in, cbow, nats), within(1e-4));
  }

  /**
   * With nothing learned all words are equally likely; with the noise put back, by their counts.
   */
  @Test
  void nothingLearnedIsTheVocabularyOrTheFrequencies() throws IOException {
    float[] zeros = new float[V * D];
    Perplexity.Values values = perplexity("noisePower: 1").of(matrix(V, "in"), zeros);
    assertThat(values.learned()).isCloseTo(V, within(1e-6));
    double[] shares = {4 / 11.0, 3 / 11.0, 2 / 11.0, 1 / 11.0, 1 / 11.0};
    assertThat(values.byFrequency())
        .isCloseTo(
            bruteForce(matrix(V, "in"), false, (h, word) -> -Math.log(shares[word])), within(1e-9));
    assertThat(values.withNoise().orElseThrow()).isCloseTo(values.byFrequency(), within(1e-5));
  }
}

package dev.ensayo.embeddings.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CosineSearchTest {
  private static WordVectors random(int v, int d) {
    RandomStream random = new SeedSequence(3).stream("vectors");
    float[] values = new float[v * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return new WordVectors(IntStream.range(0, v).mapToObj(i -> "w" + i).toList(), d, values);
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void findsWhatBruteForceFinds() {
    WordVectors vectors = random(203, 7);
    CosineSearch search = new CosineSearch(vectors);
    for (int id = 0; id < vectors.size(); id += 17) {
      int word = id;
      List<Integer> expected =
          IntStream.range(0, vectors.size())
              .filter(other -> other != word)
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      other -> -cosine(vectors.vector(word), vectors.vector(other))))
              .limit(9)
              .toList();
      List<CosineSearch.Neighbor> found = search.similar(word, 9);
      assertThat(found).extracting(CosineSearch.Neighbor::id).isEqualTo(expected);
      assertThat(found.get(0).cosine())
          .isCloseTo(cosine(vectors.vector(word), vectors.vector(expected.get(0))), within(1e-6));
    }
  }

  @Test
  void agreesWithGensim() throws IOException {
    CosineSearch search = new CosineSearch(VectorFile.read(Fixtures.file("planted.bin")));
    Properties gensim = new Properties();
    try (InputStream in = Files.newInputStream(Fixtures.file("evaluation.properties"))) {
      gensim.load(in);
    }
    for (String word : List.of("t00f0", "other05")) {
      String[] expected = gensim.getProperty("similar." + word).split(" ", -1);
      List<CosineSearch.Neighbor> found = search.similar(search.vectors().require(word), 5);
      for (int i = 0; i < 5; i++) {
        String[] pair = expected[i].split(":", -1);
        assertThat(found.get(i).word()).isEqualTo(pair[0]);
        assertThat(found.get(i).cosine()).isCloseTo(Double.parseDouble(pair[1]), within(1e-5));
      }
    }
  }

  @Test
  void analogiesLeaveOutTheirOwnWords() {
    // man and woman, king and queen differ by the same vector; nothing else is near.
    WordVectors vectors =
        new WordVectors(
            List.of("man", "woman", "king", "queen", "stone"),
            3,
            new float[] {1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, -1, 0, 0});
    List<CosineSearch.Neighbor> found = new CosineSearch(vectors).analogy(0, 1, 2, 5);
    assertThat(found).extracting(CosineSearch.Neighbor::word).containsExactly("queen", "stone");
  }

  @Test
  void askedForMoreThanThereAreItGivesAll() {
    CosineSearch search = new CosineSearch(random(5, 3));
    assertThat(search.similar(0, 100)).hasSize(4);
    assertThat(search.similar(Set.of(0, 1), 100)).hasSize(3);
  }

  @Test
  void aWordThatIsNotThereIsAnErrorWithNearSpellings() {
    WordVectors vectors =
        new WordVectors(List.of("queen", "green", "tree", "king"), 1, new float[] {1, 2, 3, 4});
    assertThatThrownBy(() -> vectors.require("quen"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("'quen' is not among the 4 words")
        .hasMessageContaining("spelled alike: queen, green");
  }

  @Test
  void vectorsMustFitTheWords() {
    assertThatThrownBy(() -> new WordVectors(List.of("a"), 2, new float[] {1}))
        .hasMessageContaining("1 words of 2 numbers need 2 values, not 1");
  }
}

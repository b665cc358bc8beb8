package dev.ensayo.environments.plantedwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.KnownRelations.Analogy;
import dev.ensayo.core.corpus.KnownRelations.Likeness;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantedWordsTest {
  private static PlantedWords language(String settings) {
    return new PlantedWords(Settings.of(PlantedWordsConfig.class, "{" + settings + "}"));
  }

  private static List<String> read(PlantedWords corpus, Split split) throws IOException {
    List<String> words = new ArrayList<>();
    try (WordReader reader = corpus.words(split)) {
      while (reader.next()) {
        assertThat(reader.startsLine()).isEqualTo(words.size() % 20 == 0);
        words.add(reader.word());
      }
    }
    return words;
  }

  @Test
  void theTextIsTheSameEachTimeAndItsPartsDiffer() throws IOException {
    PlantedWords corpus = language("words: 3000");
    List<String> text = read(corpus, Split.TRAIN);
    assertThat(text).hasSize(3000);
    assertThat(read(corpus, Split.TRAIN)).isEqualTo(text);
    assertThat(read(language("words: 3000"), Split.TRAIN)).isEqualTo(text);
    assertThat(read(corpus, Split.VALID)).hasSize(300).isNotEqualTo(text.subList(0, 300));
    assertThat(read(corpus, Split.TEST)).isNotEqualTo(read(corpus, Split.VALID));
    assertThat(read(language("words: 3000, text: 2"), Split.TRAIN)).isNotEqualTo(text);
  }

  @Test
  void tokensAreTheWords() throws IOException {
    PlantedWords corpus = language("words: 500");
    List<String> text = read(corpus, Split.TRAIN);
    int[] tokens = corpus.tokens(Split.TRAIN).toArray();
    for (int i = 0; i < tokens.length; i++) {
      assertThat(corpus.vocabulary().token(tokens[i])).isEqualTo(text.get(i));
    }
    assertThat(corpus.spec().unit()).isEqualTo(TokenUnit.WORD);
  }

  /** 16·4 words, 5 for each of 16 things and 4 forms, 30 fillers; see the defaults. */
  @Test
  void theVocabularyIsAllDifferent() {
    PlantedWords corpus = language("");
    assertThat(corpus.vocabulary().size()).isEqualTo(16 * 4 + 5 * (16 + 4) + 30);
    assertThat(
            new HashSet<>(language("things: 200, forms: 20, fillers: 9999").vocabulary().tokens()))
        .hasSize(200 * 20 + 5 * 220 + 9999);
  }

  /** Shares: fillers 0.2; of the other 0.8 a third each. Five standard deviations are 0.0064. */
  @Test
  void kindsOfWordsHaveTheirShares() throws IOException {
    Map<Character, Integer> kinds = new HashMap<>();
    for (String word : read(language("words: 100000"), Split.TRAIN)) {
      char kind =
          word.startsWith("z") || word.startsWith("w")
              ? word.charAt(0)
              : word.contains("x") ? 'x' : 'y';
      kinds.merge(kind, 1, Integer::sum);
    }
    assertThat(kinds.get('z')).isBetween(19_360, 20_640);
    for (char kind : new char[] {'w', 'x', 'y'}) {
      assertThat(kinds.get(kind)).isBetween(25_900, 27_400);
    }
  }

  @Test
  void everyAnalogyIsOfTwoThingsInTwoForms() {
    PlantedWords corpus = language("things: 3, forms: 3");
    List<Analogy> analogies = corpus.analogies();
    assertThat(analogies).hasSize(3 * (3 * 2));
    for (Analogy analogy : analogies) {
      String ab = analogy.a().substring(4) + analogy.b().substring(4);
      String cd = analogy.c().substring(4) + analogy.d().substring(4);
      assertThat(ab).isEqualTo(cd);
      assertThat(analogy.a().substring(0, 4)).isEqualTo(analogy.b().substring(0, 4));
      assertThat(analogy.c().substring(0, 4)).isEqualTo(analogy.d().substring(0, 4));
      assertThat(analogy.a()).isNotEqualTo(analogy.c());
      assertThat(corpus.vocabulary().id(analogy.d())).isPresent();
    }
    assertThat(corpus.likenesses()).hasSize(9 * 8 / 2);
    assertThat(corpus.likenesses().stream().filter(p -> p.score() == 2)).hasSize(9);
    assertThat(corpus.likenesses().stream().filter(p -> p.score() == 1)).hasSize(9);
    assertThat(corpus.likenesses()).extracting(Likeness::one).doesNotContainNull();
  }
}

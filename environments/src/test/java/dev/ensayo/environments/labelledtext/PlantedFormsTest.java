package dev.ensayo.environments.labelledtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.plantedwords.PlantedWords;
import dev.ensayo.environments.plantedwords.PlantedWordsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The texts of a form, and the accuracy that the source says is possible. */
class PlantedFormsTest {
  private static final int TEXTS = 20_000;

  private static LabelledTexts texts(int length) {
    return LabelledTextProvider.open(
            Settings.of(
                LabelledTextConfig.class,
                "{source: {type: planted-forms, texts: %s, length: %s}}".formatted(TEXTS, length)),
            DataFolders.ofThisMachine())
        .texts(new SeedSequence(1));
  }

  /** A word that some class alone has tells it; a text without one is a guess at one of four. */
  @Test
  void theBestAccuracyIsThatOfWhoKnowsWhichFormAWordIsOf() {
    for (int length : new int[] {1, 3}) {
      LabelledTexts texts = texts(length);
      LabelledTextPart train = texts.part(Split.TRAIN);
      Map<String, Set<Integer>> forms = new HashMap<>();
      for (int i = 0; i < train.size(); i++) {
        for (String word : train.written(i)) {
          forms.computeIfAbsent(word, w -> new HashSet<>()).add(train.label(i));
        }
      }
      LabelledTextPart test = texts.part(Split.TEST);
      double right = 0;
      for (int i = 0; i < test.size(); i++) {
        int label = test.label(i);
        boolean told =
            test.written(i).stream().anyMatch(word -> forms.get(word).equals(Set.of(label)));
        right += told ? 1 : 0.25;
      }
      // Four standard errors of a share of 5,000.
      assertThat(texts.knownAccuracy(KnownAccuracy.BEST).orElseThrow())
          .isCloseTo(right / test.size(), within(0.028));
    }
  }

  /** So that vectors learned from it know them. */
  @Test
  void itsWordsAreThoseOfTheTextOfPlantedWords() {
    Set<String> language = new HashSet<>();
    WordReader reader =
        new PlantedWords(Settings.of(PlantedWordsConfig.class, "{words: 30000}"))
            .words(Split.TRAIN);
    try (reader) {
      while (reader.next()) {
        language.add(reader.word());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LabelledTextPart train = texts(8).part(Split.TRAIN);
    for (int i = 0; i < train.size(); i++) {
      assertThat(language).containsAll(train.written(i));
    }
  }
}

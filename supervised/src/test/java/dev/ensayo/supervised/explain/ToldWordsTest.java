package dev.ensayo.supervised.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code explain} says in each language. */
class ToldWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-0.25|-0,25", "4.54e-05|4,54e-05", "30|30", "–|–", "b.1|b.1", "unit|unidad"})
  void numbersHaveTheLanguagesDecimalSign(String english, String spanish) {
    assertThat(new ToldWords(Language.SPANISH).say(english)).isEqualTo(spanish);
    assertThat(new ToldWords(Language.ENGLISH).say(english)).isEqualTo(english);
  }

  @ParameterizedTest
  @CsvSource({"ENGLISH, 1.1e-15", "SPANISH, '1,1e-15'"})
  void soDoNumbersInSentences(Language language, String number) {
    assertThat(
            new ToldWords(language)
                .say(
                    "Example {0}: the largest deviation of {1} gradients from finite differences is"
                        + " {2}",
                    2, 3, "1.1e-15"))
        .endsWith(" " + number);
  }
}

package dev.ensayo.results.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Language;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasebookTest {
  private static final Phrasebook ENGLISH = Phrasebook.of(Language.ENGLISH);
  private static final Phrasebook SPANISH = Phrasebook.of(Language.SPANISH);

  /** The space before groups is U+202F in Spanish, "_" here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0",
        "1234.5 | 1,234 | 1234",
        "9999 | 9,999 | 9999",
        "12345 | 12,345 | 12_345",
        "-1234567 | −1,234,567 | −1_234_567",
        "0.4567 | 0.4567 | 0,4567",
        "-0.00012345 | −1.23e-4 | −1,23e-4",
        "23456789012 | 2.35e10 | 2,35e10",
        "NaN | NaN | NaN",
        "-Infinity | −∞ | −∞",
      })
  void numbers(double value, String english, String spanish) {
    assertThat(ENGLISH.number(value).replace("e−", "e-")).isEqualTo(english);
    assertThat(SPANISH.number(value).replace("e−", "e-").replace('\u202f', '_')).isEqualTo(spanish);
  }

  @Test
  void numbersThatStandTogether() {
    assertThat(SPANISH.figures(475, 0.25).format(0.25)).isEqualTo("0,2");
    assertThat(SPANISH.figures(12_000.5, -3).signed(12_000.5)).isEqualTo("+12\u202f000");
    assertThat(SPANISH.figures(1, 0).signed(0)).isEqualTo("0");
    assertThat(SPANISH.probability(0.0001)).isEqualTo("< 0,001");
    assertThat(SPANISH.probability(0.0412)).isEqualTo("0,041");
    assertThat(SPANISH.number(0.5, 2)).isEqualTo("0,50");
    assertThat(SPANISH.amount(30_000)).isEqualTo("30\u202f000");
  }

  @Test
  void timesAndSpansOfTime() {
    assertThat(ENGLISH.time("2026-03-01T09:05:09Z")).isEqualTo("2026-03-01T09:05:09Z");
    assertThat(SPANISH.time("2026-03-01T09:05:09Z")).isEqualTo("1 de marzo de 2026, 9:05:09 UTC");
    assertThat(SPANISH.time("yesterday")).isEqualTo("yesterday");
    assertThat(SPANISH.duration(7.54)).isEqualTo("7,5 s");
    assertThat(SPANISH.duration(7500)).isEqualTo("2 h 05 min");
  }

  @Test
  void oneAndOthers() {
    String runs = "{0} run|{0} runs";
    assertThat(ENGLISH.counted(1, runs)).isEqualTo("1 run");
    assertThat(ENGLISH.counted(0, runs)).isEqualTo("0 runs");
    assertThat(ENGLISH.counted(12_000, runs)).isEqualTo("12000 runs");
    assertThat(SPANISH.counted(1, runs)).isEqualTo("1 ejecución");
    assertThat(SPANISH.counted(12_000, runs)).isEqualTo("12\u202f000 ejecuciones");
  }

  @Test
  void argumentsAreNoTemplates() {
    assertThat(ENGLISH.say("{0} against {1}", "{1}", "$1 \\")).isEqualTo("{1} against $1 \\");
    assertThat(SPANISH.say("{0} against {1}", "a'b", "{0}")).isEqualTo("a'b frente a {0}");
  }

  @Test
  void whatNobodyHasSaidYetIsSaidInEnglish() {
    assertThat(SPANISH.say("{0} has wings", "x")).isEqualTo("x has wings");
    assertThat(SPANISH.counted(2, "{0} wing|{0} wings")).isEqualTo("2 wings");
  }

  @Test
  void whatPluginsLeftIsFoundByItsTemplate() {
    assertThat(SPANISH.told("step 3 · 0 · return −1.50")).isEqualTo("paso 3 · 0 · retorno −1,50");
    assertThat(SPANISH.told("An episode of x. Return 1 after 2 steps, ended by the task."))
        .isEqualTo("Un episodio de x. Retorno 1 tras 2 pasos; lo terminó la tarea.");
    assertThat(SPANISH.told("same", "data file a.txt"))
        .isEqualTo("el mismo archivo de datos a.txt");
    assertThat(SPANISH.told("1,234.50 %")).isEqualTo("1234,50 %");
    assertThat(SPANISH.told("v1.2 of nothing known")).isEqualTo("v1.2 of nothing known");
    assertThat(SPANISH.told("analogies", "king")).isEqualTo("king");
    assertThat(SPANISH.told("pass", "-4.54e-05")).isEqualTo("-4,54e-05");
    assertThat(ENGLISH.told("pass", "-4.54e-05")).isEqualTo("-4.54e-05");
    assertThat(SPANISH.told("pass", "v1.2")).isEqualTo("v1.2");
    assertThat(SPANISH.staysEnglish("loss is NaN")).isTrue();
    assertThat(SPANISH.staysEnglish("there is no run folder")).isFalse();
    assertThat(ENGLISH.staysEnglish("loss is NaN")).isFalse();
    assertThat(ENGLISH.told("step 3 · 0 · return −1.50")).isEqualTo("step 3 · 0 · return −1.50");
  }

  @Test
  void argumentsComeBackOutOfATemplate() {
    assertThat(new Template("{1} of {0} (not {1})").argumentsOf("a.b of c d (not a.b)"))
        .contains(ImmutableList.of("c d", "a.b"));
    assertThat(new Template("{1} of {0} (not {1})").argumentsOf("a of c (not b)")).isEmpty();
    assertThat(new Template("no place").argumentsOf("no place")).contains(ImmutableList.of());
  }

  @Test
  void aReaderOfAnotherLanguageGetsEnglish() {
    assertThat(Language.of(Locale.forLanguageTag("es-MX"))).isEqualTo(Language.SPANISH);
    assertThat(Language.of(Locale.US)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Locale.FRENCH)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Locale.ROOT)).isEqualTo(Language.ENGLISH);
  }
}

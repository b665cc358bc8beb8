package dev.ensayo.environments.transduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.primitives.Ints;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import dev.ensayo.core.transduction.TransductionTask;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tasks that are drawn. */
final class TransductionTasksTest {
  private static final String FEW = "examples: {train: 300, valid: 40, test: 60}";

  private static TransductionTask addition(String settings) {
    return new DigitAdditionProvider().open(Settings.of(DigitAdditionConfig.class, settings));
  }

  private static TransductionTask reversal(String settings) {
    return new ReversalProvider().open(Settings.of(ReversalConfig.class, settings));
  }

  private static TransductionTask dates(String settings) {
    return new DatesProvider().open(Settings.of(DatesConfig.class, settings));
  }

  private static TransductionTask languages(String settings) {
    return new InventedLanguagesProvider()
        .open(Settings.of(InventedLanguagesConfig.class, settings));
  }

  static Stream<TransductionTask> tasks() {
    return Stream.of(
        addition("{" + FEW + "}"),
        addition("{reversed: false, " + FEW + "}"),
        reversal("{" + FEW + "}"),
        dates("{" + FEW + "}"),
        languages("{" + FEW + "}"),
        languages("{symbols: characters, " + FEW + "}"));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void partsHaveTheirSizesAndNoSourceInCommon(TransductionTask task) {
    TransductionData data = task.data();
    Set<List<Integer>> sources = new HashSet<>();
    for (Split split : Split.values()) {
      TransductionExamples part = data.part(split);
      for (int i = 0; i < part.size(); i++) {
        assertThat(sources.add(Ints.asList(part.source(i)))).isTrue();
      }
    }
    assertThat(data.part(Split.TRAIN).size()).isEqualTo(300);
    assertThat(data.part(Split.VALID).size()).isEqualTo(40);
    assertThat(data.part(Split.TEST).size()).isEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void symbolsAreReadBackAndLongestIsReached(TransductionTask task) {
    TransductionData data = task.data();
    int longestSource = 0;
    int longestTarget = 0;
    for (Split split : Split.values()) {
      TransductionExamples part = data.part(split);
      for (int i = 0; i < part.size(); i++) {
        int[] source = part.source(i);
        int[] target = part.target(i);
        assertThat(data.source().encode(data.source().decode(source))).isEqualTo(source);
        assertThat(data.target().encode(data.target().decode(target))).isEqualTo(target);
        assertThat(source).doesNotContain(data.source().end());
        assertThat(target).doesNotContain(data.target().end());
        longestSource = Math.max(longestSource, source.length);
        longestTarget = Math.max(longestTarget, target.length);
      }
    }
    assertThat(data.source().longest()).isEqualTo(longestSource);
    assertThat(data.target().longest()).isEqualTo(longestTarget);
    assertThat(task.spec().source()).isEqualTo(data.source().vocabulary().unit());
    assertThat(task.spec().target()).isEqualTo(data.target().vocabulary().unit());
  }

  private static List<String> texts(TransductionTask task, Split split) {
    TransductionData data = task.data();
    TransductionExamples part = data.part(split);
    return IntStream.range(0, part.size())
        .mapToObj(
            i -> data.source().decode(part.source(i)) + "\t" + data.target().decode(part.target(i)))
        .toList();
  }

  @Test
  void theSeedOfTheEnvironmentDecides() {
    String few = "examples: {train: 20, valid: 5, test: 5}";
    assertThat(texts(dates("{" + few + "}"), Split.TRAIN))
        .isEqualTo(texts(dates("{" + few + "}"), Split.TRAIN))
        .isNotEqualTo(texts(dates("{seed: 2, " + few + "}"), Split.TRAIN));
  }

  @Test
  void answersOfAdditionAreSums() {
    Set<Set<BigInteger>> asked = new HashSet<>();
    int shortNumbers = 0;
    List<String> pairs =
        texts(addition("{digits: 4, examples: {train: 3000, valid: 3000, test: 0}}"), Split.VALID);
    for (String pair : pairs) {
      String[] sides = pair.split("\t", -1);
      String[] numbers = sides[0].split("\\+", -1);
      BigInteger a = new BigInteger(numbers[0]);
      BigInteger b = new BigInteger(numbers[1]);
      assertThat(sides[1]).isEqualTo(a.add(b).toString());
      assertThat(numbers[0] + numbers[1]).doesNotStartWith("+").hasSizeLessThanOrEqualTo(8);
      assertThat(asked.add(Set.copyOf(List.of(a, b).stream().distinct().toList()))).isTrue();
      shortNumbers += numbers[0].length() == 1 ? 1 : 0;
    }
    // One digit with probability 1/4, and of more, 1/10 + 1/100 + 1/1000 of a quarter each: 0.278.
    // Of two such numbers, 0.077 of all draws, there are but 55 questions: (0.278 − 0.077 +
    // 55/6000)
    // / (1 − 0.068) = 0.225, and of one and two digits some 40 % were asked before.
    assertThat((double) shortNumbers / pairs.size()).isBetween(0.17, 0.225);
  }

  /** Of 3,000 questions nearly all 55 of one digit are drawn, a third of which are to be tested. */
  @Test
  void shortQuestionsAreInAllParts() {
    TransductionExamples test =
        addition("{digits: 2, examples: {train: 2000, valid: 1, test: 1000}}")
            .data()
            .part(Split.TEST);
    long ofOneDigit = IntStream.range(0, test.size()).filter(i -> test.get(i).group() == 0).count();
    assertThat(ofOneDigit).isBetween(8L, 30L);
  }

  @Test
  void aQuestionIsReadFromItsEnd() {
    TransductionTask task = addition("{" + FEW + "}");
    int[] symbols = task.data().source().encode("53+6");
    assertThat(task.data().source().symbols(symbols)).containsExactly("6", "+", "3", "5");
    assertThat(task.data().source().decode(symbols)).isEqualTo("53+6");
  }

  /** 55 pairs of one digit. */
  @Test
  void moreQuestionsThanThereAreAreRefused() {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> addition("{digits: 1, examples: {train: 50, valid: 5, test: 1}}"))
        .withMessage("asks for 56 different examples; these settings have about 55");
    assertThat(addition("{digits: 1, examples: {train: 45, valid: 5, test: 5}}").data().groups())
        .containsExactly("numbers of up to 1 digit");
  }

  @Test
  void rowsAreReversed() {
    List<String> pairs =
        texts(reversal("{letters: 4, shortest: 2, longest: 5, " + FEW + "}"), Split.TEST);
    assertThat(pairs)
        .allSatisfy(
            pair -> {
              String[] sides = pair.split("\t", -1);
              assertThat(sides[1]).isEqualTo(new StringBuilder(sides[0]).reverse().toString());
              assertThat(sides[0]).matches("[a-d]{2,5}");
            });
  }

  private static LocalDate parsed(String text) {
    List<DateTimeFormatter> known = new ArrayList<>();
    for (String pattern :
        List.of(
            "d MMMM yyyy",
            "MMMM d, yyyy",
            "EEEE, MMMM d, yyyy",
            "EEEE d MMMM yyyy",
            "MMM d, yyyy",
            "d MMM yyyy")) {
      known.add(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
    for (String pattern :
        List.of(
            "d 'de' MMMM 'de' yyyy",
            "'el' d 'de' MMMM 'del' yyyy",
            "EEEE, d 'de' MMMM 'de' yyyy",
            "d/M/yyyy")) {
      known.add(DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag("es")));
    }
    String plain = text.replaceAll("(\\d)(st|nd|rd|th)", "$1").replaceAll("the (\\d+) of", "$1");
    for (DateTimeFormatter format : known) {
      try {
        return LocalDate.parse(plain, format);
      } catch (DateTimeParseException e) {
        // It is in another form.
      }
    }
    return shortSpanish(plain);
  }

  /** Java's short names of Spanish months have changed with its versions. */
  private static LocalDate shortSpanish(String text) {
    String[] parts = text.split("[- ]", -1);
    List<String> months =
        Arrays.asList("ene feb mar abr may jun jul ago sep oct nov dic".split(" ", -1));
    return LocalDate.of(
        Integer.parseInt(parts[2]), 1 + months.indexOf(parts[1]), Integer.parseInt(parts[0]));
  }

  /** Read by java.time, with the days of the week, which it checks. */
  @Test
  void datesAreWhatTheySay() {
    TransductionTask task = dates("{examples: {train: 500, valid: 10, test: 10}}");
    assertThat(texts(task, Split.TRAIN))
        .allSatisfy(
            pair -> {
              String[] sides = pair.split("\t", -1);
              assertThat(parsed(sides[0]).toString()).isEqualTo(sides[1]);
            });
    assertThat(task.data().groups())
        .contains("March 23rd, 2001", "viernes, 23 de marzo de 2001", "23-mar-2001", "23/3/2001");
  }

  @Test
  void aDateIsInOnePartOnly() {
    TransductionTask task = dates("{" + FEW + "}");
    Set<String> answers = new HashSet<>();
    for (Split split : Split.values()) {
      texts(task, split).forEach(pair -> assertThat(answers.add(pair.split("\t", -1)[1])).isTrue());
    }
  }

  @Test
  void everyDayOfAYearCanBeAskedFor() {
    String all =
        "{languages: [english], from: 2020, to: 2020, examples: {train: 300, valid: 60, test: %s}}";
    assertThat(texts(dates(all.formatted(6)), Split.TRAIN)).hasSize(300);
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> dates(all.formatted(7)))
        .withMessage("asks for 367 different examples; these settings have about 366");
  }

  @Test
  void settingsThatContradictAreRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> dates("{from: 2000, to: 1999}"))
        .withMessageContaining("must be at least from, 2000, not 1999");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> dates("{languages: []}"))
        .withMessageContaining("english or spanish");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> reversal("{shortest: 5, longest: 4}"))
        .withMessageContaining("must be at least shortest, 5, not 4");
  }

  @Test
  void whatIsNoSymbolIsToldWithThoseThatAre() {
    TransductionData data = addition("{" + FEW + "}").data();
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> data.source().encode("5-6"))
        .withMessage(
            "'-' (U+002D), number 2 of '5-6', is none of the 11 characters that the examples had:"
                + " + 0 1 2 3 4 5 6 7 8 9");
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> data.source().encode("1234+5678"))
        .withMessage(
            "'1234+5678' has 9 characters; 1 to 7 would be right, as many as the examples had");
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> data.source().encode(""))
        .withMessageContaining("'' has 0 characters");
  }
}

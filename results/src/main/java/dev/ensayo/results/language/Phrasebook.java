package dev.ensayo.results.language;

import com.google.common.base.Splitter;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.markup.NumberStyle;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says things in one language. A sentence stands in the code as an English template; its words in
 * other languages stand in {@code es.yaml} beside this class.
 */
public final class Phrasebook {
  /** That of English, for whom the code is written. */
  public static final Phrasebook ENGLISH =
      new Phrasebook(Language.ENGLISH, NumberStyle.ENGLISH, Optional.empty(), Optional.empty());

  /** Read only when a report in Spanish is asked for. */
  private static final class Spanish {
    static final Phrasebook WORDS =
        new Phrasebook(
            Language.SPANISH,
            NumberStyle.SPANISH,
            Optional.of(Catalogue.ofReport(Language.SPANISH)),
            Optional.of(Catalogue.ofPlugins(Language.SPANISH)));
  }

  private static final DateTimeFormatter SPANISH_TIME =
      DateTimeFormatter.ofPattern("d 'de' MMMM 'de' uuuu, H:mm:ss 'UTC'", Language.SPANISH.locale())
          .withZone(ZoneOffset.UTC);

  /** Between two sentences. */
  private static final Splitter SENTENCES =
      Splitter.on(Pattern.compile("(?<=\\.) (?=[\\p{Lu}\\d])"));

  private final Language language;
  private final NumberStyle numbers;
  private final Optional<Catalogue> sentences;
  private final Optional<Catalogue> plugins;

  private Phrasebook(
      Language language,
      NumberStyle numbers,
      Optional<Catalogue> sentences,
      Optional<Catalogue> plugins) {
    this.language = language;
    this.numbers = numbers;
    this.sentences = sentences;
    this.plugins = plugins;
  }

  /** That of a language. */
  public static Phrasebook of(Language language) {
    return switch (language) {
      case ENGLISH -> ENGLISH;
      case SPANISH -> Spanish.WORDS;
    };
  }

  public Language language() {
    return language;
  }

  /** How numbers are written. */
  public NumberStyle numbers() {
    return numbers;
  }

  /**
   * A sentence or a part of one.
   *
   * @param english the template, written out where this is called: a test reads it there
   * @param arguments what stands at {@code {0}}, {@code {1}} and so on: texts in this language
   *     already, and whole numbers
   */
  public String say(String english, Object... arguments) {
    return new Template(known(english)).filled(texts(arguments));
  }

  /**
   * A sentence with a count in it.
   *
   * @param count stands at {@code {0}}
   * @param english the template for one and that for other counts, with a bar between: "{0} run|{0}
   *     runs"
   * @param arguments what stands at {@code {1}}, {@code {2}} and so on
   */
  public String counted(long count, String english, Object... arguments) {
    List<String> all = new ArrayList<>();
    all.add(written(count));
    all.addAll(texts(arguments));
    String forms = known(english);
    int bar = forms.indexOf(Catalogue.BAR);
    return new Template(count == 1 ? forms.substring(0, bar) : forms.substring(bar + 1))
        .filled(all);
  }

  /** What nobody has said in this language yet is said in English rather than not at all. */
  private String known(String english) {
    return sentences.flatMap(catalogue -> catalogue.sentence(english)).orElse(english);
  }

  private static List<String> texts(Object... arguments) {
    return Arrays.stream(arguments).map(String::valueOf).toList();
  }

  /** A count within a sentence; in English without groups. */
  private String written(long count) {
    return language == Language.ENGLISH ? Long.toString(count) : number((double) count, 0);
  }

  /**
   * What a plugin left in a run's folder, as its catalogue says it: the whole text, else each
   * sentence of it, by the template it came from. A number is written in this language, and what no
   * catalogue knows stays.
   */
  public String told(String stored) {
    return plugins.map(catalogue -> told(catalogue, stored)).orElse(stored);
  }

  /**
   * A word that is data unless a plugin's catalogue has it for this place: under "PLACE: WORD". A
   * number, which may have the letter of an exponent, is written as the language does.
   *
   * @param place such as the name of an exhibit
   */
  public String told(String place, String word) {
    String placed = place + ": " + word;
    String told = told(placed);
    if (!told.equals(placed)) {
      return told;
    }
    return isNumber(word) ? numbers.write(word) : word;
  }

  /** Whether {@link #told(String)} leaves English in a report of another language. */
  public boolean staysEnglish(String stored) {
    return language != Language.ENGLISH && !stored.isEmpty() && told(stored).equals(stored);
  }

  private String told(Catalogue catalogue, String stored) {
    Optional<String> whole = catalogue.sentence(stored);
    if (whole.isPresent()) {
      return whole.get();
    }
    List<String> sentences = SENTENCES.splitToList(stored);
    if (sentences.size() > 1) {
      return sentences.stream()
          .map(sentence -> told(catalogue, sentence))
          .collect(Collectors.joining(" "));
    }
    for (Template pattern : catalogue.patterns()) {
      Optional<List<String>> arguments =
          pattern
              .argumentsOf(stored)
              .map(found -> found.stream().map(each -> told(catalogue, each)).toList());
      if (arguments.isPresent()) {
        return new Template(catalogue.sentence(pattern.text()).orElseThrow())
            .filled(arguments.get());
      }
    }
    return isNumber(stored) ? numbers.write(stored) : stored;
  }

  /** Whether a text is a number and nothing else but its sign and a percent sign. */
  private static boolean isNumber(String text) {
    return text.matches("[-−+]?\\d[\\d,]*(\\.\\d+)?(e[-−+]?\\d+)?([\\s\\u00a0]?%)?");
  }

  /** One number by itself, to about four digits. */
  public String number(double value) {
    return figures(value).format(value);
  }

  /** A number with so many decimals. */
  public String number(double value, int decimals) {
    return Figures.decimals(numbers, decimals).format(value);
  }

  /** A count that stands by itself, such as 30,000. */
  public String amount(double value) {
    return number(value, 0);
  }

  /** A format for numbers that stand together. */
  public Figures figures(double... values) {
    return Figures.forAll(numbers, values);
  }

  /** A p-value. */
  public String probability(double p) {
    return numbers.write(Figures.probability(p));
  }

  /** A span of time. */
  public String duration(double seconds) {
    return numbers.write(Figures.duration(seconds));
  }

  /**
   * A time of day.
   *
   * @param instant after ISO 8601; what is none stays as it is
   */
  public String time(String instant) {
    if (language == Language.ENGLISH) {
      return instant;
    }
    try {
      return SPANISH_TIME.format(Instant.parse(instant));
    } catch (DateTimeParseException e) {
      return instant;
    }
  }

  /** The text with a capital at its start. */
  public String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

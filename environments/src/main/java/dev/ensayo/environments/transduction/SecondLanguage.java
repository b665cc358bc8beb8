package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The language that is translated into. It puts the verb at the end and all else after its noun, in
 * the reverse of the other's order; each noun is of one of two genders, and article, adjectives and
 * verb agree with it in gender and number:
 *
 * <pre>
 * sentence  = phrase [phrase "k"] verb            "k" behind who suffers it
 * phrase    = noun adjective* article
 * noun      = stem ["z"]                          "z" for several
 * adjective = stem agreement
 * article   = ("k" | "v") agreement               "v" if it is known which, else "k"
 * verb      = stem agreement ("n" | "s")          agrees with the subject; "s" for what is past
 * agreement = "a" | "o" | "e" | "u"               first gender one, several; second one, several
 * </pre>
 */
final class SecondLanguage {
  private static final String OBJECT = "k";
  private static final String KNOWN = "v";
  private static final String UNKNOWN = "k";
  private static final String PLURAL = "z";
  private static final String PAST = "s";
  private static final String PRESENT = "n";
  private static final String CONSONANTS = "chjkqvwxyz";
  private static final ImmutableList<String> AGREEMENTS = ImmutableList.of("a", "o", "e", "u");

  private final ImmutableList<String> nouns;
  private final ImmutableList<String> adjectives;
  private final ImmutableList<String> verbs;
  private final boolean[] isSecondGender;

  SecondLanguage(InventedLanguagesConfig config, SeedSequence seeds) {
    InventedWords words =
        new InventedWords(seeds.stream("second language"), CONSONANTS, Set.of(OBJECT));
    this.nouns = words.stems(config.nouns());
    this.adjectives = words.stems(config.adjectives());
    this.verbs = words.stems(config.verbs());
    this.isSecondGender = genders(config.nouns(), seeds.stream("genders"));
  }

  /** Of each noun; both genders have some. */
  private static boolean[] genders(int nouns, RandomStream random) {
    boolean[] isSecond = new boolean[nouns];
    boolean first = random.nextInt(2) == 0;
    IntStream.range(0, nouns)
        .forEach(noun -> isSecond[noun] = noun < 2 ? first == (noun == 0) : random.nextInt(2) == 0);
    return isSecond;
  }

  String say(Sentence sentence) {
    List<String> words = new ArrayList<>();
    say(sentence.subject(), words);
    sentence
        .object()
        .ifPresent(
            object -> {
              say(object, words);
              words.add(OBJECT);
            });
    words.add(
        verbs.get(sentence.verb())
            + agreement(sentence.subject())
            + (sentence.isPast() ? PAST : PRESENT));
    return String.join(" ", words);
  }

  private void say(Phrase phrase, List<String> words) {
    String agreement = agreement(phrase);
    words.add(nouns.get(phrase.noun()) + (phrase.isPlural() ? PLURAL : ""));
    for (int i = phrase.adjectives().length() - 1; i >= 0; i--) {
      words.add(adjectives.get(phrase.adjectives().get(i)) + agreement);
    }
    words.add((phrase.isDefinite() ? KNOWN : UNKNOWN) + agreement);
  }

  private String agreement(Phrase phrase) {
    return AGREEMENTS.get(
        2 * (isSecondGender[phrase.noun()] ? 1 : 0) + (phrase.isPlural() ? 1 : 0));
  }
}

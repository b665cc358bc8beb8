package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The language that is translated from. It puts the verb in the middle and adjectives before their
 * noun, and says little by endings:
 *
 * <pre>
 * sentence = phrase ["ha"] verb [phrase]          "ha" for what is past
 * phrase   = ("la" | "u") adjective* noun         "la" if it is known which, else "u"
 * noun     = stem ["i"]                           "i" for several
 * </pre>
 */
final class FirstLanguage {
  private static final String KNOWN = "la";
  private static final String UNKNOWN = "u";
  private static final String PAST = "ha";
  private static final String PLURAL = "i";
  private static final String CONSONANTS = "bdfglmnprst";

  private final ImmutableList<String> nouns;
  private final ImmutableList<String> adjectives;
  private final ImmutableList<String> verbs;

  FirstLanguage(InventedLanguagesConfig config, SeedSequence seeds) {
    InventedWords words =
        new InventedWords(seeds.stream("first language"), CONSONANTS, Set.of(KNOWN, UNKNOWN, PAST));
    this.nouns = words.stems(config.nouns());
    this.adjectives = words.stems(config.adjectives());
    this.verbs = words.stems(config.verbs());
  }

  String say(Sentence sentence) {
    List<String> words = new ArrayList<>();
    say(sentence.subject(), words);
    if (sentence.isPast()) {
      words.add(PAST);
    }
    words.add(verbs.get(sentence.verb()));
    sentence.object().ifPresent(object -> say(object, words));
    return String.join(" ", words);
  }

  private void say(Phrase phrase, List<String> words) {
    words.add(phrase.isDefinite() ? KNOWN : UNKNOWN);
    phrase.adjectives().forEach(adjective -> words.add(adjectives.get(adjective)));
    words.add(nouns.get(phrase.noun()) + (phrase.isPlural() ? PLURAL : ""));
  }
}

package dev.ensayo.environments.transduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A translator that knows the grammar, but no word, learns the words from the training part and
 * then translates all others: they follow the grammar, and nothing else is needed.
 */
final class InventedLanguagesTest {
  private static final Set<String> ARTICLES = Set.of("la", "u");

  private final TransductionData data =
      new InventedLanguagesProvider()
          .open(
              Settings.of(
                  InventedLanguagesConfig.class,
                  "{examples: {train: 3000, valid: 200, test: 400}}"))
          .data();
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, Integer> genders = new HashMap<>();

  /** A phrase of the first language, as it stands. */
  private record First(String article, List<String> adjectives, String noun, boolean isPlural) {
    static First of(List<String> words) {
      String last = words.get(words.size() - 1);
      boolean isPlural = last.endsWith("i");
      return new First(
          words.get(0),
          words.subList(1, words.size() - 1),
          isPlural ? last.substring(0, last.length() - 1) : last,
          isPlural);
    }
  }

  /** A sentence of the first language, taken apart by its articles. */
  private record Parsed(List<First> phrases, boolean isPast, String verb) {
    /** The adjectives and nouns of this vocabulary end with consonants, a plural with an i. */
    static Parsed of(String sentence, Set<String> verbs) {
      List<List<String>> phrases = new ArrayList<>();
      boolean isPast = false;
      String verb = "";
      for (String word : sentence.split(" ", -1)) {
        if (word.equals("ha")) {
          isPast = true;
        } else if (verbs.contains(word)) {
          verb = word;
        } else {
          if (ARTICLES.contains(word)) {
            phrases.add(new ArrayList<>());
          }
          phrases.get(phrases.size() - 1).add(word);
        }
      }
      return new Parsed(phrases.stream().map(First::of).toList(), isPast, verb);
    }
  }

  private String[] pair(Split split, int index) {
    TransductionExamples part = data.part(split);
    return new String[] {
      data.source().decode(part.source(index)), data.target().decode(part.target(index))
    };
  }

  /** What follows "ha" is a verb; with so many sentences every verb does. */
  private Set<String> verbs() {
    Set<String> verbs = new HashSet<>();
    for (int i = 0; i < data.part(Split.TRAIN).size(); i++) {
      String[] sentence = pair(Split.TRAIN, i)[0].split(" ", -1);
      for (int w = 1; w < sentence.length; w++) {
        if (sentence[w - 1].equals("ha")) {
          verbs.add(sentence[w]);
        }
      }
    }
    return verbs;
  }

  private void learn(Parsed parsed, String translation) {
    List<String> rest = new ArrayList<>(List.of(translation.split(" ", -1)));
    String verb = rest.remove(rest.size() - 1);
    know(parsed.verb(), verb.substring(0, verb.length() - 2));
    for (First phrase : parsed.phrases()) {
      String noun = rest.remove(0);
      List<String> adjectives = new ArrayList<>();
      phrase.adjectives().forEach(adjective -> adjectives.add(0, adjective));
      know(phrase.noun(), phrase.isPlural() ? noun.substring(0, noun.length() - 1) : noun);
      for (String adjective : adjectives) {
        String word = rest.remove(0);
        know(adjective, word.substring(0, word.length() - 1));
      }
      String article = rest.remove(0);
      int agreement = "aoeu".indexOf(article.charAt(1));
      assertThat(agreement % 2).isEqualTo(phrase.isPlural() ? 1 : 0);
      Integer before = genders.put(phrase.noun(), agreement / 2);
      assertThat(before == null || before == agreement / 2).isTrue();
      if (!rest.isEmpty() && rest.get(0).equals("k")) {
        rest.remove(0);
      }
    }
    assertThat(rest).isEmpty();
  }

  private void know(String word, String translation) {
    String before = words.put(word, translation);
    assertThat(before == null || before.equals(translation)).isTrue();
  }

  private String translate(Parsed parsed) {
    List<String> out = new ArrayList<>();
    for (First phrase : parsed.phrases()) {
      char agreement = agreement(phrase);
      out.add(words.get(phrase.noun()) + (phrase.isPlural() ? "z" : ""));
      for (int i = phrase.adjectives().size() - 1; i >= 0; i--) {
        out.add(words.get(phrase.adjectives().get(i)) + agreement);
      }
      out.add((phrase.article().equals("la") ? "v" : "k") + agreement);
    }
    if (parsed.phrases().size() == 2) {
      out.add("k");
    }
    out.add(
        words.get(parsed.verb())
            + agreement(parsed.phrases().get(0))
            + (parsed.isPast() ? "s" : "n"));
    return String.join(" ", out);
  }

  private char agreement(First phrase) {
    return "aoeu".charAt(2 * genders.get(phrase.noun()) + (phrase.isPlural() ? 1 : 0));
  }

  @Test
  void whoKnowsTheGrammarTranslatesTheTestFromTheWordsOfTheTrainingPart() {
    Set<String> verbs = verbs();
    assertThat(verbs).hasSize(12);
    for (int i = 0; i < data.part(Split.TRAIN).size(); i++) {
      String[] pair = pair(Split.TRAIN, i);
      learn(Parsed.of(pair[0], verbs), pair[1]);
    }
    assertThat(genders.values()).contains(0, 1).hasSize(20);
    assertThat(words).hasSize(20 + 12 + 12);
    assertThat(new HashSet<>(words.values())).hasSize(words.size());
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      for (int i = 0; i < data.part(split).size(); i++) {
        String[] pair = pair(split, i);
        assertThat(translate(Parsed.of(pair[0], verbs))).isEqualTo(pair[1]);
      }
    }
  }

  private Set<String> adjectivesWithNouns(Split split, int index, Set<String> verbs) {
    Set<String> pairs = new HashSet<>();
    for (First phrase : Parsed.of(pair(split, index)[0], verbs).phrases()) {
      phrase.adjectives().forEach(adjective -> pairs.add(adjective + " " + phrase.noun()));
    }
    return pairs;
  }

  @Test
  void halfOfTheTestHasPairsThatAreNeverLearnedFrom() {
    Set<String> verbs = verbs();
    Set<String> learned = new HashSet<>();
    for (Split split : List.of(Split.TRAIN, Split.VALID)) {
      for (int i = 0; i < data.part(split).size(); i++) {
        learned.addAll(adjectivesWithNouns(split, i, verbs));
      }
    }
    assertThat(learned).hasSize(216); // 240 pairs of 12 adjectives and 20 nouns, a tenth held out
    TransductionExamples test = data.part(Split.TEST);
    int[] heldOut = IntStream.range(0, test.size()).filter(i -> test.get(i).group() == 1).toArray();
    assertThat(heldOut).hasSize(200);
    for (int i = 0; i < test.size(); i++) {
      boolean isNew = !learned.containsAll(adjectivesWithNouns(Split.TEST, i, verbs));
      assertThat(isNew).isEqualTo(test.get(i).group() == 1);
    }
  }
}

package dev.ensayo.environments.taggedtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Made-up sentences whose words' tags are decided by what comes before, by what comes after, or by
 * how the word ends.
 *
 * <p>A sentence is a number of phrases, each of one of three kinds:
 *
 * <ul>
 *   <li>a word {@code laterN} is {@code A} or {@code B}, each with probability 1/2, then come d
 *       fillers, then {@code isA} or {@code isB}, which tells;
 *   <li>{@code wasC} or {@code wasD}, d fillers, and a word {@code earlierN}, which is what was
 *       told, {@code C} or {@code D};
 *   <li>d fillers and an open word, a stem with {@code -ion} (tag {@code N}) or {@code -ize} (tag
 *       {@code V}); its stem is one of the lexicon, or, with probability f, made up there and then.
 * </ul>
 *
 * d is uniform over 0, …, g. Words of each kind are different, so that the rest is certain. With
 * shares p and q of the two first kinds, a phrase has T = g/2 + 1 + p + q words in the mean, of
 * which 1/2 p is lost by whoever has not read on, and 1/2 (p + q) by whoever knows a word alone.
 */
final class MadeUpGrammar {
  private static final int OTHER_PARTS = 4;
  private static final int SYLLABLES = 3;
  private static final String CONSONANTS = "bdfgklmnprstv";
  private static final String VOWELS = "aeiou";

  private final TagSource.Grammar config;

  MadeUpGrammar(TagSource.Grammar config) {
    this.config = config;
  }

  /**
   * Draws training, validation and test sentences, a quarter as many for the two last.
   *
   * @param seed decides them
   */
  Sentences draw(long seed) {
    SeedSequence seeds = new SeedSequence(seed).child("grammar");
    RandomStream first = seeds.stream("lexicon");
    List<String> lexicon = new ArrayList<>();
    for (int i = 0; i < config.lexicon(); i++) {
      lexicon.add(stem(first));
    }
    Map<Split, ImmutableList<ImmutableList<Sentence>>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      RandomStream random = seeds.stream(split.label());
      int count = split == Split.TRAIN ? config.sentences() : config.sentences() / OTHER_PARTS;
      ImmutableList.Builder<ImmutableList<Sentence>> sentences = ImmutableList.builder();
      for (int i = 0; i < count; i++) {
        sentences.add(ImmutableList.of(sentence(split.label() + "-" + (i + 1), random, lexicon)));
      }
      parts.put(split, sentences.build());
    }
    return new Sentences(
        "grammar", ImmutableMap.copyOf(parts), ImmutableMap.of(), knownAccuracies());
  }

  private ImmutableMap<KnownAccuracy, Double> knownAccuracies() {
    double decided = config.later() + config.earlier();
    double words = config.gap() / 2.0 + 1 + decided;
    return ImmutableMap.of(
        KnownAccuracy.BEST, 1.0,
        KnownAccuracy.WITHOUT_ORDER, 1 - decided / 2 / words,
        KnownAccuracy.LEFT_TO_RIGHT, 1 - config.later() / 2 / words);
  }

  private Sentence sentence(String origin, RandomStream random, List<String> lexicon) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    ImmutableList.Builder<String> tags = ImmutableList.builder();
    for (int phrase = 0; phrase < config.phrases(); phrase++) {
      double kind = random.nextDouble();
      boolean one = random.nextInt(2) == 0;
      int gap = random.nextInt(config.gap() + 1);
      if (kind < config.later()) {
        String tag = one ? "A" : "B";
        words.add("later" + random.nextInt(config.ambiguous()));
        tags.add(tag);
        fill(words, tags, gap, random);
        words.add("is" + tag);
        tags.add("M");
      } else if (kind < config.later() + config.earlier()) {
        String tag = one ? "C" : "D";
        words.add("was" + tag);
        tags.add("M");
        fill(words, tags, gap, random);
        words.add("earlier" + random.nextInt(config.ambiguous()));
        tags.add(tag);
      } else {
        fill(words, tags, gap, random);
        boolean fresh = random.nextDouble() < config.fresh();
        words.add(
            (fresh ? stem(random) : lexicon.get(random.nextInt(lexicon.size())))
                + (one ? "ion" : "ize"));
        tags.add(one ? "N" : "V");
      }
    }
    return new Sentence(origin, words.build(), tags.build());
  }

  private void fill(
      ImmutableList.Builder<String> words,
      ImmutableList.Builder<String> tags,
      int count,
      RandomStream random) {
    for (int i = 0; i < count; i++) {
      words.add("filler" + random.nextInt(config.fillers()));
      tags.add("F");
    }
  }

  private static String stem(RandomStream random) {
    StringBuilder stem = new StringBuilder();
    for (int i = 0; i < SYLLABLES; i++) {
      stem.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
          .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return stem.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))).toString();
  }
}

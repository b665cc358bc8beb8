package dev.ensayo.environments.labelledtext;

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
 * Made-up texts whose class is decided by the order of two words.
 *
 * <p>A text of L words has one word of praise or blame, each with probability 1/2, at a place drawn
 * at random; with probability q also the word {@code not}, at another place drawn at random; all
 * others are fillers. It is positive if it praises, unless {@code not} stands somewhere before that
 * word, which turns it round. Then, with probability ε, the class is the other one.
 *
 * <p>Whoever reads in order is right with probability 1 − ε. Whoever knows only how often each word
 * occurs knows the answer where there is no {@code not}; where there is, it stands before the word
 * as often as behind it, whatever the words are, so nothing is better than a guess: (1 − q)(1 − ε)
 * + q/2.
 */
final class NegatedTexts {
  private static final String NOT = "not";
  private static final ImmutableList<String> CLASSES = ImmutableList.of("negative", "positive");
  private static final int OTHER_PARTS = 4;

  private final TextClassSource.Negation config;

  NegatedTexts(TextClassSource.Negation config) {
    this.config = config;
  }

  /**
   * Draws training, validation and test texts, a quarter as many for the two last.
   *
   * @param seed decides them
   */
  RawTexts draw(long seed) {
    Map<Split, ImmutableList<RawText>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      RandomStream random = new SeedSequence(seed).child("negation").stream(split.label());
      int count = split == Split.TRAIN ? config.texts() : config.texts() / OTHER_PARTS;
      List<RawText> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(draw(split.label() + "-" + (i + 1), random));
      }
      parts.put(split, ImmutableList.copyOf(texts));
    }
    double certain = 1 - config.noise();
    return new RawTexts(
        "negation",
        CLASSES,
        ImmutableMap.copyOf(parts),
        ImmutableMap.of(),
        ImmutableList.of(),
        ImmutableMap.of(
            KnownAccuracy.BEST, certain,
            KnownAccuracy.WITHOUT_ORDER, (1 - config.negated()) * certain + config.negated() / 2,
            KnownAccuracy.LEFT_TO_RIGHT, certain));
  }

  private RawText draw(String origin, RandomStream random) {
    boolean praises = random.nextInt(2) == 1;
    int word = random.nextInt(config.length());
    boolean negated = random.nextDouble() < config.negated();
    int other = random.nextInt(config.length() - 1);
    int not = other >= word ? other + 1 : other;
    boolean turned = negated && not < word;
    boolean noisy = random.nextDouble() < config.noise();
    List<String> words = new ArrayList<>();
    for (int place = 0; place < config.length(); place++) {
      if (place == word) {
        words.add((praises ? "praise" : "blame") + random.nextInt(config.words()));
      } else if (negated && place == not) {
        words.add(NOT);
      } else {
        words.add("filler" + random.nextInt(config.fillers()));
      }
    }
    boolean positive = praises ^ turned ^ noisy;
    return new RawText(origin, String.join(" ", words), positive ? 1 : 0);
  }
}

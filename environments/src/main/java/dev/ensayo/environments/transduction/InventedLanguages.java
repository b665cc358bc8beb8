package dev.ensayo.environments.transduction;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.transduction.TransductionData;
import java.util.List;
import java.util.Optional;

/**
 * Sentences of a made-up language that are to be translated into another: see {@link FirstLanguage}
 * and {@link SecondLanguage} for their grammars. Each sentence has exactly one right translation,
 * for both say what a {@link Sentence} means, and the first says all of it.
 *
 * <p>Some pairs of an adjective and a noun are never learned from. Whoever has understood the
 * grammar translates them all the same; half of the test tells.
 */
final class InventedLanguages {
  private static final int MOST_ADJECTIVES = 2;
  private static final double WITH_OBJECT = 0.75;
  private static final int SEEN = 0;
  private static final int HELD_OUT = 1;

  private final InventedLanguagesConfig config;
  private final SeedSequence seeds;
  private final FirstLanguage first;
  private final SecondLanguage second;
  private final HeldOutPairs heldOut;

  InventedLanguages(InventedLanguagesConfig config) {
    this.config = config;
    this.seeds = new SeedSequence(config.seed()).child("invented-languages");
    this.first = new FirstLanguage(config, seeds);
    this.second = new SecondLanguage(config, seeds);
    this.heldOut = new HeldOutPairs(config, seeds.stream("held out"));
  }

  TransductionData data() {
    return WrittenPairs.write(
        DrawnPairs.draw(config.examples(), seeds.stream("sentences"), this::draw),
        config.symbols().unit(),
        false,
        List.of(
            "adjectives that were seen with their nouns",
            "adjectives that were never seen with their nouns"));
  }

  private DrawnPairs.Drawn draw(Split split, int number, RandomStream random) {
    boolean wanted = split == Split.TEST && heldOut.hasSome() && number % 2 == 1;
    Sentence sentence;
    do {
      sentence = sentence(random);
    } while (heldOut.areIn(sentence) != wanted);
    return new DrawnPairs.Drawn(
        new Pair(first.say(sentence), second.say(sentence), wanted ? HELD_OUT : SEEN));
  }

  private Sentence sentence(RandomStream random) {
    Phrase subject = phrase(random);
    int verb = random.nextInt(config.verbs());
    boolean isPast = random.nextInt(2) == 0;
    return new Sentence(
        subject,
        verb,
        isPast,
        random.nextDouble() < WITH_OBJECT ? Optional.of(phrase(random)) : Optional.empty());
  }

  private Phrase phrase(RandomStream random) {
    int count = random.nextInt(MOST_ADJECTIVES + 1);
    int one = random.nextInt(config.adjectives());
    int other = (one + 1 + random.nextInt(config.adjectives() - 1)) % config.adjectives();
    return new Phrase(
        random.nextInt(config.nouns()),
        ImmutableIntArray.of(one, other).subArray(0, count),
        random.nextInt(2) == 0,
        random.nextInt(2) == 0);
  }
}

package dev.ensayo.environments.plantedwords;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A corpus of a made-up language: E things with a word for each of R forms, so that the word for
 * one thing in one form is to its word in another as the same two words of any other thing.
 *
 * <p>The text is drawn from {@link PlantedWordReader}'s chain by the number in the settings alone.
 */
public final class PlantedWords implements Corpus, KnownRelations {
  private static final int OTHER_PARTS = 10;
  private static final double SAME_THING = 2;
  private static final double SAME_FORM = 1;
  private static final double UNRELATED = 0;

  private final PlantedWordsConfig config;
  private final Supplier<Vocabulary> vocabulary = Suppliers.memoize(this::readVocabulary);
  private final Map<Split, Supplier<Tokens>> tokens = new LinkedHashMap<>();

  public PlantedWords(PlantedWordsConfig config) {
    this.config = config;
    for (Split split : Split.values()) {
      tokens.put(split, Suppliers.memoize(() -> readTokens(split)));
    }
  }

  @Override
  public CorpusSpec spec() {
    return new CorpusSpec(TokenUnit.WORD, OptionalDouble.empty());
  }

  @Override
  public WordReader words(Split split) {
    return open(split);
  }

  private PlantedWordReader open(Split split) {
    long length = split == Split.TRAIN ? config.words() : config.words() / OTHER_PARTS;
    return new PlantedWordReader(
        config, new SeedSequence(config.text()).stream(split.label()), length);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary.get();
  }

  /** All words of the language, whether the text has them or not. */
  private Vocabulary readVocabulary() {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    for (int thing = 0; thing < config.things(); thing++) {
      for (int form = 0; form < config.forms(); form++) {
        words.add(PlantedLanguage.word(thing, form));
      }
      for (int number = 0; number < config.companions(); number++) {
        words.add(PlantedLanguage.ofThing(thing, number));
      }
    }
    for (int form = 0; form < config.forms(); form++) {
      for (int number = 0; number < config.companions(); number++) {
        words.add(PlantedLanguage.ofForm(form, number));
      }
    }
    for (int number = 0; number < config.fillers(); number++) {
      words.add(PlantedLanguage.filler(number));
    }
    return new Vocabulary(TokenUnit.WORD, words.build());
  }

  @Override
  public Tokens tokens(Split split) {
    return tokens.get(split).get();
  }

  private Tokens readTokens(Split split) {
    Tokens.Builder ids = new Tokens.Builder();
    PlantedWordReader reader = open(split);
    while (reader.next()) {
      ids.add(vocabulary().id(reader.word()).orElseThrow());
    }
    return ids.build();
  }

  /** A section for each two forms: any thing's two words are as any other thing's. */
  @Override
  public List<Analogy> analogies() {
    ImmutableList.Builder<Analogy> analogies = ImmutableList.builder();
    for (int from = 0; from < config.forms(); from++) {
      for (int to = from + 1; to < config.forms(); to++) {
        for (int one = 0; one < config.things(); one++) {
          for (int other = 0; other < config.things(); other++) {
            if (one != other) {
              analogies.add(
                  new Analogy(
                      "form-" + from + "-to-form-" + to,
                      PlantedLanguage.word(one, from),
                      PlantedLanguage.word(one, to),
                      PlantedLanguage.word(other, from),
                      PlantedLanguage.word(other, to)));
            }
          }
        }
      }
    }
    return analogies.build();
  }

  /** Two forms of one thing are most alike, one form of two things less, others not at all. */
  @Override
  public List<Likeness> likenesses() {
    ImmutableList.Builder<Likeness> pairs = ImmutableList.builder();
    int words = config.things() * config.forms();
    for (int one = 0; one < words; one++) {
      for (int other = one + 1; other < words; other++) {
        int thing = one / config.forms();
        int form = one % config.forms();
        boolean sameThing = thing == other / config.forms();
        boolean sameForm = form == other % config.forms();
        pairs.add(
            new Likeness(
                PlantedLanguage.word(thing, form),
                PlantedLanguage.word(other / config.forms(), other % config.forms()),
                sameThing ? SAME_THING : sameForm ? SAME_FORM : UNRELATED));
      }
    }
    return pairs.build();
  }
}

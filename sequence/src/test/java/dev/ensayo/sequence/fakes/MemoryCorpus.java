package dev.ensayo.sequence.fakes;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text in memory. */
public final class MemoryCorpus implements Corpus {
  private final CorpusSpec spec;
  private final Vocabulary vocabulary;
  private final Map<Split, Tokens> tokens = new EnumMap<>(Split.class);
  private final Map<Split, String> written = new EnumMap<>(Split.class);

  public MemoryCorpus(
      Vocabulary vocabulary, OptionalDouble entropyRate, int[] train, int[] valid, int[] test) {
    this.spec = new CorpusSpec(vocabulary.unit(), entropyRate);
    this.vocabulary = vocabulary;
    tokens.put(Split.TRAIN, Tokens.of(train));
    tokens.put(Split.VALID, Tokens.of(valid));
    tokens.put(Split.TEST, Tokens.of(test));
  }

  /** Three texts of characters; the vocabulary has those of the first, sorted. */
  public static MemoryCorpus ofCharacters(String train, String valid, String test) {
    List<String> characters =
        train.codePoints().distinct().sorted().mapToObj(Character::toString).toList();
    Vocabulary vocabulary = new Vocabulary(TokenUnit.CHARACTER, characters);
    return new MemoryCorpus(
        vocabulary,
        OptionalDouble.empty(),
        vocabulary.encode(train).toArray(),
        vocabulary.encode(valid).toArray(),
        vocabulary.encode(test).toArray());
  }

  /** Three texts of words; the vocabulary has those of the first, by first occurrence. */
  public static MemoryCorpus ofWords(String train, String valid, String test) {
    List<String> words = Splitter.on(' ').splitToStream(train).distinct().toList();
    Vocabulary vocabulary = new Vocabulary(TokenUnit.WORD, words);
    return new MemoryCorpus(
        vocabulary,
        OptionalDouble.empty(),
        vocabulary.encode(train).toArray(),
        vocabulary.encode(valid).toArray(),
        vocabulary.encode(test).toArray());
  }

  /** Three texts of words, separated by blanks, of which all but the given are unknown. */
  public static MemoryCorpus ofWords(List<String> known, String train, String valid, String test) {
    List<String> tokens = new ArrayList<>(List.of(Vocabulary.UNKNOWN));
    tokens.addAll(known);
    Vocabulary vocabulary = new Vocabulary(TokenUnit.WORD, tokens);
    MemoryCorpus corpus =
        new MemoryCorpus(
            vocabulary,
            OptionalDouble.empty(),
            vocabulary.encode(train).toArray(),
            vocabulary.encode(valid).toArray(),
            vocabulary.encode(test).toArray());
    corpus.written.put(Split.TRAIN, train);
    corpus.written.put(Split.VALID, valid);
    corpus.written.put(Split.TEST, test);
    return corpus;
  }

  /**
   * Drawn from a Markov chain over the letters a, b, c that stays where it is with probability 0.8
   * and goes to either of the others with 0.1: its entropy rate is −0.8·ln 0.8 − 0.2·ln 0.1.
   */
  public static MemoryCorpus ofMarkovChain(int train, int valid, int test, long seed) {
    RandomStream random = new SeedSequence(seed).stream("chain");
    Vocabulary vocabulary = new Vocabulary(TokenUnit.CHARACTER, List.of("a", "b", "c"));
    return new MemoryCorpus(
        vocabulary,
        OptionalDouble.of(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.1)),
        chain(train, random),
        chain(valid, random),
        chain(test, random));
  }

  private static int[] chain(int length, RandomStream random) {
    int[] state = {0};
    return IntStream.range(0, length)
        .map(
            i -> {
              double u = random.nextDouble();
              state[0] = u < 0.8 ? state[0] : (state[0] + (u < 0.9 ? 1 : 2)) % 3;
              return state[0];
            })
        .toArray();
  }

  @Override
  public CorpusSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Tokens tokens(Split split) {
    return tokens.get(split);
  }

  private String written(Split split) {
    return written.containsKey(split)
        ? written.get(split)
        : IntStream.of(tokens(split).toArray())
            .mapToObj(vocabulary::token)
            .collect(Collectors.joining(spec.unit() == TokenUnit.WORD ? " " : ""));
  }

  @Override
  public WordReader words(Split split) {
    Iterator<String> words =
        Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().split(written(split)).iterator();
    return new WordReader() {
      private String word = "";

      @Override
      public boolean next() {
        boolean more = words.hasNext();
        word = more ? words.next() : "";
        return more;
      }

      @Override
      public String word() {
        return word;
      }

      @Override
      public boolean startsLine() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}

package dev.ensayo.embeddings.word2vec;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A language of 8 things in 3 forms, each word among 3 words of its thing and 3 of its form: 24 +
 * 24 + 9 words.
 */
final class SyntheticCorpus implements Corpus, KnownRelations {
  private static final int THINGS = 8;
  private static final int FORMS = 3;
  private static final int LINE = 8;

  private final int words;

  SyntheticCorpus(int words) {
    this.words = words;
  }

  @Override
  public CorpusSpec spec() {
    return new CorpusSpec(TokenUnit.WORD, OptionalDouble.empty());
  }

  @Override
  public boolean isAtHand() {
    return true;
  }

  @Override
  public Vocabulary vocabulary() {
    throw new UnsupportedOperationException("word2vec counts for itself");
  }

  @Override
  public Tokens tokens(Split split) {
    throw new UnsupportedOperationException("word2vec reads words");
  }

  @Override
  public WordReader words(Split split) {
    RandomStream random = new SeedSequence(11).stream(split.label());
    return new WordReader() {
      private int position;
      private int thing;
      private int form;
      private String word = "";

      @Override
      public boolean next() {
        if (position == words) {
          return false;
        }
        if (position % LINE == 0) {
          thing = random.nextInt(THINGS);
          form = random.nextInt(FORMS);
        }
        position++;
        int number = random.nextInt(3);
        word =
            switch (random.nextInt(3)) {
              case 0 -> "t" + thing + "f" + form;
              case 1 -> "thing" + thing + "-" + number;
              default -> "form" + form + "-" + number;
            };
        return true;
      }

      @Override
      public String word() {
        return word;
      }

      @Override
      public boolean startsLine() {
        return (position - 1) % LINE == 0;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  @Override
  public List<Analogy> analogies() {
    List<Analogy> analogies = new ArrayList<>();
    for (int form = 1; form < FORMS; form++) {
      for (int one = 0; one < THINGS; one++) {
        for (int other = 0; other < THINGS; other++) {
          if (one != other) {
            analogies.add(
                new Analogy(
                    "0-to-" + form,
                    "t" + one + "f0",
                    "t" + one + "f" + form,
                    "t" + other + "f0",
                    "t" + other + "f" + form));
          }
        }
      }
    }
    return analogies;
  }

  @Override
  public List<Likeness> likenesses() {
    List<Likeness> pairs = new ArrayList<>();
    for (int one = 0; one < THINGS; one++) {
      for (int other = one + 1; other < THINGS; other++) {
        pairs.add(new Likeness("t" + one + "f0", "t" + one + "f1", 2));
        pairs.add(new Likeness("t" + one + "f0", "t" + other + "f0", 1));
        pairs.add(new Likeness("t" + one + "f0", "t" + other + "f1", 0));
      }
    }
    return pairs;
  }
}

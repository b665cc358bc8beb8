package dev.ensayo.embeddings.word2vec;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.embeddings.evaluation.WordEvaluator;
import dev.ensayo.embeddings.word2vec.phrases.PhrasedText;
import dev.ensayo.embeddings.word2vec.subwords.SubwordTable;
import dev.ensayo.embeddings.word2vec.tokens.CachedTokens;
import dev.ensayo.embeddings.word2vec.tokens.StreamedTokens;
import dev.ensayo.embeddings.word2vec.tokens.TokenSource;
import dev.ensayo.embeddings.word2vec.tokens.TrimmedWords;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** What word2vec reads of a corpus before it learns: tests, words, what makes them up. */
final class CorpusReading {
  private CorpusReading() {}

  private static WordReader open(Word2VecConfig config, Corpus corpus, Split part)
      throws IOException {
    WordReader words = corpus.words(part);
    return config.trimPunctuation() ? new TrimmedWords(words) : words;
  }

  /** The training part with its phrases. */
  static PhrasedText text(Word2VecConfig config, Corpus corpus) {
    try {
      return PhrasedText.of(
          () -> open(config, corpus, Split.TRAIN), config.phrases(), config.countedWords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is tested.
   *
   * @throws InvalidSettingException if a file of it is not there or not as it should be
   */
  static WordEvaluator tests(Word2VecConfig config, Corpus corpus) {
    return new WordEvaluator(
        config.tests(),
        corpus instanceof KnownRelations known ? Optional.of(known) : Optional.empty());
  }

  /**
   * The words that get vectors.
   *
   * @throws InvalidSettingException if there are fewer than two, or too many for a matrix or for
   *     the softmax that is asked for
   */
  static WordCounts count(Word2VecConfig config, PhrasedText text) {
    WordCounts counts;
    try (WordReader reader = text.open()) {
      counts = WordCounts.count(reader, config.minCount(), config.countedWords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (counts.read() == 0) {
      throw new InvalidSettingException("", "the training part of the corpus holds no words");
    }
    if (counts.size() < 2) {
      throw new InvalidSettingException(
          "minCount",
          "of "
              + counts.distinct()
              + " different words "
              + counts.size()
              + " occur at least "
              + config.minCount()
              + " times; word2vec needs 2: lower minCount or take a longer text");
    }
    if ((long) counts.size() * config.dimension() > Integer.MAX_VALUE) {
      throw new InvalidSettingException(
          "dimension",
          counts.size()
              + " words of "
              + config.dimension()
              + " numbers are more than the "
              + Integer.MAX_VALUE
              + " that a matrix can hold; raise minCount or lower dimension");
    }
    checkSoftmax(config, counts.size());
    return counts;
  }

  private static void checkSoftmax(Word2VecConfig config, int words) {
    if (config.output() instanceof WordOutput.FullSoftmax full && words > full.mostWords()) {
      throw new InvalidSettingException(
          "output",
          String.format(
              Locale.ROOT,
              "full-softmax over %,d words costs about %,d times what negative sampling with %d"
                  + " samples does; raise minCount, take hierarchical-softmax, or say {type:"
                  + " full-softmax, mostWords: %d}",
              words,
              words / (1 + config.negative()),
              config.negative(),
              words));
    }
  }

  /**
   * The rows that make up words.
   *
   * @throws InvalidSettingException if there are too many for a matrix
   */
  static Optional<SubwordTable> subwords(Word2VecConfig config, WordCounts vocabulary) {
    Optional<SubwordTable> table =
        config
            .subwords()
            .map(settings -> new SubwordTable(vocabulary.words(), new CharacterNgrams(settings)));
    if (table.isPresent() && (long) table.get().size() * config.dimension() > Integer.MAX_VALUE) {
      throw new InvalidSettingException(
          "subwords",
          vocabulary.size()
              + " words and their n-grams need "
              + table.get().size()
              + " rows of "
              + config.dimension()
              + " numbers, more than the "
              + Integer.MAX_VALUE
              + " that a matrix can hold; lower subwords.buckets or dimension");
    }
    return table;
  }

  /**
   * What a part that is not learned from asks.
   *
   * @throws InvalidSettingException if none of its words has a vector
   */
  static Optional<Perplexity> perplexity(
      Word2VecConfig config, Corpus corpus, WordCounts vocabulary) {
    if (config.predictedWords() == 0) {
      return Optional.empty();
    }
    try (TokenSource text =
        new StreamedTokens(() -> open(config, corpus, Split.VALID), vocabulary)) {
      HeldOutPairs pairs = new HeldOutPairs(text, config.predictedWords(), config);
      if (pairs.size() < 2) {
        throw new InvalidSettingException(
            "predictedWords",
            "the validation part of the corpus has " + pairs.size() + " words with a vector");
      }
      return Optional.of(new Perplexity(pairs, config, vocabulary.counts()));
    }
  }

  /** The words to learn from, as ids, in memory if they may. */
  static TokenSource tokens(Word2VecConfig config, PhrasedText text, WordCounts vocabulary) {
    TokenSource streamed = new StreamedTokens(text, vocabulary);
    return vocabulary.total() <= config.cachedWords()
        ? new CachedTokens(streamed, (int) vocabulary.total())
        : streamed;
  }
}

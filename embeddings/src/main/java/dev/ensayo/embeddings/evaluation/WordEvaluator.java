package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** All tests of one run's word vectors. */
public final class WordEvaluator {
  private final ImmutableList<AnalogyQuestion> questions;
  private final Optional<AnalogyEvaluator> analogies;
  private final ImmutableList<SimilarityEvaluator> similarities;
  private final ImmutableList<String> setNames;

  /**
   * Results of all tests.
   *
   * @param analogies empty where there are no questions
   * @param similarities one for each set of pairs
   */
  public record Scores(Optional<AnalogyScores> analogies, List<SimilarityScore> similarities) {
    public Scores {
      similarities = ImmutableList.copyOf(similarities);
    }
  }

  /**
   * Reads the tests.
   *
   * @param known what the corpus knows of its words
   * @throws InvalidSettingException if a file is not there or not as it should be
   */
  public WordEvaluator(WordTests config, Optional<KnownRelations> known) {
    List<AnalogyQuestion> asked = new ArrayList<>();
    List<SimilarityEvaluator> compared = new ArrayList<>();
    known.ifPresent(
        relations -> {
          relations
              .analogies()
              .forEach(
                  a -> asked.add(new AnalogyQuestion(a.section(), a.a(), a.b(), a.c(), a.d())));
          List<WordPair> pairs =
              relations.likenesses().stream()
                  .map(pair -> new WordPair(pair.one(), pair.other(), pair.score()))
                  .toList();
          if (!pairs.isEmpty()) {
            compared.add(new SimilarityEvaluator(TestNames.CORPUS, pairs));
          }
        });
    config.analogies().ifPresent(name -> asked.addAll(analogies(name)));
    for (String name : config.similarities()) {
      compared.add(
          new SimilarityEvaluator(
              TestNames.fileName(name),
              read("tests.similarities", name, file -> WordPairFile.read(file))));
    }
    this.questions = ImmutableList.copyOf(asked);
    this.analogies =
        asked.isEmpty()
            ? Optional.empty()
            : Optional.of(new AnalogyEvaluator(asked, config.vocabulary()));
    this.similarities = ImmutableList.copyOf(compared);
    ImmutableList.Builder<String> names = ImmutableList.builder();
    if (compared.size() > config.similarities().size()) {
      names.add(TestNames.CORPUS);
    }
    this.setNames = names.addAll(TestNames.of(config.similarities())).build();
  }

  private static ImmutableList<AnalogyQuestion> analogies(String name) {
    return name.equals(SpanishAnalogies.NAME)
        ? SpanishAnalogies.questions()
        : read("tests.analogies", name, AnalogyFile::read);
  }

  @FunctionalInterface
  private interface Reader<T> {
    ImmutableList<T> read(Path file) throws IOException;
  }

  private static <T> ImmutableList<T> read(String setting, String name, Reader<T> reader) {
    try {
      return reader.read(DataFiles.find(name, setting));
    } catch (IOException e) {
      throw new InvalidSettingException(setting, e.getMessage());
    }
  }

  /**
   * Checks that each test has something to ask of the words that get vectors.
   *
   * @param words with vectors, the most frequent first
   * @throws InvalidSettingException if none of the questions, or none of a file's pairs, has all
   *     its words among them
   */
  public void checkWords(List<String> words) {
    if (analogies.isPresent() && analogies.get().answerable(words) == 0) {
      throw new InvalidSettingException(
          "tests.analogies",
          String.format(
              Locale.ROOT,
              "none of the %,d questions has all its words among the %,d that get vectors%s; lower"
                  + " minCount, raise tests.vocabulary, take a longer text, or leave the questions"
                  + " out",
              questions.size(),
              words.size(),
              known(questions.get(0).a(), words)));
    }
    for (SimilarityEvaluator pairs : similarities) {
      pairs.checkWords(words);
    }
  }

  /** The word that an example asks for, where even that is missing. */
  private static String known(String word, List<String> words) {
    return words.contains(word) ? "" : " ('" + word + "', to begin with, is not)";
  }

  /** What the sets of pairs are called in the names of metrics, in the order of the scores. */
  public ImmutableList<String> setNames() {
    return setNames;
  }

  /** Tests vectors. */
  public Scores evaluate(CosineSearch search) {
    return evaluate(search, UnknownWords.NONE, TestProgress.NONE);
  }

  /**
   * Tests vectors.
   *
   * @param unknown what gives words of pairs that have no vector one; analogies are asked of words
   *     with vectors of their own
   * @param progress hears how far the analogies are
   */
  public Scores evaluate(CosineSearch search, UnknownWords unknown, TestProgress progress) {
    Set<String> asked = new LinkedHashSet<>();
    similarities.forEach(pairs -> asked.addAll(pairs.missingFrom(search.vectors())));
    WordVectors all = unknown.addTo(search.vectors(), asked);
    CosineSearch compared = all == search.vectors() ? search : new CosineSearch(all);
    return new Scores(
        analogies.map(evaluator -> evaluator.evaluate(search, progress)),
        similarities.stream().map(evaluator -> evaluator.evaluate(compared)).toList());
  }

  /**
   * Some words worth showing: those of the first questions' section, firsts and seconds of its
   * pairs in turn.
   *
   * @param most how many at most
   */
  public ImmutableList<String> exampleWords(int most) {
    Set<String> words = new LinkedHashSet<>();
    for (AnalogyQuestion question : questions) {
      if (!question.section().equals(questions.get(0).section()) || words.size() >= most) {
        break;
      }
      words.add(question.a());
      words.add(question.b());
      words.add(question.c());
      words.add(question.d());
    }
    return words.stream().limit(most).collect(ImmutableList.toImmutableList());
  }
}

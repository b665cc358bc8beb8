package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.text.TokenModel;
import java.util.ArrayList;
import java.util.List;

/** Reads lines with a model, one after another. */
final class LineScorer {
  /** A line as the model reads it. */
  private record Encoded(List<String> written, ImmutableIntArray ids) {}

  private final SavedModel saved;
  private final boolean ranks;
  private final float[] probabilities;

  /**
   * @param ranks whether the rank of each token is wanted, for which all others are looked at
   */
  LineScorer(SavedModel saved, boolean ranks) {
    this.saved = saved;
    this.ranks = ranks;
    this.probabilities = new float[ranks ? saved.vocabulary().size() : 0];
  }

  /**
   * Scores them.
   *
   * @param continuous whether each is read after those before it
   * @param progress hears how many are done
   * @throws InvalidSettingException before the first, at a token that the vocabulary does not have
   */
  List<ScoredLine> score(List<String> lines, boolean continuous, Progress progress) {
    List<Encoded> encoded = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      encoded.add(encode(lines.get(i), i + 1));
    }
    long all = encoded.stream().mapToLong(line -> line.ids().length()).sum();
    long done = 0;
    TokenModel model = saved.model();
    List<ScoredLine> scored = new ArrayList<>();
    model.restart();
    for (int i = 0; i < lines.size(); i++) {
      if (!continuous) {
        model.restart();
      }
      ImmutableList.Builder<ScoredToken> tokens = ImmutableList.builder();
      for (int t = 0; t < encoded.get(i).ids().length(); t++) {
        tokens.add(token(encoded.get(i).written().get(t), encoded.get(i).ids().get(t)));
        progress.done(++done, all);
      }
      String read = saved.vocabulary().form().of(lines.get(i));
      long characters = read.codePointCount(0, read.length()) + 1L;
      scored.add(new ScoredLine(lines.get(i), characters, tokens.build()));
    }
    return scored;
  }

  private Encoded encode(String line, int number) {
    Vocabulary vocabulary = saved.vocabulary();
    try {
      List<String> written = new ArrayList<>(vocabulary.cut(line));
      ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
      ids.addAll(vocabulary.encode(line));
      vocabulary.lineEnd().ifPresent(ids::add);
      vocabulary.lineEnd().ifPresent(id -> written.add("\n"));
      return new Encoded(written, ids.build());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("", "line " + number + ": " + e.getMessage());
    }
  }

  private ScoredToken token(String written, int id) {
    Vocabulary vocabulary = saved.vocabulary();
    double nats = -Math.log(saved.model().probability(id));
    int rank = ranks ? rank(id) : 0;
    saved.model().read(id);
    boolean isKnown =
        !RareWords.hasUnknown(vocabulary) || !RareWords.isUnknown(vocabulary, written);
    double spelling = isKnown ? 0 : saved.speller().map(s -> s.nats(written)).orElse(0.0);
    return new ScoredToken(written, isKnown, nats, rank, spelling);
  }

  private int rank(int id) {
    saved.model().probabilities(probabilities);
    int rank = 1;
    for (float probability : probabilities) {
      rank += probability > probabilities[id] ? 1 : 0;
    }
    return rank;
  }
}

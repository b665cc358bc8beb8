package dev.ensayo.sequence.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.sequence.text.CorpusScore;
import java.util.List;

/**
 * A line with what a model says of it.
 *
 * @param text as it was given
 * @param characters Unicode code points in the form that the model reads it in, its end included
 */
record ScoredLine(String text, long characters, ImmutableList<ScoredToken> tokens) {
  /** Of the whole line; its end counts as a character. */
  CorpusScore score() {
    return new CorpusScore(
        tokens.stream().mapToDouble(ScoredToken::nats).sum(),
        tokens.size(),
        characters,
        tokens.stream().filter(token -> !token.isKnown()).count(),
        tokens.stream().mapToDouble(ScoredToken::spelling).sum());
  }

  /** Of all lines together. */
  static CorpusScore total(List<ScoredLine> lines) {
    List<CorpusScore> scores = lines.stream().map(ScoredLine::score).toList();
    return new CorpusScore(
        scores.stream().mapToDouble(CorpusScore::nats).sum(),
        scores.stream().mapToLong(CorpusScore::tokens).sum(),
        scores.stream().mapToLong(CorpusScore::characters).sum(),
        scores.stream().mapToLong(CorpusScore::unknown).sum(),
        scores.stream().mapToDouble(CorpusScore::spelling).sum());
  }
}

package dev.ensayo.sequence.text;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.ScoredShare;
import dev.ensayo.sequence.spelling.Speller;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ToDoubleFunction;

/**
 * What is looked at by the tests of a run: the parts of a text that are held out, or some of each.
 */
public final class HeldOut {
  /** A part as a model reads it, and as it is written. */
  private record Part(Tokens tokens, WrittenPart written) {}

  private final Corpus corpus;
  private final Optional<Speller> speller;
  private final ScoringBound bound;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  /**
   * @param speller of words that the vocabulary does not have; empty where it has all
   */
  public HeldOut(Corpus corpus, Optional<Speller> speller, ScoringBound bound) {
    this.corpus = corpus;
    this.speller = speller;
    this.bound = bound;
  }

  /** Whether there is no such part. */
  public boolean isEmpty(Split split) {
    return part(split).tokens().isEmpty();
  }

  private Part part(Split split) {
    return parts.computeIfAbsent(
        split,
        each -> {
          Tokens tokens = bound.of(corpus.tokens(each));
          return new Part(tokens, WrittenPart.of(corpus, each, tokens, speller));
        });
  }

  /**
   * Records what no test changes: the share of unknown words where there may be any, and the share
   * that is looked at where that is not all.
   */
  public void describe(Split split, ObjDoubleConsumer<String> sink) {
    Part part = part(split);
    part.written().recordUnknown(sink, split, corpus.vocabulary());
    int all = corpus.tokens(split).length();
    if (part.tokens().length() < all) {
      sink.accept(ScoredShare.of(split.label()), (double) part.tokens().length() / all);
    }
  }

  /**
   * Scores a part that is there, and records what comes of it.
   *
   * @param nats Σ −ln p of a model over tokens
   */
  public CorpusScore test(
      Split split, ToDoubleFunction<Tokens> nats, ObjDoubleConsumer<String> sink) {
    Part part = part(split);
    CorpusScore score = part.written().score(nats.applyAsDouble(part.tokens()));
    score.record(sink, split, corpus);
    return score;
  }
}

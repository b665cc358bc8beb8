package dev.ensayo.environments.markovtext;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Text drawn from a source of known entropy rate: see {@link MarkovSource}. It needs no file, and
 * how far a model is from the best one possible is a number.
 */
public final class MarkovText implements Corpus {
  private final MarkovTextConfig config;
  private final MarkovSource source;
  private final CorpusSpec spec;
  private final Vocabulary vocabulary;
  private final Map<Split, Tokens> parts = new EnumMap<>(Split.class);
  private Tokens text;

  public MarkovText(MarkovTextConfig config) {
    this.config = config;
    this.source = new MarkovSource(config, seeds().stream("source"));
    this.spec = new CorpusSpec(TokenUnit.CHARACTER, OptionalDouble.of(source.entropyRate()));
    this.vocabulary = new Vocabulary(TokenUnit.CHARACTER, source.tokens());
  }

  private SeedSequence seeds() {
    return new SeedSequence(config.seed()).child("markov-text");
  }

  @Override
  public CorpusSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The whole text, drawn at the first call. */
  private synchronized Tokens text() {
    if (text == null) {
      RandomStream random = seeds().stream("text");
      MarkovSource.Walk walk = source.walk();
      Tokens.Builder drawn = new Tokens.Builder();
      for (int t = 0; t < config.tokens(); t++) {
        drawn.add(walk.draw(random));
      }
      text = drawn.build();
    }
    return text;
  }

  private int start(Split split) {
    return (int) config.split().start(split, config.tokens());
  }

  private int end(Split split) {
    return (int) config.split().end(split, config.tokens());
  }

  @Override
  public synchronized Tokens tokens(Split split) {
    return parts.computeIfAbsent(split, s -> text().part(start(s), end(s)));
  }

  @Override
  public OptionalDouble bestNatsPerToken(Split split, int tokens) {
    int end = (int) Math.min(end(split), (long) start(split) + tokens);
    if (start(split) == end) {
      return OptionalDouble.empty();
    }
    Tokens all = text();
    MarkovSource.Walk walk = source.walk();
    double nats = 0;
    for (int t = 0; t < end; t++) {
      nats -= t < start(split) ? 0 : StrictMath.log(walk.probability(all.get(t)));
      walk.advance(all.get(t));
    }
    return OptionalDouble.of(nats / (end - start(split)));
  }

  @Override
  public WordReader words(Split split) {
    return new DrawnWords(tokens(split), vocabulary);
  }
}

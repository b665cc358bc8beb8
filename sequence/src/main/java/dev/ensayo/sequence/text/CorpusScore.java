package dev.ensayo.sequence.text;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.metrics.ScoredShare;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;

/**
 * How well a model predicts a text.
 *
 * @param nats Σ −ln p over all tokens
 * @param tokens how many
 * @param characters of the text
 * @param unknown how many of the tokens stand for a word that the vocabulary does not have
 * @param spelling nats that the letters of those words cost, see {@link
 *     dev.ensayo.sequence.spelling.Speller}
 */
public record CorpusScore(
    double nats, long tokens, long characters, long unknown, double spelling) {
  private static final String NATS_PER_TOKEN = "nats_per_token";

  /** What models of text are for; the test part is kept for the end. */
  public static final Goal GOAL =
      new Goal(Split.VALID.label() + "/" + NATS_PER_TOKEN, Better.LOWER);

  /** Mean cross-entropy. */
  public double natsPerToken() {
    return nats / tokens;
  }

  /** exp of the mean cross-entropy of a token. */
  public double perplexity() {
    return Math.exp(natsPerToken());
  }

  /** Of a text whose words are all known. */
  public CorpusScore(double nats, long tokens, long characters) {
    this(nats, tokens, characters, 0, 0);
  }

  /** Σ −ln p with the letters of unknown words. */
  public double natsWithSpelling() {
    return nats + spelling;
  }

  /**
   * Cross-entropy per Unicode character of the text, unknown words spelled: the length of a code
   * from which it can be read back, comparable whatever the tokens are.
   */
  public double bitsPerCharacter() {
    return natsWithSpelling() / Math.log(2) / characters;
  }

  /**
   * Records all there is to say, the distance from the best score possible included where the
   * source of the text is known: from what the source itself scores on that part, which differs
   * from its entropy rate by chance alone, or else from the entropy rate.
   */
  public void record(ObjDoubleConsumer<String> sink, Split split, Corpus corpus) {
    OptionalDouble entropyRate = corpus.spec().entropyRate();
    OptionalDouble best = corpus.bestNatsPerToken(split, Math.toIntExact(tokens));
    String group = split.label();
    sink.accept(group + "/" + NATS_PER_TOKEN, natsPerToken());
    sink.accept(group + "/perplexity", perplexity());
    sink.accept(group + "/bits_per_character", bitsPerCharacter());
    entropyRate.ifPresent(
        rate -> {
          double excess = natsPerToken() - best.orElse(rate);
          sink.accept(group + "/excess_nats", excess);
          sink.accept(group + "/relative_excess", excess / rate);
        });
  }

  /** The names that {@link #record} may use. */
  public static ImmutableSet<String> metrics() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    for (Split split : new Split[] {Split.VALID, Split.TEST}) {
      for (String name :
          new String[] {
            NATS_PER_TOKEN,
            "perplexity",
            "bits_per_character",
            WrittenPart.UNKNOWN_SHARE,
            ScoredShare.NAME,
            "excess_nats",
            "relative_excess"
          }) {
        names.add(split.label() + "/" + name);
      }
    }
    return names.build();
  }
}

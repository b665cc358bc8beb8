package dev.ensayo.core.corpus;

import dev.ensayo.core.environment.EnvironmentSpec;
import java.util.OptionalDouble;

/**
 * What a learner needs to know of a text before it is read.
 *
 * @param unit what a token is
 * @param entropyRate of the source that the text was drawn from, in nats per token, where it is
 *     known: no model of the text can have a lower cross-entropy in the long run
 */
public record CorpusSpec(TokenUnit unit, OptionalDouble entropyRate) implements EnvironmentSpec {
  @Override
  public String kind() {
    return "corpus";
  }
}

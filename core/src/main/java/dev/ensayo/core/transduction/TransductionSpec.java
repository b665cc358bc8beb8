package dev.ensayo.core.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.EnvironmentSpec;

/**
 * What a learner needs to know before the examples are read.
 *
 * @param source what a symbol of a source is
 * @param target what a symbol of an answer is
 */
public record TransductionSpec(TokenUnit source, TokenUnit target) implements EnvironmentSpec {
  @Override
  public String kind() {
    return "transduction task";
  }
}

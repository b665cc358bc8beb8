package dev.ensayo.environments.markovtext;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link MarkovText}. */
public final class MarkovTextProvider implements EnvironmentProvider<MarkovTextConfig> {
  @Override
  public String name() {
    return "markov-text";
  }

  @Override
  public String summary() {
    return "Text with nested brackets, drawn from a source of known entropy rate; needs no file.";
  }

  @Override
  public Class<MarkovTextConfig> configType() {
    return MarkovTextConfig.class;
  }

  @Override
  public Corpus open(MarkovTextConfig config) {
    return new MarkovText(config);
  }
}

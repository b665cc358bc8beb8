package dev.ensayo.environments.taggedtext;

import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link TaggedSentences}. */
public final class TaggedTextProvider implements EnvironmentProvider<TaggedTextConfig> {
  @Override
  public String name() {
    return "tagged-text";
  }

  @Override
  public String summary() {
    return "Sentences with a class for each word, from CoNLL-U or word/tag files, or made up.";
  }

  @Override
  public Class<TaggedTextConfig> configType() {
    return TaggedTextConfig.class;
  }

  @Override
  public LabelledTextSource open(TaggedTextConfig config) {
    return new TaggedSentences(config, config.source().read(config.splitSeed()));
  }
}

package dev.ensayo.environments.text;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link Text}. */
public final class TextProvider implements EnvironmentProvider<TextConfig> {
  @Override
  public String name() {
    return "text";
  }

  @Override
  public String summary() {
    return "Any UTF-8 file, folder or known text, as characters, bytes, pieces of words (BPE) or words.";
  }

  @Override
  public Class<TextConfig> configType() {
    return TextConfig.class;
  }

  @Override
  public Corpus open(TextConfig config) {
    return open(config, DataFolders.ofThisMachine());
  }

  /** The same with other folders of data sets. */
  static Text open(TextConfig config, DataFolders folders) {
    Text text = new Text(config, TextParts.locate(config, DataSetCatalog.load(), folders));
    text.checkEarly();
    return text;
  }
}

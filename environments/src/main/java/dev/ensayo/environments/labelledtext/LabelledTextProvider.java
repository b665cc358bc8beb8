package dev.ensayo.environments.labelledtext;

import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link ClassifiedTexts}. */
public final class LabelledTextProvider implements EnvironmentProvider<LabelledTextConfig> {
  @Override
  public String name() {
    return "labelled-text";
  }

  @Override
  public String summary() {
    return "Texts with a class each, from folders, a table, novels or fortune cookies, or made up.";
  }

  @Override
  public Class<LabelledTextConfig> configType() {
    return LabelledTextConfig.class;
  }

  @Override
  public LabelledTextSource open(LabelledTextConfig config) {
    return open(config, DataFolders.ofThisMachine());
  }

  /** The same with other folders of data sets. */
  static LabelledTextSource open(LabelledTextConfig config, DataFolders folders) {
    return new ClassifiedTexts(config, config.source().read(config.splitSeed(), folders));
  }
}

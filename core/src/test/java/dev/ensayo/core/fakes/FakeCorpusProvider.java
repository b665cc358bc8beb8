package dev.ensayo.core.fakes;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Something to learn from that is no decision process, under the name {@code letters}. */
public final class FakeCorpusProvider implements EnvironmentProvider<FakeCorpusProvider.Config> {
  /** Settings of the corpus. */
  public record Config(@Setting(value = "letters in it", defaultValue = "26", min = 1) int size) {
    public Config {
      Settings.check(Config.class, size);
    }
  }

  /** What a learner knows of it. */
  public record Spec(int size) implements EnvironmentSpec {
    @Override
    public String kind() {
      return "corpus";
    }
  }

  /** The corpus. */
  public record Source(Spec spec) implements EnvironmentSource {}

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public String summary() {
    return "letters in a row";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public EnvironmentSource open(Config config) {
    return new Source(new Spec(config.size()));
  }
}

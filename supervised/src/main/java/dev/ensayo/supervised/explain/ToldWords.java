package dev.ensayo.supervised.explain;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What this module says in exhibits, said at the terminal: from the catalogue of its reports. */
final class ToldWords {
  private static final String CATALOGUE = "/META-INF/ensayo/report_es.yaml";

  private final Map<String, String> known = new HashMap<>();

  ToldWords(Language language) {
    if (language == Language.SPANISH) {
      ((ConfigNode.Mapping) YamlReader.parseValue(CATALOGUE, catalogue()))
          .entries()
          .values()
          .forEach(section -> ((ConfigNode.Sequence) section).items().forEach(this::add));
    }
  }

  /**
   * @throws InvalidSettingException for {@code lang}
   */
  static Language language(String tag) {
    for (Language language : Language.values()) {
      if (language.locale().getLanguage().equals(tag)) {
        return language;
      }
    }
    throw new InvalidSettingException("lang", "must be en or es, not '" + tag + "'");
  }

  private static String catalogue() {
    try (InputStream in = ToldWords.class.getResourceAsStream(CATALOGUE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(ConfigNode entry) {
    if (entry instanceof ConfigNode.Mapping pair
        && pair.entries().get("en") instanceof ConfigNode.Scalar english
        && pair.entries().get("es") instanceof ConfigNode.Scalar spanish) {
      known.put(english.text(), spanish.text());
    }
  }

  /** A template with its places filled. */
  String say(String english, Object... arguments) {
    String said = known.getOrDefault(english, english);
    for (int i = 0; i < arguments.length; i++) {
      said = said.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return said;
  }
}

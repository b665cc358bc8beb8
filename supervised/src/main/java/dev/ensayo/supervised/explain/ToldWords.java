package dev.ensayo.supervised.explain;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What this module says in exhibits, said at the terminal: from the catalogue of its reports. */
final class ToldWords {
  private static final String CATALOGUE = "META-INF/ensayo/report_es.yaml";

  /** Cells that are numbers, with an exponent or without. */
  private static final Pattern NUMBER = Pattern.compile("[-−+]?\\d+(\\.\\d+)?(e[-−+]?\\d+)?");

  private final Language language;
  private final Map<String, String> known = new HashMap<>();

  ToldWords(Language language) {
    this.language = language;
    if (language == Language.SPANISH) {
      catalogues().forEach(this::addAll);
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

  /** Of all modules: they have one name, as those that reports read. */
  private static List<String> catalogues() {
    List<String> texts = new ArrayList<>();
    try {
      for (URL url : Collections.list(ToldWords.class.getClassLoader().getResources(CATALOGUE))) {
        try (InputStream in = url.openStream()) {
          texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private void addAll(String catalogue) {
    ((ConfigNode.Mapping) YamlReader.parseValue(CATALOGUE, catalogue))
        .entries()
        .values()
        .forEach(section -> ((ConfigNode.Sequence) section).items().forEach(this::add));
  }

  private void add(ConfigNode entry) {
    if (entry instanceof ConfigNode.Mapping pair
        && pair.entries().get("en") instanceof ConfigNode.Scalar english
        && pair.entries().get("es") instanceof ConfigNode.Scalar spanish) {
      known.putIfAbsent(english.text(), spanish.text());
    }
  }

  /** A number with the sign between whole and fraction that the language has. */
  private String number(String text) {
    return language == Language.SPANISH && NUMBER.matcher(text).matches()
        ? text.replace('.', ',')
        : text;
  }

  /** A template with its places filled; numbers as the language writes them. */
  String say(String english, Object... arguments) {
    String said = known.getOrDefault(english, number(english));
    for (int i = 0; i < arguments.length; i++) {
      said = said.replace("{" + i + "}", number(String.valueOf(arguments[i])));
    }
    return said;
  }
}

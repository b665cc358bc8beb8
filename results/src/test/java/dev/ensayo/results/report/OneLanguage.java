package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.chart.Xml;
import dev.ensayo.results.language.SaidInSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Reads a report as people do, and finds words of another language in it. */
public final class OneLanguage {
  /** Words that plugins say beside those of the report's own sentences. */
  private static final ImmutableMap<Language, String> OF_PLUGINS =
      ImmutableMap.of(
          Language.ENGLISH, "after return example examples class what which does policy place",
          Language.SPANISH, "tras retorno ejemplo ejemplos clase lo cuál hace política lugar");

  private static final Pattern SVG = Pattern.compile("data:image/svg\\+xml;base64,(.*)");

  /** Parts of names and paths are no words. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![-\\w/.=])\\p{L}+(?![-\\w/=]|\\.\\p{L})", Pattern.UNICODE_CHARACTER_CLASS);

  /** Words in the names of machines, and values of settings. */
  private static final ImmutableSet<String> NAMES = ImmutableSet.of("processor", "true", "false");

  private static final ImmutableSet<String> SKIPPED = ImmutableSet.of("style", "pre", "code");
  private static final ImmutableSet<String> SPOKEN =
      ImmutableSet.of("aria-label", "alt", "title", "data-lost");

  private static final ImmutableMap<Language, ImmutableSet<String>> WORDS = wordsOfOneLanguage();

  private OneLanguage() {}

  /** Words that sentences of one language have and those of the other have not. */
  private static ImmutableMap<Language, ImmutableSet<String>> wordsOfOneLanguage() {
    try {
      Set<String> english = new TreeSet<>(words(OF_PLUGINS.get(Language.ENGLISH)));
      Set<String> spanish = new TreeSet<>(words(OF_PLUGINS.get(Language.SPANISH)));
      SaidInSources.read().templates().forEach(sentence -> english.addAll(words(sentence)));
      SaidInSources.inSpanish().forEach(sentence -> spanish.addAll(words(sentence)));
      return ImmutableMap.of(
          Language.ENGLISH, ImmutableSet.copyOf(Sets.difference(english, spanish)),
          Language.SPANISH, ImmutableSet.copyOf(Sets.difference(spanish, english)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(word -> word.length() > 1 && !NAMES.contains(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Writes the report of a study in each language and reads it.
   *
   * @param study its folder
   * @param names what users and programs wrote: the question, reasons, names with common words
   */
  static void check(Path study, String... names) throws IOException {
    for (Language language : Language.values()) {
      Path out = study.resolveSibling(study.getFileName() + "-in-" + language.tag());
      ReportWriter.write(List.of(study), out, ReportLanguage.asked(language), doing -> {});
      assertThat(strangers(language, texts(out), names)).as("in %s", language).isEmpty();
    }
  }

  /** Words of another language in a page, with what they stand in. */
  public static List<String> strangers(Language language, String page, String... names) {
    List<String> texts = new ArrayList<>();
    collect(Xml.parse(page), texts);
    return strangers(language, texts, names);
  }

  private static List<String> strangers(Language language, List<String> texts, String... names) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      String own = text;
      for (String name : names) {
        own = own.replace(name, "");
      }
      Set<String> words = words(own);
      for (Language other : Language.values()) {
        if (other != language && !Sets.intersection(words, WORDS.get(other)).isEmpty()) {
          found.add(Sets.intersection(words, WORDS.get(other)) + " in: " + own.strip());
        }
      }
    }
    return found;
  }

  /** All that is read or read out of the page and of the text file. */
  private static List<String> texts(Path report) throws IOException {
    List<String> texts = new ArrayList<>();
    Element page = Xml.parse(Files.readString(report.resolve(ReportWriter.HTML)));
    collect(page, texts);
    boolean fenced = false;
    for (String line : Files.readAllLines(report.resolve(ReportWriter.MARKDOWN))) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        texts.add(line.replace("\\", ""));
      }
    }
    return texts;
  }

  private static void collect(Node node, List<String> texts) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      texts.add(node.getTextContent());
    }
    if (SKIPPED.contains(node.getNodeName())) {
      return;
    }
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      String value = attributes.item(i).getNodeValue();
      if (SPOKEN.contains(attributes.item(i).getNodeName())) {
        texts.add(value);
      }
      SVG.matcher(value)
          .results()
          .forEach(
              svg ->
                  collect(
                      Xml.parse(
                          new String(
                              Base64.getDecoder().decode(svg.group(1)), StandardCharsets.UTF_8)),
                      texts));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      collect(child, texts);
    }
  }
}

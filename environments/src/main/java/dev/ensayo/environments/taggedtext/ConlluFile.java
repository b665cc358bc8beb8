package dev.ensayo.environments.taggedtext;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CoNLL-U (universaldependencies.org/format.html): a word a line with ten fields between
 * tabs, a blank line behind each sentence, comments that begin with {@code #}. Words are those with
 * a whole number; the lines of multiword tokens ({@code 1-2}), which have no tag of their own, and
 * of empty nodes ({@code 8.1}), which are not in the text, are left out.
 */
final class ConlluFile {
  /** What a word has where it lacks a feature. */
  static final String NOTHING = "_";

  private static final int FIELDS = 10;
  private static final int FORM = 1;
  private static final int FEATURES = 5;
  private static final int MISCELLANEOUS = 9;
  private static final ImmutableMap<String, Integer> COLUMNS =
      ImmutableMap.of("UPOS", 3, "XPOS", 4, "DEPREL", 7);
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter TABS = Splitter.on('\t');
  private static final Splitter PAIRS = Splitter.on('|');
  private static final Pattern NUMBER = Pattern.compile("(\\d+)(-\\d+|\\.\\d+)?");

  private final Path file;
  private final String key;
  private final String tag;
  private final Set<String> names = new TreeSet<>();
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private int began;
  private boolean found;

  /**
   * @param key the setting that names the file
   * @param tag UPOS, XPOS or DEPREL, or the name of a feature or of an entry of the last field
   */
  ConlluFile(Path file, String key, String tag) {
    this.file = file;
    this.key = key;
    this.tag = tag;
  }

  /**
   * The sentences.
   *
   * @throws InvalidSettingException with file and line where the format is broken, or naming the
   *     features that there are if none is called so
   */
  ImmutableList<Sentence> read() {
    int number = 0;
    for (String line : LINES.split(content())) {
      number++;
      if (line.isBlank()) {
        end();
      } else if (!line.startsWith("#")) {
        word(number, line);
      }
    }
    end();
    if (sentences.isEmpty()) {
      throw new InvalidSettingException(key, file + ": it has no sentence");
    }
    if (!found && !COLUMNS.containsKey(tag)) {
      names.addAll(COLUMNS.keySet());
      throw new InvalidSettingException(
          "source.tag",
          "%s: no word has a '%s'; %s".formatted(file, tag, NearestName.hint(tag, names)));
    }
    return ImmutableList.copyOf(sentences);
  }

  private String content() {
    try {
      return CodePointReader.read(new TextFile(file, file.toString()));
    } catch (IOException e) {
      throw new InvalidSettingException(key, String.valueOf(e.getMessage()));
    }
  }

  private void end() {
    if (!words.isEmpty()) {
      sentences.add(
          new Sentence(
              file.getFileName() + ":" + began,
              ImmutableList.copyOf(words),
              ImmutableList.copyOf(tags)));
      words.clear();
      tags.clear();
    }
  }

  private void word(int number, String line) {
    List<String> fields = TABS.splitToList(line);
    if (fields.size() != FIELDS) {
      throw wrong(
          number,
          "a word has %s fields with tabs between, not %s".formatted(FIELDS, fields.size()));
    }
    Matcher id = NUMBER.matcher(fields.get(0));
    if (!id.matches()) {
      throw wrong(number, "'" + fields.get(0) + "' is no number of a word");
    }
    if (id.group(2) != null) {
      return;
    }
    if (!id.group(1).equals(Integer.toString(words.size() + 1))) {
      throw wrong(
          number,
          "word %s stands where word %s should; a blank line ends a sentence"
              .formatted(id.group(1), words.size() + 1));
    }
    if (fields.get(FORM).isBlank()) {
      throw wrong(number, "the word itself, field 2, is empty");
    }
    if (words.isEmpty()) {
      began = number;
    }
    words.add(fields.get(FORM));
    tags.add(tag(number, fields));
  }

  private String tag(int number, List<String> fields) {
    Integer column = COLUMNS.get(tag);
    if (column != null) {
      String value = fields.get(column);
      if (value.equals(NOTHING) || value.isBlank()) {
        throw wrong(number, "'%s' has no %s".formatted(fields.get(FORM), tag));
      }
      return value;
    }
    return entry(fields.get(FEATURES))
        .or(() -> entry(fields.get(MISCELLANEOUS)))
        .map(
            value -> {
              found = true;
              return value;
            })
        .orElse(NOTHING);
  }

  private Optional<String> entry(String field) {
    Optional<String> value = Optional.empty();
    for (String pair : PAIRS.split(field)) {
      int at = pair.indexOf('=');
      if (at > 0) {
        names.add(pair.substring(0, at));
        if (pair.substring(0, at).equals(tag)) {
          value = Optional.of(pair.substring(at + 1));
        }
      }
    }
    return value;
  }

  private InvalidSettingException wrong(int line, String message) {
    return new InvalidSettingException(key, file + ":" + line + ": " + message);
  }
}

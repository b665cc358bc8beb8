package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.CsvLines;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.environments.images.PartNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of CSV files with a header: a column has the texts, another their classes. */
final class TextTable {
  private final TextClassSource.Csv config;
  private final Map<Split, List<Row>> rows = new EnumMap<>(Split.class);
  private final Map<String, String> sha256 = new LinkedHashMap<>();

  /** A row, its class still a name. */
  private record Row(String origin, String text, String label) {}

  TextTable(TextClassSource.Csv config) {
    this.config = config;
  }

  /**
   * @throws InvalidSettingException naming the file, and line and column that are not as they
   *     should be
   */
  RawTexts read() {
    new PartOf(config.file(), "source.file", Split.TRAIN).read();
    config.valid().ifPresent(file -> new PartOf(file, "source.valid", Split.VALID).read());
    config.test().ifPresent(file -> new PartOf(file, "source.test", Split.TEST).read());
    Map<String, Integer> numbers = new TreeMap<>();
    rows.values().forEach(part -> part.forEach(row -> numbers.put(row.label(), 0)));
    ImmutableList<String> classes = ImmutableList.copyOf(numbers.keySet());
    for (int k = 0; k < classes.size(); k++) {
      numbers.put(classes.get(k), k);
    }
    Map<Split, List<RawText>> texts = new EnumMap<>(Split.class);
    rows.forEach(
        (split, part) ->
            texts.put(
                split,
                part.stream()
                    .map(row -> new RawText(row.origin(), row.text(), numbers.get(row.label())))
                    .toList()));
    if (!texts.containsKey(Split.TRAIN)) {
      throw new InvalidSettingException("source.file", config.file() + ": no row is to learn from");
    }
    return RawTexts.of(
        TextFiles.name(Path.of(config.file())), classes, texts, sha256, ImmutableList.of());
  }

  /** One file. */
  private final class PartOf {
    private final Path file;
    private final String key;
    private final Split split;
    private int width;
    private int textColumn;
    private int classColumn;
    private int partColumn = -1;
    private boolean headed;

    PartOf(String file, String key, Split split) {
      this.file = Path.of(file);
      this.key = key;
      this.split = split;
    }

    void read() {
      try {
        new CsvLines(file, config.separator()).read(this::take);
        sha256.put(TextFiles.name(file), new TextFile(file, TextFiles.name(file)).sha256());
      } catch (CsvLines.DamagedException e) {
        throw wrong(e.getMessage());
      } catch (IOException e) {
        throw wrong("it cannot be read: " + e.getMessage());
      }
      if (!headed) {
        throw wrong("it is empty; a header is expected");
      }
    }

    private void take(long line, List<String> fields) {
      if (!headed) {
        headed = true;
        width = fields.size();
        textColumn = column(fields, config.text(), "source.text");
        classColumn = column(fields, config.label(), "source.label");
        partColumn = config.part().map(name -> column(fields, name, "source.part")).orElse(-1);
        return;
      }
      if (fields.size() != width) {
        throw wrong(
            "line %s has %s fields, the header has %s; a field with a '%s' in it stands in \"…\""
                .formatted(line, fields.size(), width, shown(config.separator())));
      }
      String text = cell(line, fields, textColumn, config.text());
      String label = cell(line, fields, classColumn, config.label());
      rows.computeIfAbsent(part(line, fields), part -> new ArrayList<>())
          .add(new Row(TextFiles.name(file) + ":" + line, text, label));
    }

    private Split part(long line, List<String> fields) {
      if (partColumn < 0) {
        return split;
      }
      String name = fields.get(partColumn);
      return PartNames.part(name)
          .orElseThrow(
              () ->
                  wrong(
                      "line %s, column '%s': '%s' is no part; train, valid and test are"
                          .formatted(line, config.part().orElseThrow(), name)));
    }

    private String cell(long line, List<String> fields, int column, String name) {
      if (fields.get(column).isEmpty()) {
        throw wrong("line %s, column '%s': there is nothing in it".formatted(line, name));
      }
      return fields.get(column);
    }

    private int column(List<String> header, String name, String setting) {
      int column = header.indexOf(name);
      if (column < 0) {
        throw new InvalidSettingException(
            setting,
            "%s has no column '%s' in its header, which line 1 is; %s"
                .formatted(file, name, NearestName.hint(name, header)));
      }
      return column;
    }

    private InvalidSettingException wrong(String message) {
      return new InvalidSettingException(key, file + ": " + message);
    }
  }

  private static String shown(String separator) {
    return ImmutableMap.of("\t", "tab").getOrDefault(separator, separator);
  }
}

package dev.ensayo.supervised.predict;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.text.BrokenTextException;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.text.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of a command line, of files and of folders of files, sorted by name: one a file, or one
 * on each line that is not blank.
 */
final class AskedTexts {
  private static final String STANDARD_INPUT = "-";
  private static final Splitter LINES = Splitter.on('\n');
  private static final Pattern TEXT_FILE = Pattern.compile("[^.].*\\.txt(\\.gz)?");

  private final ImmutableList<TextSource> sources;
  private final boolean lines;

  private AskedTexts(List<TextSource> sources, boolean lines) {
    this.sources = ImmutableList.copyOf(sources);
    this.lines = lines;
  }

  /**
   * What is asked.
   *
   * @param eachToken whether words have classes, so that each line is a text
   * @throws InvalidSettingException if that is nothing, or a file that is not there
   */
  static AskedTexts of(PredictConfig options, List<String> files, boolean eachToken) {
    if (options.text().isPresent()) {
      if (!files.isEmpty()) {
        throw new InvalidSettingException(
            "text", "is a text instead of files; leave one of them out");
      }
      String text = options.text().get();
      if (CharMatcher.whitespace().matchesAllOf(text)) {
        throw new InvalidSettingException("text", "is empty; give a text to answer");
      }
      return new AskedTexts(List.of(TextSource.of("--text", text)), false);
    }
    if (files.isEmpty()) {
      throw new InvalidSettingException(
          "", "name files or folders of text, or give a text with --text");
    }
    return new AskedTexts(
        files.stream().flatMap(file -> sources(file).stream()).toList(),
        options.lines() || eachToken);
  }

  private static List<TextSource> sources(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return List.of(TextSource.standardInput());
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new InvalidSettingException("", path + ": there is no such file");
    }
    return Files.isDirectory(path) ? within(path) : List.of(new TextFile(path, name));
  }

  private static List<TextSource> within(Path folder) {
    List<TextSource> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found =
          files
              .filter(file -> TEXT_FILE.matcher(file.getFileName().toString()).matches())
              .filter(Files::isRegularFile)
              .sorted()
              .map(file -> (TextSource) new TextFile(file, file.toString()))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found.isEmpty()) {
      throw new InvalidSettingException(
          "", folder + ": there is no file whose name ends with .txt or .txt.gz in this folder");
    }
    return found;
  }

  /**
   * Reads all texts in their order.
   *
   * @param unreadable takes a message for each file that is no text
   */
  void read(Sink sink, Consumer<String> unreadable) throws IOException {
    for (TextSource source : sources) {
      String text;
      try {
        text = CodePointReader.read(source);
      } catch (BrokenTextException e) {
        unreadable.accept(e.getMessage());
        continue;
      }
      if (lines) {
        lines(source, text, sink);
      } else {
        sink.add(source.place(), text);
      }
    }
  }

  private static void lines(TextSource source, String text, Sink sink) throws IOException {
    int number = 0;
    for (String line : LINES.split(text)) {
      number++;
      if (!CharMatcher.whitespace().matchesAllOf(line)) {
        sink.add(source.place() + ":" + number, line);
      }
    }
  }

  /** Takes texts, one after the other. */
  interface Sink {
    void add(String origin, String text) throws IOException;
  }
}

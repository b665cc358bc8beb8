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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The texts of a command line and of files: one on each line that is not blank, or one a file. */
final class AskedTexts {
  private static final String STANDARD_INPUT = "-";
  private static final Splitter LINES = Splitter.on('\n');

  private final ImmutableList<TextSource> sources;
  private final boolean whole;

  private AskedTexts(List<TextSource> sources, boolean whole) {
    this.sources = ImmutableList.copyOf(sources);
    this.whole = whole;
  }

  /**
   * What is asked.
   *
   * @throws InvalidSettingException if that is nothing, or a file that is not there
   */
  static AskedTexts of(PredictConfig options, List<String> files) {
    if (options.text().isPresent()) {
      if (!files.isEmpty()) {
        throw new InvalidSettingException("text", "is a text instead of files; leave one of them out");
      }
      String text = options.text().get();
      if (CharMatcher.whitespace().matchesAllOf(text)) {
        throw new InvalidSettingException("text", "is empty; give a text to answer");
      }
      return new AskedTexts(List.of(TextSource.of("--text", text)), true);
    }
    if (files.isEmpty()) {
      throw new InvalidSettingException(
          "", "name a file with a text on each line, or give one with --text");
    }
    return new AskedTexts(files.stream().map(AskedTexts::source).toList(), options.whole());
  }

  private static TextSource source(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return TextSource.standardInput();
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new InvalidSettingException("", path + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidSettingException("", path + " is a folder; name files of text");
    }
    return new TextFile(path, name);
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
      if (whole) {
        sink.add(source.place(), text);
      } else {
        lines(source, text, sink);
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

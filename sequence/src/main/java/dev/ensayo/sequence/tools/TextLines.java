package dev.ensayo.sequence.tools;

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

/** The lines of a text, read as the texts that are learned from are. */
final class TextLines {
  private static final String STANDARD_INPUT = "-";
  private static final Splitter LINES = Splitter.on('\n');

  private TextLines() {}

  /**
   * Reads them; the end of the last line may be missing.
   *
   * @param name of a file or pipe, or {@code -} for the standard input
   * @throws InvalidSettingException if there is no such file, it is empty, or it is not UTF-8, with
   *     the position
   */
  static ImmutableList<String> read(String name) throws IOException {
    TextSource source = source(name);
    String text;
    try {
      text = CodePointReader.read(source);
    } catch (BrokenTextException e) {
      throw new InvalidSettingException("", e.getMessage());
    }
    if (text.isEmpty()) {
      throw new InvalidSettingException("", source.place() + " is empty; put a text on each line");
    }
    return ImmutableList.copyOf(
        LINES.split(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text));
  }

  private static TextSource source(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return TextSource.standardInput();
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new InvalidSettingException("", path + " is a folder; name a file of text");
    }
    if (!Files.exists(path)) {
      throw new InvalidSettingException("", "there is no file " + path);
    }
    return new TextFile(path, name);
  }
}

package dev.ensayo.environments.taggedtext;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads words with their tags behind them, {@code The/at jury/nn said/vbd}: a sentence a line, as
 * the Brown corpus has it.
 */
final class SlashedFile {
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter BLANKS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  /** What the Brown corpus adds: foreign words, and words of titles, headlines and citations. */
  private static final Pattern FOREIGN = Pattern.compile("^fw-");

  private static final Pattern ADDED = Pattern.compile("(-(tl|hl|nc))+$|\\+.*$");

  private final Path file;
  private final TagSource.Slashed config;

  SlashedFile(Path file, TagSource.Slashed config) {
    this.file = file;
    this.config = config;
  }

  /**
   * The sentences; none of a file of blank lines.
   *
   * @throws InvalidSettingException with file and line at a word without a tag
   */
  ImmutableList<Sentence> read() {
    ImmutableList.Builder<Sentence> sentences = ImmutableList.builder();
    int number = 0;
    for (String line : LINES.split(content())) {
      number++;
      List<String> words = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      for (String token : BLANKS.split(line)) {
        int at = token.lastIndexOf(config.separator());
        if (at <= 0 || at + 1 == token.length()) {
          throw new InvalidSettingException(
              "source.folder",
              "%s:%s: '%s' is no word with a '%s' and its tag behind it"
                  .formatted(file, number, token, config.separator()));
        }
        words.add(token.substring(0, at));
        tags.add(tag(token.substring(at + 1)));
      }
      if (!words.isEmpty()) {
        sentences.add(
            new Sentence(
                file.getFileName() + ":" + number,
                ImmutableList.copyOf(words),
                ImmutableList.copyOf(tags)));
      }
    }
    return sentences.build();
  }

  private String tag(String written) {
    if (!config.plain()) {
      return written;
    }
    String plain = ADDED.matcher(FOREIGN.matcher(written).replaceFirst("")).replaceFirst("");
    return plain.isEmpty() ? written : plain;
  }

  private String content() {
    try {
      return CodePointReader.read(new TextFile(file, file.toString()));
    } catch (IOException e) {
      throw new InvalidSettingException("source.folder", String.valueOf(e.getMessage()));
    }
  }
}

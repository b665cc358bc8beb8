package dev.ensayo.embeddings.evaluation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.text.BrokenTextException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A test that is named without saying of which kind it is: what is in the file tells. */
public final class TestFile {
  private TestFile() {}

  /**
   * What the file asks: analogies where its first line begins with a colon or is four words between
   * blanks, else pairs.
   *
   * @param name of a file, looked for as given and below the folders for data, or {@code spanish}
   * @param vocabulary as {@link WordTests#vocabulary}
   * @throws InvalidSettingException if there is no such file, or it is no text
   */
  public static WordTests asTests(String name, int vocabulary) throws IOException {
    return name.equals(SpanishAnalogies.NAME) || holdsAnalogies(DataFiles.find(name, ""))
        ? new WordTests(Optional.of(name), vocabulary, ImmutableList.of(), ImmutableList.of())
        : new WordTests(Optional.empty(), vocabulary, ImmutableList.of(name), ImmutableList.of());
  }

  private static boolean holdsAnalogies(Path file) throws IOException {
    List<String> lines;
    try {
      lines = TestLines.of(file);
    } catch (BrokenTextException e) {
      throw new InvalidSettingException("", e.getMessage());
    }
    String line = lines.stream().filter(each -> !each.isBlank()).findFirst().orElse("");
    return line.startsWith(":")
        || (CharMatcher.anyOf("\t,").matchesNoneOf(line)
            && Splitter.on(' ').omitEmptyStrings().splitToList(line).size() == 4);
  }
}

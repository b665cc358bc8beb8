package dev.ensayo.embeddings.evaluation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @throws InvalidSettingException if there is no such file
   */
  public static WordTests asTests(String name, int vocabulary) throws IOException {
    return name.equals(SpanishAnalogies.NAME) || holdsAnalogies(DataFiles.find(name, ""))
        ? new WordTests(Optional.of(name), vocabulary, ImmutableList.of(), ImmutableList.of())
        : new WordTests(Optional.empty(), vocabulary, ImmutableList.of(name), ImmutableList.of());
  }

  private static boolean holdsAnalogies(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = in.readLine();
      while (line != null && line.isBlank()) {
        line = in.readLine();
      }
      return line != null
          && (line.startsWith(":")
              || (CharMatcher.anyOf("\t,").matchesNoneOf(line)
                  && Splitter.on(' ').omitEmptyStrings().splitToList(line).size() == 4));
    }
  }
}

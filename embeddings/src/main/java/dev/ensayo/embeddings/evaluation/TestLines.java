package dev.ensayo.embeddings.evaluation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;

/** The lines of a file of a test, read as texts are: in UTF-8, packed with gzip or not. */
final class TestLines {
  private static final Splitter LINES = Splitter.on('\n');

  private TestLines() {}

  /**
   * All of them.
   *
   * @throws dev.ensayo.core.text.BrokenTextException if the file is not UTF-8, with the line, or
   *     damaged
   */
  static ImmutableList<String> of(Path file) throws IOException {
    return ImmutableList.copyOf(
        LINES.split(CodePointReader.read(new TextFile(file, file.toString()))));
  }
}

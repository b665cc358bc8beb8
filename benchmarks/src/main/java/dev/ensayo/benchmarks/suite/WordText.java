package dev.ensayo.benchmarks.suite;

import dev.ensayo.core.data.DataFolders;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/** The text that word2vec is measured on: lines of {@code wiki100m} with its first words. */
final class WordText {
  private static final int WORDS = 5_000_000;
  private static final int TRIAL_WORDS = 4000;
  private static Path file;

  private WordText() {}

  static Optional<Path> source() {
    return DataFolders.ofThisMachine().find("wiki100m/wiki100m.txt");
  }

  /** Made at the first call, gone with this process. */
  static synchronized Path file() throws IOException {
    if (file == null) {
      Path made = temporary();
      Path packed = source().orElseThrow();
      try (InputStream in = Files.newInputStream(packed);
          InputStream text = packed.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
          BufferedWriter writer = Files.newBufferedWriter(made)) {
        int words = 0;
        for (String line = reader.readLine();
            line != null && words < WORDS;
            line = reader.readLine()) {
          writer.write(line);
          writer.newLine();
          words += new StringTokenizer(line).countTokens();
        }
      }
      file = made;
    }
    return file;
  }

  /** A hundred words in turn: enough to see that everything works. */
  static Path trial() throws IOException {
    Path made = temporary();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TRIAL_WORDS; i++) {
      text.append('w').append(i * i % 101).append(i % 20 == 19 ? '\n' : ' ');
    }
    return Files.writeString(made, text);
  }

  private static Path temporary() throws IOException {
    Path made = Files.createTempFile("ensayo-words", ".txt");
    made.toFile().deleteOnExit();
    return made;
  }
}

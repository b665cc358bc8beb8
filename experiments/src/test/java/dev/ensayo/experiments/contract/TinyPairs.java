package dev.ensayo.experiments.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file with a few pairs of texts. */
final class TinyPairs {
  private static final int PAIRS = 60;

  private static Path written;

  private TinyPairs() {}

  /** The file, written once. */
  static synchronized Path file() {
    if (written == null) {
      try {
        written = Files.createTempFile("tiny-pairs-", ".tsv");
        Files.writeString(
            written,
            IntStream.range(0, PAIRS)
                .mapToObj(i -> "number " + i + "\t" + Integer.toBinaryString(i))
                .collect(Collectors.joining("\n")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return written;
  }
}

package dev.ensayo.benchmarks.suite;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A run of word2vec in a process of its own; writes words per second. */
public final class Word2VecProcess {
  private Word2VecProcess() {}

  /**
   * The other process.
   *
   * @param arguments workload, threads, text
   */
  public static void main(String[] arguments) {
    double rate =
        Word2VecComparison.measureHere(
            arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      out.println(rate);
    }
  }
}

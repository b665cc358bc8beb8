package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import dev.ensayo.experiments.cli.Ensayo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** A model to serve: 16 numbers, hidden units, 4 classes, learned from 400 rows of a table. */
final class ServedRun {
  static final int INPUTS = 16;
  static final int HIDDEN = 32;
  static final int CLASSES = 4;

  private static final int ROWS = 400;
  private static final String STUDY =
      """
      study: served
      environment: {type: table, source: {type: csv, file: rows.csv}, target: class}
      agent: {type: mlp, hiddenUnits: %s}
      budget: {epochs: 1}
      seeds: {from: 1, count: 1}
      """;

  private ServedRun() {}

  /** Makes the run of a small model; its folder. */
  static Path make(Path folder) throws IOException {
    return make(folder, ImmutableList.of(HIDDEN));
  }

  /**
   * Makes the run; its folder.
   *
   * @param hidden units of each layer between the numbers and the classes
   */
  static Path make(Path folder, List<Integer> hidden) throws IOException {
    Files.writeString(folder.resolve("rows.csv"), rows());
    Path study = Files.writeString(folder.resolve("served.yaml"), STUDY.formatted(hidden));
    CommandLine commands = Ensayo.commandLine();
    StringWriter said = new StringWriter();
    commands.setOut(new PrintWriter(said, true));
    commands.setErr(new PrintWriter(said, true));
    int code =
        commands.execute("run", study.toString(), "--out", folder.resolve("runs").toString());
    if (code != 0) {
      throw new MeasurementException("the model to serve was not made: " + said);
    }
    return folder.resolve("runs").resolve("served").resolve("baseline").resolve("seed-1");
  }

  private static String rows() {
    Random random = new Random(1);
    String header =
        IntStream.range(0, INPUTS).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    StringBuilder csv = new StringBuilder(header + ",class\n");
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < INPUTS; i++) {
        csv.append(String.format(Locale.ROOT, "%.3f,", random.nextGaussian()));
      }
      csv.append((char) ('a' + row % CLASSES)).append('\n');
    }
    return csv.toString();
  }

  /** A request of so many rows by the Open Inference Protocol. */
  static String matrix(int rows) {
    return """
    {"inputs":[{"name":"input","datatype":"FP64","shape":[%d,%d],"data":[%s]}]}\
    """
        .formatted(
            rows,
            INPUTS,
            IntStream.range(0, rows)
                .mapToObj(row -> "[" + numbers(INPUTS) + "]")
                .collect(Collectors.joining(",")));
  }

  /** The same for the server in Python. */
  static String lists(int rows) {
    return "{\"rows\":["
        + IntStream.range(0, rows)
            .mapToObj(row -> "[" + numbers(INPUTS) + "]")
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, "%.2f", 0.25 + 0.01 * i))
        .collect(Collectors.joining(","));
  }
}

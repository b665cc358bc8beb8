package dev.ensayo.serving.pipeline;

import dev.ensayo.core.file.Fence;
import dev.ensayo.core.plugin.RunService;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.experiments.cli.InstalledRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A folder with a pipeline, its study and its inbox, and data made up for it. */
final class PipelinePlace {
  static final String STUDY =
      """
      study: customers
      environment:
        {type: table, source: {type: csv, file: customers.csv}, target: answer, testShare: 0.1}
      agent:
        type: logistic-regression
        learning: {batchSize: 16, updater: {type: adam, learningRate: 0.05}}
      budget: {epochs: 8}
      variants:
        baseline: {}
        network:
          agent:
            type: mlp
            hiddenUnits: [16]
            learning: {batchSize: 8, updater: {type: adam, learningRate: 0.02}}
      """;

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2030-01-01T12:00:00Z"));

  private final Path folder;
  final List<String> told = new ArrayList<>();

  private PipelinePlace(Path folder) {
    this.folder = folder;
  }

  /** With a study, and a pipeline that says more than its name, study, inbox and folder. */
  static PipelinePlace of(Path folder, String pipeline) throws IOException {
    return of(folder, STUDY, pipeline);
  }

  static PipelinePlace of(Path folder, String study, String pipeline) throws IOException {
    System.setProperty("ensayo.home", System.getProperty("ensayo.root", "."));
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("study.yaml"), study);
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        "pipeline: customers\nstudy: study.yaml\ninbox: incoming\nfolder: state\n" + pipeline);
    return new PipelinePlace(folder);
  }

  /** A row by a source of chance. */
  interface Row extends Function<RandomStream, String> {}

  /** Region and a number x; the answer is yes where x, with some noise, is above 0. */
  static String rising(RandomStream random) {
    return row(random, 0.5, 0, (x, north) -> x > 0);
  }

  /** The same with no rule in the answers. */
  static String shuffled(RandomStream random) {
    return row(random, 0.5, 0, (x, north) -> random.nextDouble() < 0.5);
  }

  /** A rule of a row. */
  interface Rule {
    boolean says(double x, boolean north);
  }

  static String row(RandomStream random, double north, double shift, Rule rule) {
    boolean isNorth = random.nextDouble() < north;
    double x = random.nextDouble(-1, 1) + shift;
    double noise = random.nextDouble(-0.2, 0.2);
    return String.format(
        Locale.ROOT,
        "%.4f,%.4f,%s,%s",
        x,
        random.nextDouble(-1, 1),
        isNorth ? "north" : "south",
        rule.says(x + noise, isNorth) ? "yes" : "no");
  }

  /** Puts a file of rows into the inbox. */
  void put(String name, int rows, long seed, Row row) throws IOException {
    RandomStream random = new SeedSequence(seed).stream("rows");
    StringBuilder text = new StringBuilder("x,z,region,answer\n");
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(random)).append('\n');
    }
    put(name, text.toString());
  }

  void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve("incoming").resolve(name), text, StandardCharsets.UTF_8);
  }

  PipelineFile file() {
    return PipelineFile.read(folder.resolve("pipeline.yaml"), new InstalledRuns());
  }

  PipelineMachine machine(Fence fence, RunService runs) {
    return new PipelineMachine(file(), fence, NOON, runs, told::add);
  }

  /** Handles all that is there. */
  PipelineMachine handle() throws IOException {
    Files.createDirectories(state());
    PipelineMachine machine = machine(Fence.NONE, new InstalledRuns());
    machine.begin();
    boolean more = true;
    while (more) {
      more = machine.step(() -> false);
    }
    return machine;
  }

  Path state() {
    return folder.resolve("state");
  }

  Path inbox() {
    return folder.resolve("incoming");
  }

  /** The events of the log. */
  List<PipelineEvent> events() throws IOException {
    return new PipelineLog(state().resolve("log.jsonl"), Fence.NONE, NOON)
        .read().stream().map(PipelineLog.Line::event).toList();
  }

  /** The last event. */
  PipelineEvent last() throws IOException {
    List<PipelineEvent> events = events();
    return events.get(events.size() - 1);
  }
}

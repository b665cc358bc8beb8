package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests that a server answers over the loopback interface, its clients on the same cores: of one
 * row each, and of {@value #ROWS} rows. Beside the rates, how long half of the answers took at most
 * ({@code -median}) and all but one of a hundred ({@code -p99}), and the processor time of a
 * request of one row ({@code -processor}), of the server and its clients together.
 *
 * @param engine {@link #BATCHED}, {@link #ALONE} or {@link #PYTHON}
 * @param clients that send at a time, each the next request when it has its answer
 */
record ServeSpeed(String engine, int clients) implements Workload {
  static final String PREFIX = "serve-";

  /** Requests that wait are computed together. */
  static final String BATCHED = "ensayo";

  /** Each request by itself. */
  static final String ALONE = "ensayo-alone";

  /** Python's own HTTP server with PyTorch. */
  static final String PYTHON = "python";

  /** Rows of a larger request. */
  static final int ROWS = 16;

  /** Java has compiled what it will after about so many requests, if there was time to do it in. */
  private static final long WARM_UP_REQUESTS = 150_000;

  private static final double WARM_UP_SECONDS = 5;
  private static final double LONGEST_WARM_UP_SECONDS = 60;
  private static final double SECONDS = 8;
  private static final double TRIAL_SECONDS = 0.3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;

  static ImmutableList<ServeSpeed> all() {
    ImmutableList.Builder<ServeSpeed> all = ImmutableList.builder();
    for (int clients : new int[] {1, 8, 64}) {
      for (String engine : List.of(BATCHED, ALONE, PYTHON)) {
        all.add(new ServeSpeed(engine, clients));
      }
    }
    return all.build();
  }

  @Override
  public String name() {
    return PREFIX + clients;
  }

  @Override
  public int threads() {
    return 2;
  }

  @Override
  public Optional<String> missing() {
    return engine.equals(PYTHON) ? Python.missing("torch") : Optional.empty();
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      Path folder = Files.createTempDirectory("ensayo-served");
      try (ServerProcess server = ServerProcess.start(command(folder))) {
        double seconds = effort == Effort.FULL ? SECONDS : TRIAL_SECONDS;
        warmUp(server, 1, effort);
        double before = processorSeconds(server);
        HttpLoad.Result one = whole(load(server, 1).run(clients, seconds));
        double used = processorSeconds(server) - before;
        warmUp(server, ROWS, effort);
        HttpLoad.Result many = whole(load(server, ROWS).run(clients, seconds));
        return figures(one, used, many);
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new MeasurementException(this + " was not measured: " + e.getMessage(), e);
    }
  }

  private void warmUp(ServerProcess server, int rows, Effort effort) {
    if (effort != Effort.FULL) {
      load(server, rows).run(clients, TRIAL_SECONDS);
      return;
    }
    long wanted = engine.equals(PYTHON) ? 0 : WARM_UP_REQUESTS / rows;
    long answered = 0;
    double passed = 0;
    while (passed < WARM_UP_SECONDS || (answered < wanted && passed < LONGEST_WARM_UP_SECONDS)) {
      HttpLoad.Result result = load(server, rows).run(clients, WARM_UP_SECONDS);
      answered += result.answered();
      passed += result.seconds();
    }
  }

  /** Of the server and its clients. */
  private static double processorSeconds(ServerProcess server) {
    return server.processorSeconds() + ProcessorTime.nanos() / NANOS_PER_SECOND;
  }

  /**
   * The figures of requests of one row and of many.
   *
   * @param used processor time of the requests of one row, in seconds
   */
  ImmutableListMultimap<Figure, Double> figures(
      HttpLoad.Result one, double used, HttpLoad.Result many) {
    return ImmutableListMultimap.<Figure, Double>builder()
        .put(figure("", "requests/s"), one.perSecond())
        .put(figure("-median", "ms"), one.milliseconds(MEDIAN))
        .put(figure("-p99", "ms"), one.milliseconds(MOST))
        .put(figure("-processor", "us"), used / one.answered() * MICROS_PER_SECOND)
        .put(figure("-rows", "predictions/s"), ROWS * many.perSecond())
        .build();
  }

  private HttpLoad.Result whole(HttpLoad.Result result) {
    if (result.failed() + result.busy() > 0 || result.answered() == 0) {
      throw new MeasurementException(
          "%s was not measured: of %s requests %s failed and %s were turned away"
              .formatted(this, result.answered(), result.failed(), result.busy()));
    }
    return result;
  }

  private Figure figure(String suffix, String unit) {
    return new Figure(name() + suffix, engine, threads(), unit);
  }

  private HttpLoad load(ServerProcess server, int rows) {
    return engine.equals(PYTHON)
        ? new HttpLoad(server.port(), "/", ServedRun.lists(rows))
        : new HttpLoad(server.port(), "/v2/models/served/infer", ServedRun.matrix(rows));
  }

  private List<String> command(Path folder) throws IOException {
    if (engine.equals(PYTHON)) {
      Path script = folder.resolve("http_torch.py");
      Files.writeString(
          script,
          Resources.toString(
              Resources.getResource(ServeSpeed.class, "http_torch.py"), StandardCharsets.UTF_8));
      return List.of(
          Python.command(),
          script.toString(),
          Integer.toString(ServedRun.INPUTS),
          Integer.toString(ServedRun.HIDDEN),
          Integer.toString(ServedRun.CLASSES));
    }
    int most = engine.equals(BATCHED) ? 64 : 1;
    return serve(ServedRun.make(folder), List.of("--max-batch", Integer.toString(most)));
  }

  /** Starts {@code ./ensayo serve} as its script does. */
  static List<String> serve(Path run, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MeasuredProcess.options());
    command.addAll(
        List.of("-XX:-UseAdaptiveSizePolicy", "-XX:+AlwaysPreTouch", "-Xms128m", "-Xmn64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.ensayo.experiments.cli.Ensayo", "serve", run.toString()));
    command.addAll(List.of("--port", "0"));
    command.addAll(options);
    return command;
  }
}

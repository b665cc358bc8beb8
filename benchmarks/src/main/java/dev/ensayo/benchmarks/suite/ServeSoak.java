package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ten minutes of more requests than a server can take: so many clients that its queue is full.
 * {@code serve-soak-offered} is how many times as many requests came as it answers when its clients
 * just fit its queue, measured right before; {@code -failed} is how many were neither answered nor
 * turned away with 503, {@code -growth} the memory of the server's process at the end beside that
 * after the first minute.
 */
record ServeSoak() implements Workload {
  static final String NAME = "serve-soak";

  /** So that answers cost more than what clients do on the same cores. */
  private static final ImmutableList<Integer> HIDDEN = ImmutableList.of(256, 256);

  private static final int CLIENTS = 192;
  private static final int QUEUE = 32;
  private static final double WARM_UP_SECONDS = 20;
  private static final double CAPACITY_SECONDS = 10;
  private static final double FIRST_SECONDS = 60;
  private static final double SECONDS = 540;
  private static final double TRIAL_SECONDS = 0.5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String engine() {
    return ServeSpeed.BATCHED;
  }

  @Override
  public int threads() {
    return 2;
  }

  @Override
  public boolean measuredOnce() {
    return true;
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      Path folder = Files.createTempDirectory("ensayo-served");
      List<String> command =
          ServeSpeed.serve(
              ServedRun.make(folder, HIDDEN), List.of("--queue", Integer.toString(QUEUE)));
      try (ServerProcess server = ServerProcess.start(command)) {
        boolean full = effort == Effort.FULL;
        HttpLoad load =
            new HttpLoad(
                server.port(), "/v2/models/served/infer", ServedRun.matrix(ServeSpeed.ROWS));
        load.run(QUEUE, full ? WARM_UP_SECONDS : TRIAL_SECONDS);
        HttpLoad.Result most = load.run(QUEUE, full ? CAPACITY_SECONDS : TRIAL_SECONDS);
        HttpLoad.Result first = load.run(CLIENTS, full ? FIRST_SECONDS : TRIAL_SECONDS);
        double before = server.residentMib();
        HttpLoad.Result rest = load.run(CLIENTS, full ? SECONDS : TRIAL_SECONDS);
        double after = server.residentMib();
        return figures(most, first, rest, after / before, after);
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new MeasurementException(NAME + " was not measured: " + e.getMessage(), e);
    }
  }

  /**
   * The figures.
   *
   * @param most of clients that fit the queue
   * @param first of the first minute of too many
   * @param rest of what followed
   * @param growth of the memory, times
   * @param mib memory at the end
   */
  ImmutableListMultimap<Figure, Double> figures(
      HttpLoad.Result most,
      HttpLoad.Result first,
      HttpLoad.Result rest,
      double growth,
      double mib) {
    double came = (rest.answered() + rest.busy() + (double) rest.failed()) / rest.seconds();
    return ImmutableListMultimap.<Figure, Double>builder()
        .put(figure("", "requests/s"), rest.perSecond())
        .put(figure("-most", "requests/s"), most.perSecond())
        .put(figure("-offered", "times"), came / most.perSecond())
        .put(
            figure("-failed", "requests"),
            (double) most.failed() + most.busy() + first.failed() + rest.failed())
        .put(figure("-resident-set", "MiB"), mib)
        .put(figure("-growth", "times"), growth)
        .build();
  }

  private Figure figure(String suffix, String unit) {
    return new Figure(NAME + suffix, engine(), threads(), unit);
  }
}

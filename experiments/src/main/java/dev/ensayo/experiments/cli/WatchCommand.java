package dev.ensayo.experiments.cli;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.progress.WatchedStudy;
import dev.ensayo.experiments.watch.MachineGauge;
import dev.ensayo.experiments.watch.PageServer;
import dev.ensayo.experiments.watch.StudySite;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.live.LiveWords;
import dev.ensayo.results.live.MachineUse;
import dev.ensayo.results.live.Snapshot;
import dev.ensayo.results.live.StudyWatch;
import dev.ensayo.results.report.ReportLanguage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo watch}: a study while it runs. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a study while it runs, in the browser or in the terminal: curves so far, runs waiting,"
          + " running, done and failed, time left.",
      "It only reads what the runs write, so it can be started and ended at any time, before the"
          + " study has begun too, and on another machine that shares the folder."
    })
final class WatchCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(60);

  /** Without a terminal a line stays, so it is said less often. */
  private static final Duration LINES = Duration.ofSeconds(10);

  /** It rests so many times as long as it has computed, which keeps it well under 5 % of a core. */
  private static final int REST = 40;

  /** And so many times as long as it took, most of which a slow file system may have had. */
  private static final int REST_OF_OTHERS = 3;

  /** The first looks load the program, which tells nothing of those that follow. */
  private static final int FIRST_LOOKS = 5;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of a study, such as runs/cartpole-dqn, of a variant or of a run.")
  private Path folder;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the page is served, on this machine alone (default: 8765; 0: any free).")
  private Integer port;

  @Option(
      names = "--terminal",
      description = "Shows it here instead of in the browser; ends with the study.")
  private boolean terminal;

  @Mixin private LanguageOption language;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long begun;
  private long begunProcessor;
  private int looks;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    ReportLanguage choice = language.choice();
    StudyWatch watch = new StudyWatch(folder);
    Snapshot first = watch.look();
    LiveWords words =
        new LiveWords(Phrasebook.of(choice.of(first.study().flatMap(Study::language))));
    return terminal ? inTerminal(watch, words) : inBrowser(watch, first, words);
  }

  private void check() throws IOException {
    if (terminal && port != null) {
      throw new WrongInputException("--port is for the page, which --terminal does not serve");
    }
    if (port != null && (port < 0 || port > MOST_PORT)) {
      throw new WrongInputException("--port must be from 0 to 65535, not " + port);
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new WrongInputException("'" + folder + "' is a file; give the folder of a study");
    }
    if (Files.isDirectory(folder) && !new StudyDirectory(folder).exists()) {
      try (Stream<Path> inside = Files.list(folder)) {
        List<Path> studies =
            inside.filter(each -> new StudyDirectory(each).exists()).sorted().toList();
        if (!studies.isEmpty()) {
          throw new WrongInputException(
              "'"
                  + folder
                  + "' holds several studies; give one of them, such as "
                  + studies.get(0));
        }
      }
    }
  }

  private int inTerminal(StudyWatch watch, LiveWords words) throws InterruptedException {
    MachineGauge gauge = new MachineGauge();
    WatchedStudy view = WatchedStudy.on(spec.commandLine().getErr(), words);
    Thread hook = stopWith(view);
    try {
      while (true) {
        begin();
        Snapshot snapshot = watch.look();
        if (snapshot.phase() == Snapshot.Phase.ENDED && !snapshot.isBehind()) {
          view.end(snapshot);
          boolean failed = snapshot.count(RunState.FAILED) + snapshot.count(RunState.DAMAGED) > 0;
          return failed ? ExitCode.FAILED : ExitCode.DONE;
        }
        view.show(snapshot, gauge.now());
        if (rest(snapshot, view.isRedrawn() ? OFTEN : LINES)) {
          return ExitCode.DONE;
        }
      }
    } finally {
      view.close();
      forget(hook);
    }
  }

  private int inBrowser(StudyWatch watch, Snapshot first, LiveWords words)
      throws IOException, InterruptedException {
    MachineGauge gauge = new MachineGauge();
    StudySite site = new StudySite(first, gauge.now(), words);
    try (PageServer server = serve(site)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(server.address() + "  (Ctrl-C ends watching, not the study)");
      out.flush();
      Thread hook = stopWith(server);
      try {
        while (true) {
          begin();
          Snapshot snapshot = watch.look();
          MachineUse machine = gauge.now();
          site.show(snapshot, machine, watch.report());
          if (server.hasViewers()) {
            site.parts(); // here, so that it counts as work after which to rest
            server.changed();
          }
          if (rest(snapshot, OFTEN)) {
            return ExitCode.DONE;
          }
        }
      } finally {
        forget(hook);
      }
    }
  }

  private PageServer serve(StudySite site) throws IOException {
    int wanted = port == null ? 8765 : port;
    try {
      return PageServer.start(wanted, site);
    } catch (BindException e) {
      throw new WrongInputException(
          "port "
              + wanted
              + " cannot be used ("
              + e.getMessage()
              + "); choose another with --port, or --port 0 for any that is free");
    }
  }

  private void begin() {
    begun = System.nanoTime();
    begunProcessor = threads.getCurrentThreadCpuTime();
    looks++;
  }

  /** True if it is to end. */
  private boolean rest(Snapshot snapshot, Duration least) throws InterruptedException {
    long took = System.nanoTime() - begun;
    long computed = threads.getCurrentThreadCpuTime() - begunProcessor;
    long rest =
        snapshot.isBehind()
            ? took
            : looks <= FIRST_LOOKS
                ? least.toNanos()
                : Math.max(least.toNanos(), Math.max(REST * computed, REST_OF_OTHERS * took));
    return stopped.await(Math.min(SELDOM.toNanos(), rest), TimeUnit.NANOSECONDS);
  }

  private Thread stopWith(AutoCloseable shown) {
    Thread hook =
        new Thread(
            () -> {
              stopped.countDown();
              try {
                shown.close();
              } catch (Exception e) {
                Thread.currentThread().interrupt(); // the process ends in any case
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending
    }
  }
}

package dev.ensayo.serving.command;

import dev.ensayo.serving.pipeline.Champion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows the champions of pipelines while a server runs: one that was promoted, or brought back,
 * is loaded and answers from then on. One that cannot be loaded is told once, and the one before
 * goes on.
 */
final class ChampionWatch implements AutoCloseable {
  /** The champion and the one before, which comes back the soonest. */
  private static final int KEPT = 2;

  private final ServedRuns runs;
  private final PrintWriter err;
  private final List<Followed> all = new ArrayList<>();
  private final Thread thread;

  /** A pipeline whose champion is served. */
  private static final class Followed {
    private final Path pipeline;
    private final String model;
    private final Deque<String> versions = new ArrayDeque<>();
    private Path champion;

    Followed(Path pipeline, String model, String version, Path champion) {
      this.pipeline = pipeline;
      this.model = model;
      this.champion = champion;
      versions.add(version);
    }
  }

  /**
   * @param runs loads what is new
   * @param every how often is looked
   * @param err takes a line for each change
   */
  ChampionWatch(ServedRuns runs, Duration every, PrintWriter err) {
    this.runs = runs;
    this.err = err;
    this.thread = new Thread(() -> run(every), "champions");
    thread.setDaemon(true);
  }

  /** Follows a pipeline; before {@link #start}. */
  void follow(Path pipeline, String model, String version, Path champion) {
    all.add(new Followed(pipeline, model, version, champion));
  }

  /** Begins to look, if there is anything to follow. */
  void start() {
    if (!all.isEmpty()) {
      thread.start();
    }
  }

  private void run(Duration every) {
    try {
      while (true) {
        Thread.sleep(every.toMillis());
        all.forEach(this::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Followed followed) {
    try {
      Optional<Path> now = Champion.in(followed.pipeline);
      if (now.isEmpty() || now.get().equals(followed.champion)) {
        return;
      }
      followed.champion = now.get(); // also where it cannot be loaded: it is told once
      String version = runs.promote(followed.model, now.get());
      followed.versions.remove(version);
      followed.versions.addFirst(version);
      while (followed.versions.size() > KEPT) {
        runs.remove(followed.model, followed.versions.removeLast());
      }
      err.printf("%s: version %s is the champion and answers%n", followed.model, version);
    } catch (IOException | RuntimeException e) { // whatever it is, the next one may be served
      err.printf(
          "%s: the champion of %s is not served, the one before goes on: %s%n",
          followed.model, followed.pipeline, e.getMessage());
    }
    err.flush();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

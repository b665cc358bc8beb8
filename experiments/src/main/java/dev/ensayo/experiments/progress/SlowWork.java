package dev.ensayo.experiments.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work of a command that says what it is at once it has taken longer than a second, and from then
 * on at each further part of it; quick work says nothing.
 */
public final class SlowWork implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "slow-work");
            thread.setDaemon(true);
            return thread;
          });
  private String doing = "";
  private boolean speaks;
  private boolean closed;

  /**
   * @param out where it is said
   */
  public SlowWork(PrintWriter out) {
    this(out, PATIENCE);
  }

  SlowWork(PrintWriter out, Duration patience) {
    this.out = out;
    var unused = clock.schedule(this::speak, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Begins with a part of the work.
   *
   * @param what a phrase such as "reading the runs in runs/xor"
   */
  public synchronized void doing(String what) {
    doing = what;
    if (speaks) {
      say();
    }
  }

  private synchronized void speak() {
    speaks = true;
    if (!closed && !doing.isEmpty()) {
      say();
    }
  }

  private void say() {
    out.println(doing + " …");
    out.flush();
  }

  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
  }
}

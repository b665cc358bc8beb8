package dev.ensayo.serving.http;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.io.Connection;

/**
 * Runs what a connector has to do. Connections that were answered and go on with their next request
 * get few threads, which take one after the other: a model answers many at once, and a thread woken
 * for each would cost more than the request. They never block, see {@link AskingHandler}.
 */
final class ConnectionThreads implements Executor, AutoCloseable {
  private static final int CORES_EACH = 2;

  private final ExecutorService connections;
  private final Executor others;

  /**
   * @param others run everything else, which may block
   */
  ConnectionThreads(Executor others) {
    this.others = others;
    this.connections =
        Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_EACH),
            new ThreadFactoryBuilder().setNameFormat("connections-%d").setDaemon(true).build());
  }

  @Override
  public void execute(Runnable task) {
    (task instanceof Connection ? connections : others).execute(task);
  }

  /** To be called when there are no connections any more. */
  @Override
  public void close() {
    connections.shutdown();
  }
}

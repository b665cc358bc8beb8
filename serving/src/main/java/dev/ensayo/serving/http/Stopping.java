package dev.ensayo.serving.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;

/** Whether the server is about to stop, and no longer ready for others. Thread-safe. */
final class Stopping {
  /**
   * How long clients that ask one request after the other on a connection may hear that it is about
   * to be closed; else the next one may cross with its end.
   */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private volatile boolean stopping;

  boolean isStopping() {
    return stopping;
  }

  /** Takes no more connections, and tells clients on those that there are to let them go. */
  void begin(Server server) {
    stopping = true;
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof NetworkConnector network) {
        network.close();
      }
    }
    try {
      Thread.sleep(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Marks an answer as the last of its connection, if the server is about to stop. */
  void tellToGo(Context ctx) {
    if (stopping) {
      ctx.header("Connection", "close");
    }
  }
}

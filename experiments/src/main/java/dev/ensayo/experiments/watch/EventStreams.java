package dev.ensayo.experiments.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server-sent events (WHATWG HTML, section 9.2) of a page: to each browser the parts that have
 * changed since it was sent some, at first all of them.
 */
final class EventStreams {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 32;

  /** A sign of life so often, by which a browser that is gone is noticed. */
  private static final Duration SIGN = Duration.ofSeconds(15);

  /** What is seen once all ends. */
  private static final long CLOSED = -1;

  private final Site site;
  private int open;
  private long version;
  private boolean closed;

  EventStreams(Site site) {
    this.site = site;
  }

  synchronized boolean areOpen() {
    return open > 0;
  }

  synchronized void changed() {
    version++;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Serves one browser for as long as it stays. */
  void serve(HttpExchange exchange) throws IOException {
    if (!enter()) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      send(out, "retry: 2000\n\n");
      Map<String, String> sent = new HashMap<>();
      long seen = version(); // before the parts that are sent, so that no change is missed
      while (seen != CLOSED) {
        ImmutableMap<String, String> parts = site.parts();
        Map<String, String> fresh = new LinkedHashMap<>();
        parts.forEach(
            (id, part) -> {
              if (!part.equals(sent.put(id, part))) {
                fresh.put(id, part);
              }
            });
        // JSON has no line feeds of its own, so it is one line of data.
        send(
            out,
            fresh.isEmpty()
                ? ":\n\n"
                : "event: parts\ndata: " + JSON.writeValueAsString(fresh) + "\n\n");
        seen = await(seen);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private synchronized boolean enter() {
    if (closed || open >= MOST) {
      return false;
    }
    open++;
    return true;
  }

  private synchronized void leave() {
    open--;
  }

  /** Waits for another version than the one seen, or until a sign of life is due. */
  private synchronized long await(long seen) throws InterruptedException {
    long end = System.nanoTime() + SIGN.toNanos();
    long left = SIGN.toMillis();
    while (!closed && version == seen && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return closed ? CLOSED : version;
  }

  private synchronized long version() {
    return closed ? CLOSED : version;
  }
}

package dev.ensayo.core.data;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on this machine that has one file and behaves as it is told, once per request; after
 * that it is a good server that knows ranges.
 */
public final class FileServer implements AutoCloseable {
  /** How a request is answered. */
  @FunctionalInterface
  public interface Behavior {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  /** Sends what was asked for. */
  public static final Behavior GOOD = FileServer::good;

  /** Knows no ranges: sends everything whatever was asked. */
  public static final Behavior WITHOUT_RANGES =
      (exchange, content) -> {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      };

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Behavior> behaviors = new ArrayDeque<>();
  private final List<Optional<String>> ranges = Collections.synchronizedList(new ArrayList<>());
  private final byte[] content;

  public FileServer(byte[] content, Behavior... behaviors) throws IOException {
    this.content = content;
    this.behaviors.addAll(List.of(behaviors));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    ranges.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")));
    Behavior behavior;
    synchronized (behaviors) {
      behavior = behaviors.isEmpty() ? GOOD : behaviors.remove();
    }
    try (exchange) {
      behavior.answer(exchange, content);
    }
  }

  private static void good(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  /** Announces everything, sends so many bytes and hangs up. */
  public static Behavior cutAfter(int bytes) {
    return (exchange, content) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      exchange.getResponseBody().write(content, from, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Answers with a status and nothing else. */
  public static Behavior status(int status) {
    return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
  }

  /** The {@code Range} of each request so far. */
  public List<Optional<String>> ranges() {
    return List.copyOf(ranges);
  }

  public String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + path;
  }

  /** The file that is expected from here. */
  public DataSet.File file(String path) {
    return new DataSet.File(
        path, url(path), Hashing.sha256().hashBytes(content).toString(), content.length);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

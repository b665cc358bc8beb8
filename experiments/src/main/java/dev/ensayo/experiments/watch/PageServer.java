package dev.ensayo.experiments.watch;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Serves one page to this machine alone: on loopback, to requests that name it, and nothing but a
 * few fixed paths, so that none can lead elsewhere in the file system.
 */
public final class PageServer implements AutoCloseable {
  /**
   * Such as {@code localhost:8765}; a page of another name that was made to lead here is refused.
   */
  private static final Pattern OWN_NAME =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");

  private static final ImmutableMap<String, String> REPORT_FILES =
      ImmutableMap.of(
          ReportWriter.HTML, "text/html; charset=utf-8",
          ReportWriter.MARKDOWN, "text/markdown; charset=utf-8",
          ReportWriter.CSV, "text/csv; charset=utf-8",
          ReportWriter.SCORES, "text/csv; charset=utf-8");

  /** What the report links to of each run. */
  private static final ImmutableMap<String, String> RUN_FILES =
      ImmutableMap.of(
          "config.yaml", "text/plain; charset=utf-8",
          "manifest.json", "application/json",
          "metrics.csv", "text/csv; charset=utf-8");

  private static final String REPORT = "/report/";
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final String OWN_PARTS =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /** The report is one file with its style in it and no script. */
  private static final String NO_SCRIPT =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

  private static final int MOST_THREADS = 64;
  private static final long IDLE_SECONDS = 30;
  private static final ImmutableSet<String> METHODS = ImmutableSet.of("GET");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Site site;
  private final EventStreams streams;

  private PageServer(HttpServer server, Site site) {
    this.server = server;
    this.site = site;
    this.streams = new EventStreams(site);
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "page");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Begins to serve.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException if the port is taken or may not be used
   */
  public static PageServer start(int port, Site site) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    PageServer page = new PageServer(HttpServer.create(address, 0), site);
    page.server.start();
    return page;
  }

  public String address() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[::1]" : host) + ":" + address.getPort() + "/";
  }

  /** Whether anybody has the page open. */
  public boolean hasViewers() {
    return streams.areOpen();
  }

  /** To be called when the parts have changed. */
  public void changed() {
    streams.changed();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      String path = exchange.getRequestURI().getRawPath();
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (host == null || !OWN_NAME.matcher(host).matches()) {
        send(exchange, 403, TEXT, "this page is served to localhost alone\n");
      } else if (!METHODS.contains(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET");
        boolean isHead = exchange.getRequestMethod().equals("HEAD"); // whose answer has no content
        send(exchange, 405, TEXT, isHead ? "" : "this page can only be read\n");
      } else if (path.equals("/")) {
        exchange.getResponseHeaders().set("Content-Security-Policy", OWN_PARTS);
        send(exchange, 200, "text/html; charset=utf-8", site.html(site.parts()));
      } else if (path.equals("/live.css")) {
        send(exchange, 200, "text/css; charset=utf-8", site.css());
      } else if (path.equals("/live.js")) {
        send(exchange, 200, "text/javascript; charset=utf-8", site.script());
      } else if (path.equals("/events")) {
        streams.serve(exchange);
      } else if (path.equals("/report")) {
        exchange.getResponseHeaders().set("Location", REPORT);
        send(exchange, 302, TEXT, "");
      } else if (path.startsWith(REPORT)) {
        report(exchange, path.substring(REPORT.length()));
      } else {
        run(exchange, exchange.getRequestURI().getPath());
      }
    }
  }

  private void report(HttpExchange exchange, String asked) throws IOException {
    String name = asked.isEmpty() ? ReportWriter.HTML : asked;
    Optional<Path> folder = site.report();
    if (!REPORT_FILES.containsKey(name) || folder.isEmpty()) {
      send(exchange, 404, TEXT, "there is no such report\n");
      return;
    }
    file(exchange, folder.get().resolve(name), REPORT_FILES.get(name), "there is no report yet\n");
  }

  /** Such as {@code /baseline/seed-1/config.yaml}. */
  private void run(HttpExchange exchange, String path) throws IOException {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    Optional<Path> folder =
        slash > 0 && RUN_FILES.containsKey(name)
            ? site.run(path.substring(1, slash))
            : Optional.empty();
    if (folder.isEmpty()) {
      send(exchange, 404, TEXT, "there is nothing here\n");
      return;
    }
    file(exchange, folder.get().resolve(name), RUN_FILES.get(name), "the run has not written it\n");
  }

  private static void file(HttpExchange exchange, Path file, String type, String ifMissing)
      throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      send(exchange, 404, TEXT, ifMissing);
      return;
    }
    exchange.getResponseHeaders().set("Content-Security-Policy", NO_SCRIPT);
    send(exchange, 200, type, content);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Ends at once, with all streams. */
  @Override
  public void close() {
    streams.close();
    server.stop(0);
    threads.shutdownNow();
  }
}

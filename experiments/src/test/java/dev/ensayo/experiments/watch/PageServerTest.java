package dev.ensayo.experiments.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PageServerTest {
  /** A page of two parts. */
  private static final class TwoParts implements Site {
    private volatile ImmutableMap<String, String> parts = ImmutableMap.of("a", "1", "b", "é\n2");
    private final Optional<Path> report;

    TwoParts(Path report) {
      this.report = Optional.of(report);
    }

    @Override
    public ImmutableMap<String, String> parts() {
      return parts;
    }

    @Override
    public String html(ImmutableMap<String, String> shown) {
      return "<p>" + shown.get("a") + "</p>";
    }

    @Override
    public String css() {
      return "p{}";
    }

    @Override
    public String script() {
      return "'use strict';";
    }

    @Override
    public Optional<Path> run(String name) {
      return name.equals("mé dia/seed-1")
          ? report.map(folder -> folder.resolveSibling("run"))
          : Optional.empty();
    }

    @Override
    public Optional<Path> report() {
      return report;
    }
  }

  @TempDir Path folder;
  private TwoParts site;
  private PageServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    site = new TwoParts(Files.createDirectories(folder.resolve("report")));
    Files.writeString(folder.resolve("secret"), "secret");
    server = PageServer.start(0, site);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(server.address() + path.substring(1));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** The first line of the answer to a request as it stands. */
  private String status(String request) throws IOException {
    int port = URI.create(server.address()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  @Test
  void servesThePageAndItsPartsToThisMachineAlone() throws Exception {
    assertThat(InetAddress.getByName(URI.create(server.address()).getHost()).isLoopbackAddress())
        .isTrue();
    assertThat(get("/").body()).isEqualTo("<p>1</p>");
    assertThat(get("/").headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(get("/live.css").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/css");
    assertThat(get("/live.js").body()).isEqualTo("'use strict';");
  }

  @Test
  void refusesOtherNamesAndOtherMethods() throws Exception {
    assertThat(status("GET / HTTP/1.1\r\nHost: localhost:99")).contains(" 200 ");
    assertThat(status("GET / HTTP/1.1\r\nHost: [::1]")).contains(" 200 ");
    assertThat(status("GET / HTTP/1.1\r\nHost: evil.example:8765")).contains(" 403 ");
    assertThat(status("GET / HTTP/1.1\r\nHost: localhost.evil.example")).contains(" 403 ");
    assertThat(status("GET / HTTP/1.0")).contains(" 403 ");
    for (String method : new String[] {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"}) {
      assertThat(status(method + " / HTTP/1.1\r\nHost: localhost")).contains(" 405 ");
    }
  }

  @Test
  void noPathLeadsElsewhere() throws Exception {
    Files.writeString(folder.resolve("report/index.html"), "<h1>report</h1>");
    Files.writeString(folder.resolve("report/other.txt"), "other");
    assertThat(get("/report/").body()).isEqualTo("<h1>report</h1>");
    assertThat(get("/report").headers().firstValue("Location")).hasValue("/report/");
    for (String path :
        new String[] {
          "/secret",
          "/report/../secret",
          "/report/%2e%2e/secret",
          "/report/..%2fsecret",
          "/report//secret",
          "/report/other.txt",
          "/report/summary.csv",
          "/..",
          "/live.css/..",
          "/\\secret"
        }) {
      assertThat(status("GET " + path + " HTTP/1.1\r\nHost: localhost"))
          .as(path)
          .matches("HTTP/1\\.1 (404|400) .*");
    }
  }

  @Test
  void theFilesThatAReportLinksToAreThere() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/config.yaml"), "seed: 1");
    Files.writeString(folder.resolve("run/model.zip"), "large");
    assertThat(get("/m%C3%A9%20dia/seed-1/config.yaml").body()).isEqualTo("seed: 1");
    for (String path :
        new String[] {
          "/m%C3%A9%20dia/seed-1/metrics.csv",
          "/m%C3%A9%20dia/seed-1/model.zip",
          "/m%C3%A9%20dia/seed-1/../../secret",
          "/m%C3%A9%20dia/seed-2/config.yaml",
          "/config.yaml",
          "//config.yaml"
        }) {
      assertThat(status("GET " + path + " HTTP/1.1\r\nHost: localhost"))
          .as(path)
          .matches("HTTP/1\\.1 (404|400) .*");
    }
  }

  @Test
  void aStreamBringsAllPartsAndThenThoseThatChange() throws Exception {
    URI uri = URI.create(server.address() + "events");
    assertThat(server.hasViewers()).isFalse();
    HttpResponse<InputStream> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).isEqualTo("retry: 2000");
      assertThat(parts(events)).isEqualTo(Map.of("a", "1", "b", "é\n2"));
      assertThat(server.hasViewers()).isTrue();

      site.parts = ImmutableMap.of("a", "1", "b", "3");
      server.changed();
      assertThat(parts(events)).isEqualTo(Map.of("b", "3"));

      server.close();
      assertThatThrownBy(
              () -> {
                String line = events.readLine();
                while (line != null) {
                  line = events.readLine();
                }
                throw new IOException("ended");
              })
          .isInstanceOf(IOException.class);
    }
  }

  private static Map<?, ?> parts(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (!line.startsWith("data: ")) {
      assertThat(line).isIn("", ":", "event: parts");
      line = events.readLine();
    }
    return new ObjectMapper().readValue(line.substring("data: ".length()), Map.class);
  }

  @Test
  void aBrowserThatLeftIsForgotten() throws Exception {
    int port = URI.create(server.address()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      await(true);
    }
    await(false);
  }

  private void await(boolean viewers) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (int i = 0; server.hasViewers() != viewers; i++) {
      assertThat(System.nanoTime()).isLessThan(end);
      site.parts = ImmutableMap.of("a", Integer.toString(i));
      server.changed();
      Thread.sleep(10);
    }
  }

  @Test
  void aTakenPortIsToldApart() {
    int port = URI.create(server.address()).getPort();
    assertThatThrownBy(() -> PageServer.start(port, site)).isInstanceOf(BindException.class);
  }
}

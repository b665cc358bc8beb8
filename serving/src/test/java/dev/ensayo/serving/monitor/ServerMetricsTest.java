package dev.ensayo.serving.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.fakes.Sums;
import dev.ensayo.serving.http.ModelServer;
import dev.ensayo.serving.http.ServerLimits;
import dev.ensayo.serving.http.ServerPlace;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.ModelRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ModelRegistry registry = new ModelRegistry(new BatchLimits(8, Duration.ZERO, 100));

  private static String waiting(ModelServer server) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("ensayo_waiting{") && line.contains("\"b\""))
        .findFirst()
        .map(line -> line.substring(line.indexOf('}') + 2))
        .orElse("none");
  }

  /** Versions come and go, as champions of a pipeline do. */
  @Test
  void aVersionThatComesAgainIsLookedAtAgain() throws Exception {
    registry.add("m", "a", List.of(new Sums(0)));
    registry.add("m", "b", List.of(new Sums(0)));
    Monitor monitor =
        new Monitor(Optional.empty(), new MonitorSettings(30, List.of()), Clock.systemUTC());
    Dispatcher dispatcher = new Dispatcher(registry, List.of());
    try (ModelServer server =
        ModelServer.start(
            new ServerPlace("127.0.0.1", 0, Optional.empty()),
            new ServerLimits(1000, PATIENCE, PATIENCE, PATIENCE),
            dispatcher,
            List.of(new ServerMetrics(registry, monitor)),
            "test")) {
      assertThat(waiting(server)).isEqualTo("0.0");
      registry.model("m").remove("b");
      assertThat(waiting(server)).isEqualTo("NaN");
      registry.add("m", "b", List.of(new Sums(0)));
      assertThat(waiting(server)).isEqualTo("0.0");
    }
  }
}

package dev.ensayo.benchmarks.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableListMultimap;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSpeedTest {
  @ParameterizedTest
  @ValueSource(strings = {ServeSpeed.BATCHED, ServeSpeed.PYTHON})
  void requestsAreAnswered(String engine) {
    ServeSpeed speed = new ServeSpeed(engine, 8);
    assumeThat(speed.missing()).as("what it needs").isEmpty();
    ImmutableListMultimap<Figure, Double> values = speed.measure(Effort.TRIAL);
    assertThat(values.keySet())
        .extracting(Figure::workload)
        .containsExactly(
            "serve-8", "serve-8-median", "serve-8-p99", "serve-8-processor", "serve-8-rows");
    assertThat(values.values()).allMatch(value -> value > 0);
  }

  @Test
  void tooManyRequestsLoseNone() {
    ImmutableListMultimap<Figure, Double> values = new ServeSoak().measure(Effort.TRIAL);
    assertThat(values.get(new Figure("serve-soak-failed", ServeSpeed.BATCHED, 2, "requests")))
        .containsExactly(0.0);
  }

  /** A server that answers twice, turns away once and fails once, over and over. */
  @Test
  void whatClientsSeeIsCounted() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          int[] statuses = {200, 503, 200, 500};
          int status = statuses[asked.getAndIncrement() % 4];
          exchange.sendResponseHeaders(status, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    try {
      HttpLoad.Result seen = new HttpLoad(server.getAddress().getPort(), "/", "{}").run(2, 0.5);
      assertThat(seen.answered() + seen.busy() + seen.failed()).isEqualTo(asked.get());
      assertThat(seen.busy()).isBetween(asked.get() / 4 - 1L, asked.get() / 4 + 1L);
      assertThat(seen.failed()).isBetween(asked.get() / 4 - 1L, asked.get() / 4 + 1L);
      assertThat(seen.nanos()).hasSize((int) seen.answered()).isSorted();
      assertThat(seen.milliseconds(0.5)).isLessThanOrEqualTo(seen.milliseconds(0.99));
    } finally {
      server.stop(0);
    }
  }
}

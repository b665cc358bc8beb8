package dev.ensayo.serving.monitor;

import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.monitor.MonitorRecord;
import dev.ensayo.serving.http.ServerPart;
import dev.ensayo.serving.versions.AnswerObserver;
import dev.ensayo.serving.versions.Answered;
import dev.ensayo.serving.versions.ModelRegistry;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * {@code /metrics} for Prometheus: requests answered and refused, how long answers took, how many
 * wait, how far the last window is from the training part, and the accuracy by the right answers
 * that came in. Thread-safe.
 */
public final class ServerMetrics implements AnswerObserver, ServerPart {
  private static final Duration[] BOUNDS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();
  private final Map<List<String>, Boolean> gauges = new ConcurrentHashMap<>();
  private final ModelRegistry models;
  private final Monitor monitor;

  public ServerMetrics(ModelRegistry models, Monitor monitor) {
    this.models = models;
    this.monitor = monitor;
    new ProcessorMetrics().bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
  }

  @Override
  public void answered(Answered answered) {
    timers
        .computeIfAbsent(List.of(answered.model(), answered.version()), this::timer)
        .record(answered.took());
  }

  private Timer timer(List<String> version) {
    return Timer.builder("ensayo.answers")
        .description("requests that were answered, and how long it took once they were read")
        .tags("model", version.get(0), "version", version.get(1))
        .serviceLevelObjectives(BOUNDS)
        .register(meters);
  }

  @Override
  public void refused(String model, String version) {
    Counter.builder("ensayo.refused")
        .description("requests that were refused for what they asked")
        .tags("model", model, "version", version)
        .register(meters)
        .increment();
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get("/metrics", this::metrics);
  }

  private void metrics(Context ctx) {
    for (NamedModel model : models.models()) {
      for (ServedVersion version : model.versions()) {
        gauges.computeIfAbsent(List.of(model.name(), version.version()), this::addGauges);
      }
    }
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.scrape());
  }

  /** A version may be taken away and come again: it is looked for by its name each time. */
  private boolean addGauges(List<String> key) {
    gauge(
        "ensayo.waiting",
        "requests that wait",
        key,
        models,
        all ->
            all.models().stream()
                .flatMap(model -> model.versions().stream())
                .filter(version -> List.of(version.name(), version.version()).equals(key))
                .mapToDouble(ServedVersion::waiting)
                .findFirst()
                .orElse(Double.NaN));
    gauge(
        "ensayo.drift.index",
        "largest population stability index of any feature in the last window",
        key,
        monitor,
        watched ->
            watched.lastWindow(key.get(0), key.get(1)).stream()
                .flatMap(window -> window.inputs().stream())
                .mapToDouble(FeatureDrift::index)
                .max()
                .orElse(Double.NaN));
    gauge(
        "ensayo.drift.features",
        "features, of inputs and predictions, that changed in the last window",
        key,
        monitor,
        watched ->
            watched
                .lastWindow(key.get(0), key.get(1))
                .map(window -> (double) window.drifted().size())
                .orElse(Double.NaN));
    gauge(
        "ensayo.score",
        "accuracy, or mean absolute error, by the last window of right answers that came in",
        key,
        monitor,
        watched ->
            watched
                .lastOutcome(key.get(0), key.get(1))
                .map(MonitorRecord.Outcome::overall)
                .map(overall -> overall.score())
                .orElse(Double.NaN));
    return true;
  }

  private <T> void gauge(
      String name, String description, List<String> key, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value)
        .description(description)
        .tags("model", key.get(0), "version", key.get(1))
        .strongReference(true)
        .register(meters);
  }
}

package dev.ensayo.results.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an MLflow server as exports speak to, written from its published REST interface; what
 * that does not allow is refused.
 */
final class MlflowStandIn implements AutoCloseable {
  /** A run as the server keeps it. */
  static final class Run {
    final String id;
    final String experiment;
    String name;
    String status = "RUNNING";
    String stage = "active";
    long end;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> params = new TreeMap<>();
    final List<String> metrics = new ArrayList<>();

    Run(String id, String experiment) {
      this.id = id;
      this.experiment = experiment;
    }
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_\\-./ ]{1,250}");
  private static final Pattern FILTER = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, String> experiments = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();
  final Map<String, String> artifacts = new TreeMap<>();
  final List<String> calls = new ArrayList<>();

  /** Breaks down at the call of that number, from 1; 0 for never. */
  int breaksAt;

  String artifactRoot = "mlflow-artifacts:/";
  private final HttpServer server;

  static {
    // Java's server would otherwise wait 40 ms between the head and the content of an answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  MlflowStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  List<Run> active() {
    return runs.values().stream().filter(run -> run.stage.equals("active")).toList();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(exchange.getRequestMethod() + " " + path);
    int status = 200;
    String answer;
    try {
      if (calls.size() == breaksAt) {
        throw new Refusal(500, "INTERNAL_ERROR", "the disk is full\nTraceback …");
      }
      answer = answer(exchange, path, body).toString();
    } catch (Refusal e) {
      status = e.status;
      answer =
          JSON.createObjectNode()
              .put("error_code", e.code)
              .put("message", e.getMessage())
              .toString();
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private JsonNode answer(HttpExchange exchange, String path, String body)
      throws Refusal, IOException {
    String artifacts = "/api/2.0/mlflow-artifacts/artifacts/";
    if (path.startsWith(artifacts)) {
      require(exchange.getRequestMethod().equals("PUT"), "use PUT");
      this.artifacts.put(path.substring(artifacts.length()), body);
      return JSON.createObjectNode();
    }
    String call = exchange.getRequestMethod() + " " + path.replaceFirst("^/api/2.0/mlflow/", "");
    if (call.equals("GET experiments/get-by-name")) {
      return experiment(exchange.getRequestURI().getRawQuery());
    }
    require(
        "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "JSON");
    JsonNode request = JSON.readTree(body);
    return switch (call) {
      case "POST experiments/create" -> {
        String name = text(request, "name");
        require(!experiments.containsKey(name), "the experiment exists");
        experiments.put(name, Integer.toString(experiments.size() + 1));
        yield JSON.createObjectNode().put("experiment_id", experiments.get(name));
      }
      case "POST runs/search" -> search(request);
      case "POST runs/create" -> create(request);
      case "POST runs/log-batch" -> log(request);
      case "POST runs/update" -> {
        Run run = run(request);
        run.status = text(request, "status");
        require(List.of("RUNNING", "FINISHED", "FAILED", "KILLED").contains(run.status), "status");
        run.end = request.path("end_time").asLong();
        yield JSON.createObjectNode();
      }
      case "POST runs/delete" -> {
        run(request).stage = "deleted";
        yield JSON.createObjectNode();
      }
      default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", "no such endpoint: " + call);
    };
  }

  private static void require(boolean condition, String what) throws Refusal {
    if (!condition) {
      throw new Refusal(400, "INVALID_PARAMETER_VALUE", what);
    }
  }

  private static String text(JsonNode request, String key) throws Refusal {
    require(request.path(key).isTextual() && !request.path(key).asText().isEmpty(), key);
    return request.path(key).asText();
  }

  private JsonNode experiment(String query) throws Refusal {
    require(query != null && query.startsWith("experiment_name="), "experiment_name");
    String name =
        URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
    if (!experiments.containsKey(name)) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no experiment '" + name + "'");
    }
    ObjectNode found = JSON.createObjectNode();
    found
        .putObject("experiment")
        .put("experiment_id", experiments.get(name))
        .put("name", name)
        .put("lifecycle_stage", "active");
    return found;
  }

  private Run run(JsonNode request) throws Refusal {
    Run run = runs.get(text(request, "run_id"));
    if (run == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no such run");
    }
    require(run.stage.equals("active"), "the run was deleted");
    return run;
  }

  private JsonNode create(JsonNode request) throws Refusal {
    String experiment = text(request, "experiment_id");
    require(experiments.containsValue(experiment), "no such experiment");
    require(request.path("start_time").isIntegralNumber(), "start_time");
    Run run = new Run("run" + (runs.size() + 1), experiment);
    run.name = text(request, "run_name");
    for (JsonNode tag : request.path("tags")) {
      run.tags.put(text(tag, "key"), tag.path("value").asText());
    }
    runs.put(run.id, run);
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("run").set("info", info(run));
    return answer;
  }

  private ObjectNode info(Run run) {
    return JSON.createObjectNode()
        .put("run_id", run.id)
        .put("artifact_uri", artifactRoot + run.experiment + "/" + run.id + "/artifacts");
  }

  private JsonNode log(JsonNode request) throws Refusal {
    Run run = run(request);
    require(request.path("metrics").size() <= 1000, "at most 1000 metrics");
    require(request.path("params").size() <= 100, "at most 100 params");
    require(request.path("tags").size() <= 100, "at most 100 tags");
    require(request.path("metrics").size() + request.path("params").size() <= 1000, "at most 1000");
    for (JsonNode param : request.path("params")) {
      String key = text(param, "key");
      require(KEY.matcher(key).matches(), "a param called " + key);
      String value = param.path("value").asText();
      require(value.length() <= 500, "a long param");
      require(value.equals(run.params.getOrDefault(key, value)), "a param cannot be changed");
      run.params.put(key, value);
    }
    for (JsonNode metric : request.path("metrics")) {
      String key = text(metric, "key");
      require(KEY.matcher(key).matches(), "a metric called " + key);
      require(metric.path("timestamp").isIntegralNumber(), "timestamp");
      require(metric.path("step").isIntegralNumber(), "step");
      JsonNode value = metric.path("value");
      require(
          value.isNumber() || List.of("NaN", "Infinity", "-Infinity").contains(value.asText()),
          "value");
      run.metrics.add(key + " " + metric.path("step").asLong() + " " + value.asText());
    }
    for (JsonNode tag : request.path("tags")) {
      run.tags.put(text(tag, "key"), tag.path("value").asText());
    }
    return JSON.createObjectNode();
  }

  /** Two to a page, so that pages are asked for. */
  private JsonNode search(JsonNode request) throws Refusal {
    require(request.path("experiment_ids").isArray(), "experiment_ids");
    Matcher filter = FILTER.matcher(request.path("filter").asText());
    require(filter.matches(), "a filter like " + request.path("filter"));
    List<Run> found =
        active().stream()
            .filter(run -> run.experiment.equals(request.path("experiment_ids").get(0).asText()))
            .filter(run -> filter.group(2).equals(run.tags.get(filter.group(1))))
            .toList();
    int from = request.path("page_token").asInt(0);
    int to = Math.min(found.size(), from + 2);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode page = answer.putArray("runs");
    for (Run run : found.subList(from, to)) {
      ObjectNode one = page.addObject();
      one.set("info", info(run));
      ArrayNode tags = one.putObject("data").putArray("tags");
      run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    }
    if (to < found.size()) {
      answer.put("next_page_token", Integer.toString(to));
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

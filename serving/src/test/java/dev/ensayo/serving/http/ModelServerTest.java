package dev.ensayo.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.fakes.Sums;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.ModelRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server on a free port, asked by Java's own client and by hand. */
final class ModelServerTest {
  private static final String QUESTION =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[1,2]}]}";
  private static final int MOST_BYTES = 10_000;

  /** Method, path, body, status and what is said: all to one server, which goes on after each. */
  private static final String REFUSED =
      """
      POST|/v2/models/sums/infer|{|400|no JSON
      POST|/v2/models/sums/infer|{'inputs':[]}|400|asked by x
      POST|/v2/models/sums/infer|{'inputs':[{'name':'x','shape':[1,2],'datatype':'FP64','data':[1]}]}|400|has 2 elements
      POST|/v2/models/sums/infer|{'inputs':[{'name':'x','shape':[1,2],'datatype':'FP64','data':[1,2]}],'outputs':[{'name':'su'}]}|400|no output 'su'
      POST|/v2/models/sums/infer|{'inputs':[{'name':'x','shape':[1,2],'datatype':'FP64','data':[1,2]}],'parameters':{'timeout':-1}}|400|more than nothing
      POST|/v2/models/sum/infer|{'inputs':[]}|404|no model 'sum'
      POST|/v2/models/sums/versions/v7/infer|{'inputs':[]}|404|no version 'v7'
      POST|/v1/predict/sum|{}|404|no model 'sum'
      POST|/v1/predict/sums|[1]|400|no JSON object
      POST|/v1/predict/sums|{'rows':[]}|400|is empty
      POST|/v1/predict/sums|{'rows':[{'x':[1,2]},{'y':1}]}|400|not all rows
      POST|/v1/predict/sums|{'x':[1,{}]}|400|is an object
      POST|/v1/predict/sums|{'x':[1,2],'parameters':3}|400|'parameters' is an object
      POST|/v1/predict/sums|{'x':[1,2],'parameters':{'a':[]}}|400|the parameter 'a' is a text
      POST|/v1/predict/sums|{'x':[1,2],'id':{}}|400|'id' is a text
      POST|/v1/predict/sums|{'rows':[{'x':[1,2]}],'paramters':{}}|400|no field 'paramters' here
      POST|/v1/generate/sums|{'promt':''}|400|no 'prompt'
      POST|/v1/generate/sums|{'prompt':'','length':5}|400|no field 'length' here
      POST|/v2/models/sums/infer|{'inputs':[{'name':'x','shape':[1,2],'datatype':'FP64','data':[1,2]}],'outputs':[{'name':'seldom'}]}|400|no output 'seldom', only sum, words
      GET|/v2/models/sum||404|no model 'sum'
      GET|/v3||404|nothing at /v3
      GET|/v2/models/sums/infer||405|/v2/models/sums/infer is asked with POST, not GET
      GET|/v1/predict/sums||405|/v1/predict/sums is asked with POST, not GET
      GET|/v1/models/sums/promote||405|/v1/models/sums/promote is asked with POST, not GET
      POST|/v2/health/live||405|/v2/health/live is asked with GET
      HEAD|/v2/models/sums||200|
      HEAD|/v2/models/sum||404|
      HEAD|/v3||404|
      GET|/v2/models/..%2F..%2Fetc%2Fpasswd||4..|
      GET|/..%2F..%2Fetc/passwd||4..|
      POST|/v1/models/sums/promote|{'version':'v1'}|415|is JSON
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private ModelServer server;
  private List<Sums> models = List.of();

  @AfterEach
  void stop() {
    models.forEach(model -> model.release(1000));
    if (server != null) {
      server.close();
    }
  }

  private void start(Optional<String> token, int queue, Sums... versions) {
    ModelRegistry registry = new ModelRegistry(new BatchLimits(8, Duration.ZERO, queue));
    models = List.of(versions);
    for (int i = 0; i < versions.length; i++) {
      registry.add("sums", "v" + (i + 1), List.of(versions[i]));
    }
    server =
        ModelServer.start(
            new ServerPlace("127.0.0.1", 0, token),
            new ServerLimits(
                MOST_BYTES, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20)),
            new Dispatcher(registry, List.of()),
            List.of(),
            "test");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(to(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest post(String path, String body, String... headers) {
    HttpRequest.Builder request = to(path).POST(HttpRequest.BodyPublishers.ofString(body));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpResponse<String> ask(String path, String body, String... headers) throws Exception {
    return client.send(post(path, body, headers), BodyHandlers.ofString());
  }

  @Test
  void answersAsTheProtocolSays() throws Exception {
    start(Optional.empty(), 10, new Sums(0), new Sums(10));
    assertThat(get("/v2").body()).contains("\"name\":\"ensayo\"", "binary_tensor_data");
    assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/v2/models/sums/ready").statusCode()).isEqualTo(200);
    assertThat(get("/v2/models/sums/versions/v2/ready").statusCode()).isEqualTo(200);
    assertThat(get("/v2/models/sums").body())
        .contains(
            "\"versions\":[\"v1\",\"v2\"]",
            "{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[-1,2]}");
    HttpResponse<String> answer =
        ask("/v2/models/sums/infer", QUESTION.replace("{\"inputs", "{\"id\":\"q1\",\"inputs"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"model_name\":\"sums\",\"model_version\":\"v1\",\"id\":\"q1\",\"outputs\":["
                + "{\"name\":\"sum\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[3.0]},"
                + "{\"name\":\"words\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"«3.0»\"]}]}");
    assertThat(ask("/v2/models/sums/versions/v2/infer", QUESTION).body())
        .contains("\"model_version\":\"v2\"", "13.0");
    assertThat(
            ask(
                    "/v2/models/sums/infer",
                    QUESTION.replace("]}]}", "]}],\"outputs\":[{\"name\":\"sum\"}]}"))
                .body())
        .contains("\"sum\"")
        .doesNotContain("words");
  }

  @Test
  void answersInBinaryForm() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    String json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\","
            + "\"parameters\":{\"binary_data_size\":16}}],"
            + "\"outputs\":[{\"name\":\"sum\",\"parameters\":{\"binary_data\":true}}]}";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(1.25)
            .putDouble(2)
            .array());
    HttpResponse<byte[]> answer =
        client.send(
            to("/v2/models/sums/infer")
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build(),
            BodyHandlers.ofByteArray());
    int length =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    assertThat(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
        .contains("\"binary_data_size\":8")
        .doesNotContain("\"data\"");
    assertThat(ByteBuffer.wrap(answer.body(), length, 8).order(ByteOrder.LITTLE_ENDIAN).getDouble())
        .isEqualTo(3.25);
  }

  /** What is said of one output goes before what is said of all. */
  @Test
  void anOutputMayBeTextWhereOthersAreBinary() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    String question =
        QUESTION.replace(
            "]}]}",
            "]}],\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"sum\"},"
                + "{\"name\":\"words\",\"parameters\":{\"binary_data\":false}}]}");
    assertThat(ask("/v2/models/sums/infer", question).body())
        .contains("{\"binary_data_size\":8}", "\"data\":[\"«3.0»\"]");
  }

  @Test
  void answersPlainRequests() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    assertThat(ask("/v1/predict/sums", "{\"x\":[1,2],\"id\":\"a\"}").body())
        .isEqualTo(
            "{\"model\":\"sums\",\"version\":\"v1\",\"id\":\"a\","
                + "\"predictions\":[{\"sum\":3.0,\"words\":\"«3.0»\"}]}");
    assertThat(ask("/v1/predict/sums", "{\"rows\":[{\"x\":[1,2]},{\"x\":[3,4.5]}]}").body())
        .contains("{\"sum\":3.0,", "{\"sum\":7.5,");
  }

  @Test
  void refusesInALineAndGoesOn() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    for (String refused : REFUSED.lines().toList()) {
      String[] row = refused.split("\\|", -1);
      HttpRequest.BodyPublisher body =
          HttpRequest.BodyPublishers.ofString(row[2].replace('\'', '"'));
      HttpResponse<String> answer =
          client.send(to(row[1]).method(row[0], body).build(), BodyHandlers.ofString());
      assertThat(Integer.toString(answer.statusCode())).as(refused).matches(row[3]);
      if (!row[4].isEmpty()) {
        assertThat(answer.body()).as(refused).contains(row[4]).startsWith("{\"error\":");
        assertThat(answer.body().lines()).as(refused).hasSize(1);
      }
      assertThat(ask("/v2/models/sums/infer", QUESTION).statusCode()).as(refused).isEqualTo(200);
    }
  }

  @Test
  void aModelThatFailsIsTheServersFault() throws Exception {
    start(Optional.empty(), 10, new Sums(Double.NaN));
    HttpResponse<String> answer = ask("/v2/models/sums/infer", QUESTION);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("IllegalState");
  }

  @Test
  void tooLongABodyIsNotRead() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    HttpResponse<String> answer = ask("/v2/models/sums/infer", " ".repeat(MOST_BYTES + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    HttpResponse<String> unannounced =
        client.send(
            to("/v2/models/sums/infer")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[5 * MOST_BYTES])))
                .build(),
            BodyHandlers.ofString());
    assertThat(unannounced.statusCode()).isEqualTo(413);
    assertThat(ask("/v2/models/sums/infer", QUESTION).statusCode()).isEqualTo(200);
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    String head =
        "POST /v2/models/sums/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      Thread trickle =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 5000; i++) {
                    socket.getOutputStream().write(' ');
                    socket.getOutputStream().flush();
                    Thread.sleep(20);
                  }
                } catch (IOException | InterruptedException e) {
                  // the server has closed
                }
              });
      trickle.start();
      byte[] begin = socket.getInputStream().readNBytes(12);
      assertThat(new String(begin, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 408");
      trickle.interrupt();
    }
    assertThat(ask("/v2/models/sums/infer", QUESTION).statusCode()).isEqualTo(200);
  }

  @Test
  void aFullQueueSaysWhenToComeAgain() throws Exception {
    Sums sums = new Sums(0).hold();
    start(Optional.empty(), 2, sums);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      answers.add(
          client.sendAsync(post("/v2/models/sums/infer", QUESTION), BodyHandlers.ofString()));
    }
    CompletableFuture<Object> refused =
        CompletableFuture.anyOf(answers.toArray(CompletableFuture<?>[]::new));
    @SuppressWarnings("unchecked")
    HttpResponse<String> first = (HttpResponse<String>) refused.get(60, TimeUnit.SECONDS);
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).contains("1");
    // it is not even read, lest too many requests cost as much as answers
    assertThat(ask("/v2/models/sums/infer", "no JSON").statusCode()).isEqualTo(503);
    sums.release(100);
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isIn(200, 503);
    }
    assertThat(ask("/v2/models/sums/infer", QUESTION).statusCode()).isEqualTo(200);
  }

  @Test
  void aPassedDeadlineIsTold() throws Exception {
    Sums sums = new Sums(0).hold();
    start(Optional.empty(), 10, sums);
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(post("/v2/models/sums/infer", QUESTION), BodyHandlers.ofString());
    HttpResponse<String> late = ask("/v2/models/sums/infer", QUESTION, "Request-Timeout-Ms", "200");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(ask("/v2/models/sums/infer", QUESTION, "Request-Timeout-Ms", "soon").statusCode())
        .isEqualTo(400);
    sums.release(100);
    assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasAcceptedIsAnsweredWhenTheServerStops() throws Exception {
    Sums sums = new Sums(0).hold();
    start(Optional.empty(), 100, sums);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          client.sendAsync(post("/v2/models/sums/infer", QUESTION), BodyHandlers.ofString()));
    }
    // All are with the server: some are computed, the others wait.
    for (int i = 0; i < 3000 && sums.asked.get() < 20; i++) {
      Thread.sleep(10);
    }
    assertThat(sums.asked).hasValue(20);
    CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
    Thread.sleep(300);
    sums.release(100);
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    stop.get(60, TimeUnit.SECONDS);
    server = null;
    assertThat(sums.isClosed()).isTrue();
  }

  @Test
  void versionsAreSwitchedWhileItRuns() throws Exception {
    start(Optional.empty(), 10, new Sums(0), new Sums(10));
    String[] json = {"Content-Type", "application/json"};
    assertThat(ask("/v1/models/sums/back", "{}", json).statusCode()).isEqualTo(409);
    assertThat(ask("/v1/models/sums/promote", "{\"version\":\"v2\"}", json).body())
        .contains("\"route\":{\"v2\":1}");
    assertThat(ask("/v2/models/sums/infer", QUESTION).body()).contains("13.0");
    assertThat(ask("/v1/models/sums/promote", "{\"version\":\"v3\"}", json).statusCode())
        .isEqualTo(404);
    assertThat(
            ask(
                    "/v1/models/sums/route",
                    "{\"route\":{\"v1\":90,\"v2\":10},\"shadow\":\"v2\"}",
                    json)
                .body())
        .contains("\"route\":{\"v1\":90,\"v2\":10}", "\"shadow\":\"v2\"");
    assertThat(ask("/v1/models/sums/route", "{\"route\":{\"v1\":-1}}", json).statusCode())
        .isEqualTo(400);
    ask("/v1/models/sums/back", "{}", json);
    assertThat(ask("/v2/models/sums/infer", QUESTION).body()).contains("13.0");
  }

  @Test
  void theTokenIsNeeded() throws Exception {
    start(Optional.of("secret"), 10, new Sums(0));
    assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = ask("/v2/models/sums/infer", QUESTION);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    for (String wrong :
        List.of("Bearer secre", "Bearer secret2", "Basic !!", "Digest x", "secret")) {
      assertThat(ask("/v2/models/sums/infer", QUESTION, "Authorization", wrong).statusCode())
          .as(wrong)
          .isEqualTo(401);
    }
    assertThat(
            ask("/v2/models/sums/infer", QUESTION, "Authorization", "Bearer secret").statusCode())
        .isEqualTo(200);
    // user:secret
    assertThat(
            ask("/v2/models/sums/infer", QUESTION, "Authorization", "Basic dXNlcjpzZWNyZXQ=")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void otherSitesAndOtherNamesAreRefused() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    assertThat(
            ask("/v2/models/sums/infer", QUESTION, "Origin", "https://elsewhere.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(raw("GET /v2 HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET /v2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET /v2 HTTP/1.1\r\nHost: LocalHost:80\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void whatIsNoRequestIsRefusedInALineToo() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").contains("\r\n\r\n{\"error\":");
    assertThat(raw("GET /v2 HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("\r\n\r\n{\"error\":");
    assertThat(raw("GET /%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .contains("\r\n\r\n{\"error\":");
  }

  @Test
  void textIsSentWhileItIsWritten() throws Exception {
    start(Optional.empty(), 10, new Sums(0));
    HttpResponse<String> answer =
        ask("/v1/generate/sums", "{\"prompt\":\"\",\"parameters\":{\"length\":5}}");
    assertThat(answer.body()).isEqualTo("1 2 3 4 5 ");
    assertThat(answer.headers().firstValue("Model-Version")).contains("v1");
  }

  /** A part of a text must not be taken for all of it. */
  @Test
  void aTextThatBreaksOffHasNoEnd() throws Exception {
    Sums sums = new Sums(0);
    start(Optional.empty(), 10, sums);
    HttpResponse<InputStream> answer =
        client.send(
            post("/v1/generate/sums", "{\"prompt\":\"\",\"parameters\":{\"fails\":true}}"),
            BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream in = answer.body()) {
      assertThat(new String(in.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("1 2 3 ");
      sums.release(1);
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }
}

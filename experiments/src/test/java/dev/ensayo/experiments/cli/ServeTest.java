package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.ServiceTool;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are made, served and asked. */
final class ServeTest {
  private static final Pattern ADDRESS = Pattern.compile("serving at (http://\\S+?),");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INFER =
      "{'inputs':[{'name':'kind','datatype':'BYTES','shape':[1,1],'data':['clay']},"
          + "{'name':'moisture','datatype':'FP64','shape':[1,1],'data':[3.5]}]}";

  @TempDir private Path folder;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private CompletableFuture<Void> serving;
  private String address;

  @AfterEach
  void stop() throws Exception {
    stop.countDown();
    if (serving != null) {
      serving.get(60, TimeUnit.SECONDS);
    }
  }

  private Path train(String study, String environment, String agent, String budget)
      throws IOException {
    Outcome outcome =
        CommandLineHarness.run(
            folder,
            study,
            """
            study: %s
            environment: %s
            agent: %s
            budget: %s
            seeds: [1]
            """
                .formatted(study, environment, agent, budget),
            "--jobs",
            1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return folder.resolve("runs").resolve(study);
  }

  private void serve(Path... runs) throws Exception {
    serve(PluginRegistry.load().services().get("serve"), runs);
  }

  private <C extends Record> void serve(ServiceTool<C> tool, Path... runs) throws Exception {
    C options =
        ConfigBinder.bind(
            ConfigNode.Mapping.empty(Origin.DEFAULT)
                .with("port", ConfigNode.Scalar.of(Origin.DEFAULT, "0")),
            "",
            tool.configType());
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    ServiceTool.Call call =
        new ServiceTool.Call(
            List.of(runs).stream().map(Path::toString).toList(), writer, writer, stop);
    serving =
        CompletableFuture.runAsync(
            () -> {
              try {
                tool.use(options, call);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; i < 6000 && address == null && !serving.isDone(); i++) {
      Matcher found = ADDRESS.matcher(out.toString());
      if (found.find()) {
        address = found.group(1);
      }
      Thread.sleep(10);
    }
    assertThat(address).as(out.toString()).isNotNull();
  }

  private JsonNode ask(String path, String body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(response.body().startsWith("{") ? response.body() : "{}");
  }

  private String get(String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String soil() {
    StringBuilder csv = new StringBuilder("kind,moisture,harvest\n");
    for (int i = 0; i < 80; i++) {
      double moisture = (i * 37 % 80) / 3.7;
      String kind = i % 3 == 0 ? "clay" : "sand";
      csv.append(kind).append(',').append(i % 11 == 5 ? "" : Double.toString(moisture));
      csv.append(',').append(moisture > 10 ? "good" : "poor").append('\n');
    }
    return csv.toString();
  }

  /** What {@code predict} says of each row, the server says too; and the same alone as together. */
  @Test
  void rowsBecomeTheNumbersOfTraining() throws Exception {
    Path csv = Files.writeString(folder.resolve("soil.csv"), soil());
    Path study =
        train(
            "soil",
            "{type: table, source: {type: csv, file: soil.csv}, target: harvest}",
            "{type: mlp, hiddenUnits: [16]}",
            "{epochs: 5}");
    Outcome predicted = ensayo("predict", study.resolve("baseline/seed-1"), csv);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().filter(line -> line.contains(",")).toList();
    List<String> header = List.of(lines.get(0).split(",", -1));
    int good = header.indexOf("p_good");
    serve(study);
    assertThat(get("/v2/models/soil")).contains("\"name\":\"kind\"", "ensayo_mlp");
    List<String> rows = soil().lines().skip(1).toList();
    StringBuilder all = new StringBuilder("{'rows':[");
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      all.append(all.length() > 9 ? "," : "")
          .append("{'kind':'" + cells[0] + "','moisture':")
          .append(cells[1].isEmpty() ? "null" : cells[1])
          .append('}');
    }
    JsonNode together = ask("/v1/predict/soil", all + "]}").path("predictions");
    assertThat(together).hasSize(80);
    for (int i = 0; i < 80; i++) {
      double served = together.get(i).path("probabilities").path("good").doubleValue();
      assertThat(served)
          .isCloseTo(Double.parseDouble(lines.get(i + 1).split(",", -1)[good]), within(1e-5));
    }
    String one = all.substring(9, all.indexOf("}") + 1);
    assertThat(ask("/v1/predict/soil", one).path("predictions").get(0)).isEqualTo(together.get(0));
    assertThat(ask("/v1/predict/soil", "{'kind':'peat','moisture':1}").path("error").textValue())
        .isEqualTo("column 'kind' never held 'peat' in the training data; it holds clay, sand");
    assertThat(ask("/v1/predict/soil", "{'kind':'clay'}").path("error").textValue())
        .isEqualTo("the input 'moisture' is missing");
    assertThat(get("/v1/forms")).contains("\"categories\":[\"clay\",\"sand\"]");
    assertThat(JSON.readTree(get("/openapi.json")).path("paths").has("/v1/predict/soil")).isTrue();
    assertThat(get("/")).contains("/assets/try.js");
    assertThat(get("/assets/try.js")).contains("fetch('/v1/forms')");
  }

  /** What {@code predict} says of a text, the server says too, whatever is asked beside it. */
  @Test
  void textsAreClassified() throws Exception {
    Path study =
        train(
            "forms",
            "{type: labelled-text, source: {type: planted-forms, texts: 120}}",
            "{type: bag-of-words}",
            "{epochs: 2}");
    Path run = study.resolve("baseline/seed-1");
    Outcome predicted = ensayo("predict", run, "--text", "mano casa perro");
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    serve(run);
    JsonNode one = ask("/v1/predict/forms", "{'text':'mano casa perro'}").path("predictions");
    assertThat(predicted.out()).contains("," + one.get(0).path("class").textValue() + ",");
    JsonNode both =
        ask("/v1/predict/forms", "{'rows':[{'text':'uno'},{'text':'mano casa perro'}]}");
    assertThat(both.path("predictions").get(1)).isEqualTo(one.get(0));
    assertThat(ask("/v1/predict/forms", "{'text':'  '}").path("error").textValue())
        .isEqualTo("the text in row 0 is empty");
    assertThat(get("/v1/forms")).contains("\"kind\":\"texts\"");
  }

  /** A champion that is promoted while the server runs answers, and one that is brought back. */
  @Test
  void championsAreFollowed() throws Exception {
    Files.writeString(folder.resolve("soil.csv"), soil());
    String table = "{type: table, source: {type: csv, file: soil.csv}, target: harvest}";
    Path first = train("one", table, "{type: mlp, hiddenUnits: [4]}", "{epochs: 1}");
    Path second = train("two", table, "{type: mlp, hiddenUnits: [8]}", "{epochs: 1}");
    Path pipeline = Files.createDirectories(folder.resolve("pipeline/versions")).getParent();
    Files.move(first.resolve("baseline/seed-1"), pipeline.resolve("versions/0001"));
    Files.move(second.resolve("baseline/seed-1"), pipeline.resolve("versions/0002"));
    champion(pipeline, "versions/0001");
    serve(pipeline);
    assertThat(answering("one")).isEqualTo("0001");
    champion(pipeline, "versions/0002");
    await("one", "0002");
    champion(pipeline, "versions/none"); // told, and the one before goes on
    champion(pipeline, "versions/0001");
    await("one", "0001");
    assertThat(JSON.readTree(get("/v2/models/one")).path("versions")).hasSize(2);
  }

  private static void champion(Path pipeline, String run) throws IOException {
    Files.writeString(
        pipeline.resolve("champion.json"),
        """
        {"version": 1, "run": "%s", "before": 0, "since": "2026-11-29T12:00:00Z", "reasons": []}
        """
            .formatted(run));
  }

  private String answering(String model) throws Exception {
    return ask("/v2/models/" + model + "/infer", INFER).path("model_version").textValue();
  }

  private void await(String model, String version) throws Exception {
    for (int i = 0; i < 600 && !answering(model).equals(version); i++) {
      Thread.sleep(100);
    }
    assertThat(answering(model)).isEqualTo(version);
  }

  /** Right answers are taken by the id of the answer; what was seen is on two pages. */
  @Test
  void rightAnswersComeLater() throws Exception {
    Files.writeString(folder.resolve("soil.csv"), soil());
    Path study =
        train(
            "soil",
            "{type: table, source: {type: csv, file: soil.csv}, target: harvest}",
            "{type: mlp, hiddenUnits: [16]}",
            "{epochs: 1}");
    serve(study);
    for (int i = 0; i < 3; i++) {
      ask("/v1/predict/soil", "{'id':'q%d','kind':'clay','moisture':%d}".formatted(i, i));
      String right = "{'id':'q%d','right':'poor','fields':{'farm':'north'}}".formatted(i);
      assertThat(ask("/v1/feedback/soil", right).path("id").textValue()).isEqualTo("q" + i);
    }
    assertThat(ask("/v1/feedback/soil", "{'id':'q1','right':'poor'}").path("error").textValue())
        .contains("there is no answer 'q1'", "judged already");
    assertThat(ask("/v1/feedback/soil", "{'right':'poor'}").path("error").textValue())
        .startsWith("the key 'id' is missing");
    assertThat(ask("/v1/feedback/soil", "{'id':'q1'}").path("error").textValue())
        .isEqualTo("the key 'right' needs a text or a number, not nothing");
    assertThat(ask("/v1/feedback/soil", "{'id':").path("error").textValue())
        .startsWith("the body is no JSON");
    assertThat(get("/metrics"))
        .contains(
            "ensayo_answers_seconds_count{model=\"soil\",version=\"baseline-seed-1\"} 3",
            "ensayo_waiting{model=\"soil\"");
    assertThat(get("/monitor")).contains("soil baseline-seed-1", "Ensayo monitor");
    assertThat(JSON.readTree(get("/openapi.json")).path("paths").has("/v1/feedback/soil")).isTrue();
  }

  /** What {@code score} and {@code sample} say, the server says too. */
  @Test
  void aLanguageModelScoresAndWrites() throws Exception {
    Files.writeString(folder.resolve("names.txt"), "anna\nberta\nhannah\nnana\n".repeat(60));
    Path study =
        train(
            "names",
            "{type: text, data: names.txt}",
            "{type: language-model, hiddenUnits: 8, streams: 4, window: 8}",
            "{epochs: 1}");
    Path run = study.resolve("baseline/seed-1");
    Outcome sampled = ensayo("sample", run, "--prompt", "an", "--length", 20, "--seed", 7);
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    serve(run);
    String parameters = "'parameters':{'task':'sample','length':20,'seed':7}";
    JsonNode written = ask("/v1/predict/names", "{'text':'an'," + parameters + "}");
    assertThat("an" + written.path("predictions").get(0).path("continuation").textValue())
        .isEqualTo(sampled.out().substring(0, sampled.out().length() - 1));
    HttpResponse<String> streamed =
        client.send(
            HttpRequest.newBuilder(URI.create(address + "/v1/generate/names"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"prompt\":\"an\",\"parameters\":{\"length\":20,\"seed\":7}}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(streamed.body())
        .isEqualTo(written.path("predictions").get(0).path("continuation").textValue());
    JsonNode score = ask("/v1/predict/names", "{'text':'anna'}").path("predictions").get(0);
    assertThat(score.path("tokens").intValue()).isEqualTo(5);
    assertThat(score.path("perplexity").doubleValue())
        .isCloseTo(Math.exp(-score.path("log_likelihood").doubleValue() / 5), within(1e-9));
    assertThat(ask("/v1/predict/names", "{'text':'x'}").path("error").textValue()).contains("x");
    assertThat(
            ask("/v1/predict/names", "{'text':'a','parameters':{'task':'sing'}}")
                .path("error")
                .textValue())
        .isEqualTo("the parameter 'task' is one of score, sample, not 'sing'");
  }

  @Test
  void aPolicyActs() throws Exception {
    Path study = CommandLineHarness.finishedStudy(folder);
    Path run;
    try (var variants = Files.list(study)) {
      run =
          variants
              .map(variant -> variant.resolve("seed-1"))
              .filter(Files::isDirectory)
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    serve(run);
    String name = JSON.readTree(get("/v2/models")).path("models").get(0).textValue();
    JsonNode answer = ask("/v1/predict/" + name, "{'observation':[0]}");
    assertThat(answer.path("predictions").get(0).path("action").intValue()).isBetween(0, 3);
    assertThat(ask("/v1/predict/" + name, "{'observation':[99]}").path("error").textValue())
        .contains("states are 0 to 15");
  }

  @Test
  void whatHasNoModelIsRefusedInALine() throws Exception {
    Outcome nothing = ensayo("serve", folder.resolve("nowhere"));
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err().lines()).hasSize(1);
    assertThat(nothing.err()).contains("there is neither a folder");
    Outcome open = ensayo("serve", folder, "--host", "0.0.0.0");
    assertThat(open.exitCode()).isEqualTo(2);
    assertThat(open.err()).startsWith("--host: ").contains("needs a token");
    Path study =
        train(
            "tally", "{type: table, source: xor}", "{type: mlp, hiddenUnits: [2]}", "{epochs: 1}");
    Path run = study.resolve("baseline/seed-1");
    Files.writeString(run.resolve("preprocessing.json"), " ", StandardOpenOption.APPEND);
    Outcome damaged = ensayo("serve", run);
    assertThat(damaged.exitCode()).isEqualTo(2);
    assertThat(damaged.err()).contains("is damaged", "preprocessing.json");
    assertThat(ensayo("serve").err()).contains("name a finished run");
    assertThat(ensayo("serve", "--route", "nonsense").err()).contains("NAME=RUN:90,RUN:10");
  }
}

package dev.ensayo.results.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.annotations.VisibleForTesting;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings the finished and failed runs of a study to an MLflow server: an experiment of the study's
 * name, a run for each, with its settings as parameters, its metrics by step, and {@code
 * config.yaml}, {@code manifest.json} and {@code metrics.csv} as artifacts.
 *
 * <p>A run is known by its tag {@value #RUN}: exported again it is left as it is, or, if it has
 * changed since or was not brought over as a whole, replaced.
 */
public final class MlflowExport {
  /** Study, variant and seed. */
  static final String RUN = "ensayo.run";

  /** SHA-256 of {@code metrics.csv}; set last, so that a run that has it is whole. */
  static final String METRICS = "ensayo.metrics_sha256";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PROXY = "mlflow-artifacts:/";
  private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was done.
   *
   * @param brought runs that are there now and were not, or not like this
   * @param kept runs that were there already
   * @param unfinished runs that were left out because more is to come
   * @param withoutArtifacts whether the server keeps artifacts where only its own client can bring
   *     them
   */
  public record Outcome(int brought, int kept, int unfinished, boolean withoutArtifacts) {}

  private final MlflowServer server;
  private int brought;
  private int kept;
  private int unfinished;
  private boolean withoutArtifacts;

  private MlflowExport(MlflowServer server) {
    this.server = server;
  }

  /**
   * Brings all runs over, one after the other.
   *
   * @param address such as {@code http://localhost:5000}
   * @throws MlflowException if the server is not there or refuses something
   */
  public static Outcome write(StudyExport study, URI address) throws IOException {
    return write(study, address, PATIENCE);
  }

  @VisibleForTesting
  static Outcome write(StudyExport study, URI address, Duration patience) throws IOException {
    MlflowExport export = new MlflowExport(new MlflowServer(address, patience));
    String experiment = export.experiment(study.study().name());
    study.forEach(run -> export.bring(run, experiment));
    return new Outcome(export.brought, export.kept, export.unfinished, export.withoutArtifacts);
  }

  private String experiment(String name) throws IOException {
    try {
      JsonNode found =
          server.get("experiments/get-by-name", "experiment_name", name).path("experiment");
      if (found.path("lifecycle_stage").asText("active").equals("deleted")) {
        throw new MlflowException(
            "the experiment '" + name + "' was deleted on the MLflow server; restore it there",
            "",
            null);
      }
      return found.path("experiment_id").asText();
    } catch (MlflowException e) {
      if (!e.code().equals(MISSING)) {
        throw e;
      }
    }
    ObjectNode body = JSON.createObjectNode().put("name", name);
    return server.post("experiments/create", body).path("experiment_id").asText();
  }

  private void bring(ExportedRun run, String experiment) throws IOException {
    if (run.isUnfinished()) {
      unfinished++;
      return;
    }
    String sha256 = Fingerprint.of(run.directory().metricsFile()).sha256();
    boolean isThere = false;
    for (JsonNode earlier : earlier(run, experiment)) {
      if (tag(earlier, METRICS).equals(sha256) && !isThere) {
        isThere = true;
      } else {
        server.post(
            "runs/delete",
            JSON.createObjectNode().put("run_id", earlier.path("info").path("run_id").asText()));
      }
    }
    if (isThere) {
      kept++;
      return;
    }
    create(run, experiment, sha256);
    brought++;
  }

  private List<JsonNode> earlier(ExportedRun run, String experiment) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    String page = "";
    do {
      ObjectNode body = JSON.createObjectNode();
      body.putArray("experiment_ids").add(experiment);
      body.put("filter", "tags.`" + RUN + "` = '" + run.name() + "'");
      body.put("run_view_type", "ACTIVE_ONLY");
      body.put("max_results", 100);
      if (!page.isEmpty()) {
        body.put("page_token", page);
      }
      JsonNode answer = server.post("runs/search", body);
      answer.path("runs").forEach(found::add);
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
    return found;
  }

  private static String tag(JsonNode run, String key) {
    for (JsonNode tag : run.path("data").path("tags")) {
      if (tag.path("key").asText().equals(key)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }

  private void create(ExportedRun run, String experiment, String sha256) throws IOException {
    long start = run.started().map(Instant::toEpochMilli).orElse(0L);
    ObjectNode body = JSON.createObjectNode();
    body.put("experiment_id", experiment);
    body.put("run_name", run.variant() + "/seed-" + run.seed());
    body.put("start_time", start);
    Map<String, String> tags =
        Map.of(
            RUN,
            run.name(),
            "ensayo.variant",
            run.variant(),
            "ensayo.seed",
            Long.toString(run.seed()),
            "ensayo.code",
            run.manifest().map(Manifest::code).orElse(""));
    tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            tag ->
                body.withArray("tags")
                    .addObject()
                    .put("key", tag.getKey())
                    .put("value", tag.getValue()));
    JsonNode info = server.post("runs/create", body).path("run").path("info");
    String id = info.path("run_id").asText();
    MlflowBatches batches = new MlflowBatches(server, id, start);
    batches.params(run.settings());
    batches.metrics(run.metrics());
    if (run.score().isPresent()) {
      batches.score(run.score().getAsDouble());
    }
    artifacts(run, info.path("artifact_uri").asText());
    ObjectNode update = JSON.createObjectNode().put("run_id", id);
    update.put("status", run.state() == RunState.COMPLETE ? "FINISHED" : "FAILED");
    run.finished().ifPresent(end -> update.put("end_time", end.toEpochMilli()));
    server.post("runs/update", update);
    batches.tag(METRICS, sha256);
  }

  private void artifacts(ExportedRun run, String uri) throws IOException {
    if (!uri.startsWith(PROXY)) {
      withoutArtifacts = true;
      return;
    }
    // mlflow-artifacts:/1/ID/artifacts, or with the server: mlflow-artifacts://HOST/1/ID/artifacts
    String root = URI.create(uri).getRawPath().substring(1);
    for (Path file :
        List.of(
            run.directory().config(),
            run.directory().manifestFile(),
            run.directory().metricsFile())) {
      if (Files.exists(file)) {
        server.putArtifact(root + "/" + file.getFileName(), file);
      }
    }
  }
}

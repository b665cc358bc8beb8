package dev.ensayo.serving.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.TensorSpec;
import dev.ensayo.serving.versions.NamedModel;
import java.util.List;
import java.util.Map;

/** The interface in the words of OpenAPI 3.1. */
final class OpenApi {
  /** Outputs that are right or wrong. */
  private static final ImmutableSet<String> JUDGED = ImmutableSet.of("class", "value");

  private static final String GET = "get";
  private static final String POST = "post";

  private final ImmutableMap.Builder<String, Object> paths = ImmutableMap.builder();

  private OpenApi() {}

  /**
   * The document.
   *
   * @param program version of Ensayo
   */
  static Map<String, Object> document(List<NamedModel> models, String program) {
    OpenApi api = new OpenApi();
    api.add("/v2", GET, "The server and its version", Map.of());
    api.add("/v2/health/live", GET, "Whether the server runs", Map.of());
    api.add("/v2/health/ready", GET, "Whether it takes requests", Map.of());
    api.add("/v2/models", GET, "Names of all models", Map.of());
    api.add("/v1/models", GET, "All models, their versions and who answers", Map.of());
    api.add("/metrics", GET, "Counts and times, for Prometheus", Map.of());
    for (NamedModel model : models) {
      api.addModel(model);
    }
    return ImmutableMap.of(
        "openapi", "3.1.0",
        "info",
            ImmutableMap.of(
                "title", "Ensayo",
                "version", program,
                "description",
                    "Models of finished runs; /v2 is the Open Inference Protocol, version 2."),
        "paths", api.paths.buildOrThrow());
  }

  private void addModel(NamedModel model) {
    List<TensorSpec> inputs = model.versions().get(0).signature().inputs();
    List<TensorSpec> outputs = model.versions().get(0).signature().outputs();
    String v2 = "/v2/models/" + model.name();
    add(v2, GET, "Inputs and outputs", Map.of());
    add(v2 + "/ready", GET, "Whether it takes requests", Map.of());
    add(v2 + "/infer", POST, "Asks with tensors", tensors(inputs));
    add("/v1/predict/" + model.name(), POST, "Asks with a field for each input", fields(inputs));
    if (outputs.stream().anyMatch(output -> output.name().equals("continuation"))) {
      add(
          "/v1/generate/" + model.name(),
          POST,
          "Text that is sent while it is written",
          object(
              ImmutableMap.of("prompt", type("string"), "parameters", type("object")),
              List.of("prompt")));
    }
    if (outputs.stream().anyMatch(output -> JUDGED.contains(output.name()))) {
      add(
          "/v1/feedback/" + model.name(),
          POST,
          "Tells what would have been the right answer",
          object(
              ImmutableMap.of(
                  "id", type("string"), "right", ImmutableMap.of(), "fields", type("object")),
              List.of("id", "right")));
    }
    String v1 = "/v1/models/" + model.name();
    add(v1, GET, "Versions, who answers, and what shadows would have", Map.of());
    add(
        v1 + "/promote",
        POST,
        "Lets one version answer",
        object(ImmutableMap.of("version", type("string")), List.of("version")));
    add(
        v1 + "/route",
        POST,
        "Splits requests among versions",
        object(
            ImmutableMap.of("route", type("object"), "shadow", type("string")), List.of("route")));
    add(v1 + "/back", POST, "Undoes the last change", object(ImmutableMap.of(), List.of()));
  }

  private void add(String path, String method, String summary, Map<String, Object> body) {
    ImmutableMap.Builder<String, Object> operation = ImmutableMap.builder();
    operation.put("summary", summary);
    if (!body.isEmpty()) {
      operation.put(
          "requestBody",
          ImmutableMap.of(
              "required",
              true,
              "content",
              ImmutableMap.of("application/json", ImmutableMap.of("schema", body))));
    }
    operation.put(
        "responses",
        ImmutableMap.of(
            "200", ImmutableMap.of("description", "The answer"),
            "default",
                ImmutableMap.of(
                    "description",
                    "What was wrong",
                    "content",
                    ImmutableMap.of(
                        "application/json",
                        ImmutableMap.of(
                            "schema",
                            object(ImmutableMap.of("error", type("string")), List.of("error")))))));
    paths.put(path, ImmutableMap.of(method, operation.buildOrThrow()));
  }

  private static Map<String, Object> type(String type) {
    return ImmutableMap.of("type", type);
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    return ImmutableMap.of("type", "object", "properties", properties, "required", required);
  }

  private static Map<String, Object> fields(List<TensorSpec> inputs) {
    ImmutableMap.Builder<String, Object> fields = ImmutableMap.builder();
    for (TensorSpec input : inputs) {
      boolean single = input.shape().size() == 1 || input.rowSize() == 1;
      Map<String, Object> element = type(input.datatype() == Datatype.BYTES ? "string" : "number");
      fields.put(
          input.name(), single ? element : ImmutableMap.of("type", "array", "items", element));
    }
    return object(fields.buildOrThrow(), inputs.stream().map(TensorSpec::name).toList());
  }

  private static Map<String, Object> tensors(List<TensorSpec> inputs) {
    ImmutableList.Builder<Object> examples = ImmutableList.builder();
    inputs.forEach(
        input ->
            examples.add(
                ImmutableMap.of(
                    "name", input.name(),
                    "datatype", input.datatype().name(),
                    "shape", input.shape())));
    Map<String, Object> tensor =
        object(
            ImmutableMap.of(
                "name", type("string"),
                "datatype", type("string"),
                "shape", type("array"),
                "data", type("array")),
            List.of("name", "datatype", "shape"));
    return object(
        ImmutableMap.of(
            "id", type("string"),
            "inputs",
                ImmutableMap.of(
                    "type",
                    "array",
                    "items",
                    tensor,
                    "examples",
                    ImmutableList.of(examples.build()))),
        List.of("inputs"));
  }
}

package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.protocol.RequestReader;
import dev.ensayo.serving.protocol.ResponseWriter;
import dev.ensayo.serving.protocol.TensorSpec;
import dev.ensayo.serving.versions.Ask;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Open Inference Protocol, version 2, over HTTP, with its binary-data extension. */
final class InferencePart implements ServerPart {
  /** Bytes of JSON before binary data. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private static final String MODEL = "/v2/models/{name}";
  private static final String VERSION = MODEL + "/versions/{version}";
  private static final int UNAVAILABLE = 503;

  private final Answering answering;
  private final Dispatcher dispatcher;
  private final String program;
  private final Stopping stopping;

  /**
   * @param program its version
   */
  InferencePart(Answering answering, String program, Stopping stopping) {
    this.answering = answering;
    this.dispatcher = answering.dispatcher();
    this.program = program;
    this.stopping = stopping;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get("/v2", this::server);
    routes.get("/v2/health/live", ctx -> JsonAnswer.write(ctx, ImmutableMap.of("live", true)));
    routes.get("/v2/health/ready", this::ready);
    routes.get("/v2/models", this::models);
    routes.get(MODEL, this::metadata);
    routes.get(VERSION, this::metadata);
    routes.get(MODEL + "/ready", this::modelReady);
    routes.get(VERSION + "/ready", this::modelReady);
    routes.post(MODEL + "/infer", this::infer);
    routes.post(VERSION + "/infer", this::infer);
  }

  private void server(Context ctx) {
    JsonAnswer.write(
        ctx,
        ImmutableMap.of(
            "name",
            "ensayo",
            "version",
            program,
            "extensions",
            ImmutableList.of("binary_tensor_data")));
  }

  private void ready(Context ctx) {
    boolean ready = !stopping.isStopping();
    if (!ready) {
      ctx.status(UNAVAILABLE);
    }
    JsonAnswer.write(ctx, ImmutableMap.of("ready", ready));
  }

  private void models(Context ctx) {
    JsonAnswer.write(
        ctx,
        ImmutableMap.of(
            "models", dispatcher.registry().models().stream().map(NamedModel::name).toList()));
  }

  private void modelReady(Context ctx) {
    version(ctx);
    ready(ctx);
  }

  /** The version that the path names, else the first of those that answer. */
  private ServedVersion version(Context ctx) {
    NamedModel model = dispatcher.registry().model(ctx.pathParam("name"));
    String version = ctx.pathParamMap().get("version");
    return model.version(
        version != null ? version : model.traffic().weights().keySet().iterator().next());
  }

  private void metadata(Context ctx) {
    ServedVersion version = version(ctx);
    NamedModel model = dispatcher.registry().model(version.name());
    JsonAnswer.write(
        ctx,
        ImmutableMap.of(
            "name", version.name(),
            "versions", model.versions().stream().map(ServedVersion::version).toList(),
            "platform", version.signature().platform(),
            "inputs", tensors(version.signature().inputs()),
            "outputs", tensors(version.signature().outputs())));
  }

  private static List<Map<String, Object>> tensors(List<TensorSpec> specs) {
    return specs.stream()
        .<Map<String, Object>>map(
            spec ->
                ImmutableMap.of(
                    "name", spec.name(),
                    "datatype", spec.datatype().name(),
                    "shape", spec.shape()))
        .toList();
  }

  private void infer(Context ctx) {
    long begun = System.nanoTime();
    byte[] body = answering.bodies().read(ctx);
    InferenceRequest request = RequestReader.read(body, jsonLength(ctx, body));
    Ask ask =
        new Ask(
            ctx.pathParam("name"),
            Optional.ofNullable(ctx.pathParamMap().get("version")),
            Optional.ofNullable(ctx.header(Answering.ROUTE_KEY)),
            Deadlines.of(ctx, request, begun),
            request);
    answering.answer(ctx, ask, response -> write(ctx, response, request));
  }

  private static int jsonLength(Context ctx, byte[] body) {
    String header = ctx.header(JSON_LENGTH);
    if (header == null) {
      return body.length;
    }
    try {
      return Integer.parseInt(header.strip());
    } catch (NumberFormatException e) {
      throw new BadRequestException(
          "%s is a number of bytes, not '%s'".formatted(JSON_LENGTH, header));
    }
  }

  private static void write(Context ctx, InferenceResponse response, InferenceRequest request) {
    Set<String> binary =
        request.outputs().isEmpty()
            ? response.outputs().stream()
                .filter(tensor -> request.binary())
                .map(tensor -> tensor.name())
                .collect(Collectors.toSet())
            : request.outputs().stream()
                .filter(wanted -> wanted.binary() || request.binary())
                .map(InferenceRequest.Wanted::name)
                .collect(Collectors.toSet());
    ResponseWriter.Body body = ResponseWriter.write(response, binary);
    if (body.isBinary()) {
      ctx.header(JSON_LENGTH, Integer.toString(body.jsonLength()));
    }
    ctx.contentType(body.isBinary() ? "application/octet-stream" : "application/json")
        .result(body.bytes());
  }
}

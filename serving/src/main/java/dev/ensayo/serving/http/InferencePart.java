package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.protocol.TensorSpec;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;

/** What the Open Inference Protocol, version 2, says of the server and its models. */
final class InferencePart implements ServerPart {
  private static final String MODEL = "/v2/models/{name}";
  private static final String VERSION = MODEL + "/versions/{version}";
  private static final int UNAVAILABLE = 503;

  private final Dispatcher dispatcher;
  private final String program;
  private final Stopping stopping;

  /**
   * @param program its version
   */
  InferencePart(Dispatcher dispatcher, String program, Stopping stopping) {
    this.dispatcher = dispatcher;
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
}

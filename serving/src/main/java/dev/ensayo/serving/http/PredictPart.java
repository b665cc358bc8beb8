package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.protocol.FieldReader;
import dev.ensayo.serving.protocol.FieldWriter;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.versions.Ask;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain requests, for people: {@code POST /v1/predict/{name}} with a field for each input. */
final class PredictPart implements ServerPart {
  private final Answering answering;

  PredictPart(Answering answering) {
    this.answering = answering;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post("/v1/predict/{name}", this::predict);
    routes.post("/v1/predict/{name}/versions/{version}", this::predict);
  }

  private void predict(Context ctx) {
    long begun = System.nanoTime();
    NamedModel model = answering.dispatcher().registry().model(ctx.pathParam("name"));
    Optional<String> asked = Optional.ofNullable(ctx.pathParamMap().get("version"));
    ServedVersion version = asked.map(model::version).orElseGet(() -> model.versions().get(0));
    InferenceRequest request =
        FieldReader.read(answering.bodies().read(ctx), version.signature().inputs());
    Ask ask =
        new Ask(
            model.name(),
            asked,
            Optional.ofNullable(ctx.header(Answering.ROUTE_KEY)),
            Deadlines.of(ctx, request, begun),
            request);
    answering.answer(
        ctx,
        ask,
        response ->
            ctx.contentType("application/json")
                .result(FieldWriter.write(response, labels(model, response.version()))));
  }

  private static Map<String, List<String>> labels(NamedModel model, String version) {
    return model.versions().stream()
        .filter(other -> other.version().equals(version))
        .findFirst()
        .flatMap(ServedVersion::preprocessing)
        .map(Preprocessing::outputs)
        .filter(Outputs.Classes.class::isInstance)
        .map(
            outputs ->
                ImmutableMap.of(
                    "probabilities", (List<String>) ((Outputs.Classes) outputs).names()))
        .orElse(ImmutableMap.of());
  }
}

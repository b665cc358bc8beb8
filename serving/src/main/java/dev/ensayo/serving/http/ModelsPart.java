package dev.ensayo.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.FieldReader;
import dev.ensayo.serving.versions.Dispatcher;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ShadowComparison;
import dev.ensayo.serving.versions.Traffic;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions answer, and changing that while the server runs: {@code /v1/models}. Changes are
 * JSON, which pages of other sites cannot send.
 */
final class ModelsPart implements ServerPart {
  private static final String MODEL = "/v1/models/{name}";
  private static final String VERSION = "version";
  private static final int CONFLICT = 409;
  private static final int WRONG_TYPE = 415;
  private static final int MOST_WEIGHT = 1_000_000;

  private final Dispatcher dispatcher;
  private final Bodies bodies;

  ModelsPart(Dispatcher dispatcher, Bodies bodies) {
    this.dispatcher = dispatcher;
    this.bodies = bodies;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.get(
        "/v1/models",
        ctx ->
            JsonAnswer.write(
                ctx,
                ImmutableMap.of(
                    "models",
                    dispatcher.registry().models().stream().map(this::described).toList())));
    routes.get(MODEL, ctx -> JsonAnswer.write(ctx, described(model(ctx))));
    routes.post(MODEL + "/promote", this::promote);
    routes.post(MODEL + "/route", this::route);
    routes.post(MODEL + "/back", this::back);
  }

  private NamedModel model(Context ctx) {
    return dispatcher.registry().model(ctx.pathParam("name"));
  }

  private Map<String, Object> described(NamedModel model) {
    ImmutableMap.Builder<String, Object> content = ImmutableMap.builder();
    content.put("name", model.name());
    content.put(
        "versions",
        model.versions().stream()
            .map(
                version ->
                    ImmutableMap.of(
                        VERSION,
                        version.version(),
                        "platform",
                        version.signature().platform(),
                        "waiting",
                        version.waiting()))
            .toList());
    content.put("route", model.traffic().weights());
    model.traffic().shadow().ifPresent(shadow -> content.put("shadow", shadow));
    content.put("comparisons", comparisons(model.name()));
    return content.buildOrThrow();
  }

  private List<Map<String, Object>> comparisons(String model) {
    ImmutableList.Builder<Map<String, Object>> found = ImmutableList.builder();
    for (Map.Entry<ShadowComparison.Pair, ShadowComparison.Counts> entry :
        dispatcher.shadows().counts().entrySet()) {
      if (entry.getKey().model().equals(model)) {
        found.add(
            ImmutableMap.of(
                "answering", entry.getKey().answering(),
                "shadow", entry.getKey().shadow(),
                "rows", entry.getValue().rows(),
                "differing", entry.getValue().differing(),
                "largestDifference", entry.getValue().largest(),
                "leftOut", entry.getValue().leftOut()));
      }
    }
    return found.build();
  }

  private JsonNode change(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new HttpFailure(
          WRONG_TYPE, "a change is JSON: send it with 'Content-Type: application/json'");
    }
    return FieldReader.object(bodies.read(ctx));
  }

  private void promote(Context ctx) {
    JsonNode version = change(ctx).path(VERSION);
    if (!version.isTextual()) {
      throw new BadRequestException("say which: {\"version\": \"…\"}");
    }
    NamedModel model = model(ctx);
    model.promote(version.textValue());
    JsonAnswer.write(ctx, described(model));
  }

  private void route(Context ctx) {
    JsonNode change = change(ctx);
    ImmutableMap.Builder<String, Integer> weights = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> weight : change.path("route").properties()) {
      JsonNode value = weight.getValue();
      if (!value.canConvertToInt()
          || !value.isIntegralNumber()
          || value.intValue() < 0
          || value.intValue() > MOST_WEIGHT) {
        throw new BadRequestException(
            "the weight of '%s' is a whole number from 0 to %s"
                .formatted(weight.getKey(), MOST_WEIGHT));
      }
      if (value.intValue() > 0) {
        weights.put(weight.getKey(), value.intValue());
      }
    }
    Map<String, Integer> all = weights.buildOrThrow();
    if (all.isEmpty()) {
      throw new BadRequestException(
          "say who answers: {\"route\": {\"VERSION\": 90, \"VERSION\": 10}}");
    }
    JsonNode named = change.path("shadow");
    if (!named.isMissingNode() && !named.isNull() && !named.isTextual()) {
      throw new BadRequestException("'shadow' is the name of a version, not " + named);
    }
    NamedModel model = model(ctx);
    Optional<String> shadow = Optional.ofNullable(named.textValue());
    model.route(new Traffic(all, shadow));
    JsonAnswer.write(ctx, described(model));
  }

  private void back(Context ctx) {
    change(ctx);
    NamedModel model = model(ctx);
    if (!model.back()) {
      throw new HttpFailure(CONFLICT, "nothing was changed that could be undone");
    }
    JsonAnswer.write(ctx, described(model));
  }
}

package dev.ensayo.serving.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.monitor.MonitorLog;
import dev.ensayo.results.monitor.MonitorPage;
import dev.ensayo.serving.http.Bodies;
import dev.ensayo.serving.http.JsonAnswer;
import dev.ensayo.serving.http.ServerPart;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.FieldReader;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/feedback/{name}} and the page {@code /monitor}. */
public final class MonitorPart implements ServerPart {
  private static final String PAGE = "/monitor";
  private static final int REFRESH_SECONDS = 10;
  private static final int ACCEPTED = 202;

  private final Monitor monitor;
  private final Bodies bodies;

  /**
   * @param monitor now owned by this
   */
  public MonitorPart(Monitor monitor, Bodies bodies) {
    this.monitor = monitor;
    this.bodies = bodies;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post("/v1/feedback/{name}", this::feedback);
    routes.get(PAGE, this::page);
  }

  @Override
  public List<Link> links() {
    return ImmutableList.of(new Link(PAGE, "Monitor", "Monitor"));
  }

  private void page(Context ctx) {
    String wanted = ctx.header("Accept-Language");
    Language language =
        wanted != null && wanted.startsWith(Language.SPANISH.tag())
            ? Language.SPANISH
            : Language.ENGLISH;
    ctx.html(
        new MonitorPage(Phrasebook.of(language))
            .write(
                ctx.host() == null ? "" : ctx.host(),
                new MonitorLog.Content(monitor.records(), List.of()),
                REFRESH_SECONDS));
  }

  private void feedback(Context ctx) {
    JsonNode body = FieldReader.object(bodies.read(ctx));
    String id = FieldReader.id(body);
    if (id.isEmpty()) {
      throw new BadRequestException(
          "the key 'id' is missing; it is the id of the answer that is judged");
    }
    monitor.feedback(ctx.pathParam("name"), id, right(body.path("right")), fields(body));
    ctx.status(ACCEPTED);
    JsonAnswer.write(ctx, ImmutableMap.of("id", id));
  }

  private static List<String> right(JsonNode told) {
    List<String> right = new ArrayList<>();
    if (told.isArray()) {
      told.forEach(each -> right.add(text("right", each)));
    } else {
      right.add(text("right", told));
    }
    return right;
  }

  private static String text(String key, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new BadRequestException(
          "the key '%s' needs a text or a number, not %s"
              .formatted(key, value.isMissingNode() ? "nothing" : value));
    }
    return value.asText();
  }

  private static Map<String, String> fields(JsonNode body) {
    Map<String, String> fields = new HashMap<>();
    JsonNode told = body.path("fields");
    if (!told.isMissingNode() && !told.isObject()) {
      throw new BadRequestException("the key 'fields' is an object of names and values");
    }
    told.properties()
        .forEach(field -> fields.put(field.getKey(), text("fields", field.getValue())));
    return fields;
  }

  @Override
  public void close() {
    monitor.close();
  }
}

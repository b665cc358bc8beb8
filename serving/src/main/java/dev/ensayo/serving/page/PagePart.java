package dev.ensayo.serving.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.ensayo.serving.http.JsonAnswer;
import dev.ensayo.serving.http.ServerPart;
import dev.ensayo.serving.versions.ModelRegistry;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A page to try models by hand, one that describes the interface, and that description as OpenAPI.
 * They load nothing from elsewhere.
 */
public final class PagePart implements ServerPart {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ModelRegistry registry;
  private final String program;
  private final ImmutableList<Link> others;

  /**
   * @param program version of Ensayo
   * @param others pages of other parts
   */
  public PagePart(ModelRegistry registry, String program, List<Link> others) {
    this.registry = registry;
    this.program = program;
    this.others = ImmutableList.copyOf(others);
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    serve(routes, "/", "try.html", "text/html; charset=utf-8");
    serve(routes, "/api", "api.html", "text/html; charset=utf-8");
    serve(routes, "/assets/page.css", "page.css", "text/css; charset=utf-8");
    serve(routes, "/assets/words.js", "words.js", "text/javascript; charset=utf-8");
    serve(routes, "/assets/try.js", "try.js", "text/javascript; charset=utf-8");
    serve(routes, "/assets/api.js", "api.js", "text/javascript; charset=utf-8");
    routes.get(
        "/openapi.json",
        ctx -> JsonAnswer.write(ctx, OpenApi.document(registry.models(), program)));
    routes.get("/v1/forms", this::forms);
  }

  private static void serve(
      JavalinDefaultRoutingApi routes, String path, String file, String type) {
    byte[] content;
    try {
      content = Resources.toByteArray(Resources.getResource(PagePart.class, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    routes.get(
        path,
        ctx ->
            ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .contentType(type)
                .result(content));
  }

  private void forms(Context ctx) {
    JsonAnswer.write(
        ctx,
        ImmutableMap.of(
            "models",
            registry.models().stream().map(PagePart::answering).map(TryForm::of).toList(),
            "links",
            others));
  }

  private static ServedVersion answering(NamedModel model) {
    return model.version(model.traffic().weights().keySet().iterator().next());
  }
}

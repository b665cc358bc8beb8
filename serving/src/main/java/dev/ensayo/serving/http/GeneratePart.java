package dev.ensayo.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.FieldReader;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.versions.Ask;
import dev.ensayo.serving.versions.Dispatcher;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Text that is sent while it is written: {@code POST /v1/generate/{name}} with {@code {"prompt":
 * "…", "parameters": {…}}}; the answer is plain text in UTF-8. Where the model cannot go on, or the
 * deadline passes, the body ends without its last chunk.
 */
final class GeneratePart implements ServerPart {
  /** Each takes a thread until it is sent. */
  private static final int MOST_AT_A_TIME = 16;

  private static final String PROMPT = "prompt";
  private static final int UNAVAILABLE = 503;

  private final Dispatcher dispatcher;
  private final Bodies bodies;
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

  GeneratePart(Dispatcher dispatcher, Bodies bodies) {
    this.dispatcher = dispatcher;
    this.bodies = bodies;
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    routes.post("/v1/generate/{name}", this::generate);
    routes.post("/v1/generate/{name}/versions/{version}", this::generate);
  }

  private void generate(Context ctx) throws IOException {
    long begun = System.nanoTime();
    JsonNode body = FieldReader.object(bodies.read(ctx));
    JsonNode prompt = body.path(PROMPT);
    if (!prompt.isTextual()) {
      throw new BadRequestException("the request has no 'prompt', a text, which may be empty");
    }
    InferenceRequest request = FieldReader.beside(PROMPT, body);
    Ask ask =
        new Ask(
            ctx.pathParam("name"),
            Optional.ofNullable(ctx.pathParamMap().get("version")),
            Optional.ofNullable(ctx.header(Exchange.ROUTE_KEY)),
            Deadlines.of(ctx.header(Deadlines.HEADER), request, begun),
            request);
    if (!places.tryAcquire()) {
      ctx.header("Retry-After", "1");
      throw new HttpFailure(UNAVAILABLE, "as many texts are being sent as may; try again later");
    }
    try {
      send(ctx, ask, prompt.textValue());
    } finally {
      places.release();
    }
  }

  private void send(Context ctx, Ask ask, String prompt) throws IOException {
    AtomicBoolean wanted = new AtomicBoolean(true);
    BlockingQueue<Optional<String>> pieces = new LinkedBlockingQueue<>();
    Dispatcher.Writing writing =
        dispatcher.write(
            ask,
            prompt,
            piece -> {
              pieces.add(Optional.of(piece));
              return wanted.get();
            });
    CompletableFuture<?> unused =
        writing.done().whenComplete((answer, failure) -> pieces.add(Optional.empty()));
    try {
      Optional<String> first = pieces.take();
      if (writing.done().isCompletedExceptionally()) {
        writing.done().join(); // nothing was sent yet: it becomes an answer of its own
      }
      ctx.contentType("text/plain; charset=utf-8")
          .header("Model-Version", writing.version())
          .header("Answer-Id", writing.id());
      OutputStream out = ctx.res().getOutputStream();
      Optional<String> piece = first;
      while (piece.isPresent() && isSent(piece.get(), out)) {
        piece = pieces.take();
      }
      if (writing.done().isCompletedExceptionally()) {
        breakOff(ctx);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wanted.set(false); // where the client has gone, the model stops
    }
  }

  /** Sends a piece; false where the client has gone. */
  private static boolean isSent(String piece, OutputStream out) {
    try {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the connection amid the body: a client must not take a part of the text for all. */
  private static void breakOff(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}

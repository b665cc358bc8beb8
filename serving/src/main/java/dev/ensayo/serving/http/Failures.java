package dev.ensayo.serving.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.batching.ClosedException;
import dev.ensayo.serving.batching.DeadlineException;
import dev.ensayo.serving.batching.QueueFullException;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.versions.UnknownModelException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of exceptions: a status and {@code {"error": "one line"}}. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final int TOO_LATE = 504;
  private static final ImmutableMap<String, String> AGAIN = ImmutableMap.of("Retry-After", "1");

  private Failures() {}

  /** Lets all exceptions of handlers become answers. */
  static void addTo(JavalinDefaultRoutingApi routes) {
    routes.exception(Exception.class, (e, ctx) -> answer(ctx, e));
    routes.exception(
        MethodNotAllowedResponse.class,
        (e, ctx) -> answer(ctx, notAllowed(ctx, String.join(", ", e.getDetails().values()))));
    routes.error(NOT_FOUND, Failures::unknownPath);
  }

  private static void unknownPath(Context ctx) {
    // Those of handlers are JSON.
    if (Reply.JSON.equals(ctx.res().getContentType())) {
      return;
    }
    if (!ctx.method().equals(HandlerType.POST) && AskingHandler.isAsked(ctx.path())) {
      answer(ctx, notAllowed(ctx, "POST"));
      return;
    }
    answer(ctx, new HttpFailure(NOT_FOUND, "there is nothing at " + ctx.path()));
  }

  /**
   * Of a path that is there.
   *
   * @param methods by which it is asked, with commas
   */
  private static HttpFailure notAllowed(Context ctx, String methods) {
    return new HttpFailure(
        NOT_ALLOWED,
        "%s is asked with %s, not %s; at / models can be tried in a browser"
            .formatted(ctx.path(), methods, ctx.method()),
        ImmutableMap.of("Allow", methods));
  }

  /** Answers with what a failure says. */
  private static void answer(Context ctx, Throwable thrown) {
    Reply reply = reply(thrown, ctx.path());
    reply.headers().forEach(ctx::header);
    ctx.status(reply.status()).contentType(reply.type()).result(reply.body());
  }

  /**
   * What a failure says.
   *
   * @param path that was asked, for the log
   */
  static Reply reply(Throwable thrown, String path) {
    Throwable e =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (e instanceof HttpFailure failure) {
      return reply(failure.status(), failure.getMessage(), failure.headers());
    }
    if (e instanceof BadRequestException) {
      return reply(BAD_REQUEST, e.getMessage(), ImmutableMap.of());
    }
    if (e instanceof UnknownModelException) {
      return reply(NOT_FOUND, e.getMessage(), ImmutableMap.of());
    }
    if (e instanceof QueueFullException || e instanceof ClosedException) {
      return reply(UNAVAILABLE, e.getMessage(), AGAIN);
    }
    if (e instanceof DeadlineException) {
      return reply(TOO_LATE, e.getMessage(), ImmutableMap.of());
    }
    if (e instanceof HttpResponseException response) {
      return reply(response.getStatus(), response.getMessage(), ImmutableMap.of());
    }
    LOG.error("a request to {} failed", path, e);
    return reply(FAILED, "the server failed at this request; its log says more", ImmutableMap.of());
  }

  /** A refusal. */
  static Reply reply(int status, String message, Map<String, String> headers) {
    try {
      return new Reply(
          status,
          Reply.JSON,
          JSON.writeValueAsBytes(ImmutableMap.of("error", oneLine(message))),
          headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.replaceAll("\\R", " ");
  }
}

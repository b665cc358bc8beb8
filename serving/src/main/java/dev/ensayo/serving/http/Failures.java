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
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of exceptions: a status and {@code {"error": "one line"}}. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String JSON_TYPE = "application/json";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final int TOO_LATE = 504;
  private static final String RETRY_SECONDS = "1";

  private Failures() {}

  /** Lets all exceptions of handlers become answers. */
  static void addTo(JavalinDefaultRoutingApi routes) {
    routes.exception(Exception.class, (e, ctx) -> answer(ctx, e));
    routes.error(NOT_FOUND, Failures::unknownPath);
  }

  private static void unknownPath(Context ctx) {
    // Those of handlers are JSON.
    if (!JSON_TYPE.equals(ctx.res().getContentType())) {
      write(ctx, NOT_FOUND, "there is nothing at " + ctx.path());
    }
  }

  /** Answers with what a failure says. */
  static void answer(Context ctx, Throwable thrown) {
    Throwable e =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (e instanceof HttpFailure failure) {
      write(ctx, failure.status(), failure.getMessage());
    } else if (e instanceof BadRequestException) {
      write(ctx, BAD_REQUEST, e.getMessage());
    } else if (e instanceof UnknownModelException) {
      write(ctx, NOT_FOUND, e.getMessage());
    } else if (e instanceof QueueFullException || e instanceof ClosedException) {
      ctx.header("Retry-After", RETRY_SECONDS);
      write(ctx, UNAVAILABLE, e.getMessage());
    } else if (e instanceof DeadlineException) {
      write(ctx, TOO_LATE, e.getMessage());
    } else if (e instanceof HttpResponseException response) {
      write(ctx, response.getStatus(), response.getMessage());
    } else {
      LOG.error("a request to {} failed", ctx.path(), e);
      write(ctx, FAILED, "the server failed at this request; its log says more");
    }
  }

  private static void write(Context ctx, int status, String message) {
    try {
      ctx.status(status)
          .contentType(JSON_TYPE)
          .result(JSON.writeValueAsBytes(ImmutableMap.of("error", oneLine(message))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.replaceAll("\\R", " ");
  }
}

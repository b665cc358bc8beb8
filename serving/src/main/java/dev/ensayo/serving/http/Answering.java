package dev.ensayo.serving.http;

import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.versions.Ask;
import dev.ensayo.serving.versions.Dispatcher;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Lets models answer requests, without a thread that waits. */
final class Answering {
  /** What the version that answers is picked by. */
  static final String ROUTE_KEY = "Route-Key";

  private final Dispatcher dispatcher;
  private final Bodies bodies;
  private final Executor writers;

  /**
   * @param writers write answers, so that models need not
   */
  Answering(Dispatcher dispatcher, Bodies bodies, Executor writers) {
    this.dispatcher = dispatcher;
    this.bodies = bodies;
    this.writers = writers;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Bodies bodies() {
    return bodies;
  }

  /**
   * Asks a model.
   *
   * @param writer writes the answer
   */
  void answer(Context ctx, Ask ask, Consumer<InferenceResponse> writer) {
    CompletableFuture<InferenceResponse> answer = dispatcher.ask(ask);
    ctx.future(
        () ->
            answer.handleAsync(
                (response, failure) -> {
                  try {
                    if (failure != null) {
                      Failures.answer(ctx, failure);
                    } else {
                      writer.accept(response);
                    }
                  } catch (RuntimeException e) {
                    Failures.answer(ctx, e);
                  }
                  return null;
                },
                writers));
  }
}

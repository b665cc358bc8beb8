package dev.ensayo.serving.http;

import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.versions.Ask;
import dev.ensayo.serving.versions.Dispatcher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request to a model: its body is read piece by piece as it comes, the model is asked, and the
 * answer is written by whom it comes from. No thread waits meanwhile.
 */
final class Exchange implements Runnable {
  /** What the version that answers is picked by. */
  static final String ROUTE_KEY = "Route-Key";

  private static final HttpField JSON_TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Reply.JSON);
  private static final int FIRST_CAPACITY = 8192;

  /** Longer bodies get memory as they come, in bytes. */
  private static final int MOST_AHEAD = 65_536;

  /**
   * What all exchanges of a server have in common.
   *
   * @param limits of bodies
   */
  record Shared(Dispatcher dispatcher, Gate gate, Stopping stopping, ServerLimits limits) {}

  private final long begun = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Shared shared;
  private final Endpoint endpoint;
  private final Endpoint.Target target;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private byte[] body;
  private int length;

  Exchange(
      Shared shared,
      Endpoint endpoint,
      Endpoint.Target target,
      Request request,
      Response response,
      Callback callback) {
    this.shared = shared;
    this.endpoint = endpoint;
    this.target = target;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** Reads what has come, and asks when that is all. */
  @Override
  public void run() {
    try {
      if (body == null) {
        shared.gate().check(Request.getPathInContext(request), request.getHeaders()::get);
        prepareBody();
      }
      if (readOn()) {
        ask();
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void prepareBody() {
    long announced = request.getLength();
    if (announced > shared.limits().maxBody()) {
      throw shared.limits().tooLong();
    }
    // Who announces much and sends nothing must not fill the memory.
    body = new byte[announced >= 0 ? (int) Math.min(announced, MOST_AHEAD) : FIRST_CAPACITY];
  }

  /** Whether all has come; else this runs again when there is more. */
  private boolean readOn() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        if (System.nanoTime() - begun > shared.limits().bodyTime().toNanos()) {
          throw shared.limits().tooSlow();
        }
        request.demand(this);
        return false;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw ServerLimits.notWhole(chunk.getFailure());
      }
      try {
        append(chunk.getByteBuffer());
      } finally {
        chunk.release();
      }
      if (chunk.isLast()) {
        return true;
      }
    }
  }

  private void append(ByteBuffer piece) {
    int more = piece.remaining();
    if (length + (long) more > shared.limits().maxBody()) {
      throw shared.limits().tooLong();
    }
    if (length + more > body.length) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + more));
    }
    piece.get(body, length, more);
    length += more;
  }

  private void ask() {
    shared.dispatcher().checkRoom(target.model(), target.version());
    // While the model computes, the connection may be silent.
    request.addIdleTimeoutListener(e -> false);
    HttpFields headers = request.getHeaders();
    InferenceRequest read =
        endpoint.read(length == body.length ? body : Arrays.copyOf(body, length), headers, target);
    Ask ask =
        new Ask(
            target.model(),
            target.version(),
            Optional.ofNullable(headers.get(ROUTE_KEY)),
            Deadlines.of(headers.get(Deadlines.HEADER), read, begun),
            read);
    CompletableFuture<?> unused =
        shared
            .dispatcher()
            .ask(ask)
            .whenComplete((answer, failure) -> answer(read, answer, failure));
  }

  private void answer(InferenceRequest read, InferenceResponse answer, Throwable failure) {
    try {
      if (failure != null) {
        fail(failure);
      } else {
        send(endpoint.write(answer, read));
      }
    } catch (RuntimeException | Error e) { // such as an answer that is too large for the memory
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    send(Failures.reply(failure, Request.getPathInContext(request)));
  }

  private void send(Reply reply) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    response.setStatus(reply.status());
    HttpFields.Mutable headers = response.getHeaders();
    if (reply.type().equals(Reply.JSON)) {
      headers.put(JSON_TYPE);
    } else {
      headers.put(HttpHeader.CONTENT_TYPE, reply.type());
    }
    reply.headers().forEach(headers::put);
    if (shared.stopping().isStopping()) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }
}

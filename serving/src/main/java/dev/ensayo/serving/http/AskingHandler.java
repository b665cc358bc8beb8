package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * Takes the requests to models before the handlers of pages see them: {@code POST
 * /v2/models/{name}/infer} and {@code POST /v1/predict/{name}}, each also of a version. Small ones
 * are read in the thread that finds them on the wire, and answered by the thread of the model, so
 * that none waits for another thread; servlets and their routes cost several times what a small
 * model does. All others go on in a thread of their own.
 */
final class AskingHandler extends Handler.Wrapper {
  /** Longer bodies, in bytes, would keep others waiting while they are read. */
  private static final long SMALL = 16_384;

  private static final String INFER = "/v2/models/";
  private static final String PREDICT = "/v1/predict/";
  private static final String VERSIONS = "versions";
  private static final int NOT_FOUND = 404;

  private final Exchange.Shared shared;
  private final Endpoint infer;
  private final Endpoint predict;
  private final Executor threads;

  /**
   * @param threads where requests are read that would keep others waiting
   */
  AskingHandler(Exchange.Shared shared, Executor threads) {
    super(false);
    this.shared = shared;
    this.infer = new InferEndpoint();
    this.predict = new PredictEndpoint(shared.dispatcher().registry());
    this.threads = threads;
  }

  /** What may block, this hands over. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean infers = path.startsWith(INFER);
    Optional<Endpoint.Target> target =
        HttpMethod.POST.is(request.getMethod()) ? target(path) : Optional.empty();
    Runnable task;
    if (target.isPresent()) {
      Exchange exchange =
          new Exchange(shared, infers ? infer : predict, target.get(), request, response, callback);
      long length = request.getLength();
      if (length >= 0 && length <= SMALL) {
        exchange.run();
        return true;
      }
      task = exchange;
    } else {
      task = () -> handleOther(request, response, callback);
    }
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      callback.failed(e);
    }
    return true;
  }

  private void handleOther(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(asGet(request), response, callback)) {
        Response.writeError(request, response, callback, NOT_FOUND);
      }
    } catch (Exception e) {
      Response.writeError(request, response, callback, e);
    }
  }

  /**
   * HEAD is answered as GET is, without the body, which Jetty leaves out: Javalin would find all of
   * it well.
   */
  private static Request asGet(Request request) {
    return HttpMethod.HEAD.is(request.getMethod())
        ? new Request.Wrapper(request) {
          @Override
          public String getMethod() {
            return HttpMethod.GET.asString();
          }
        }
        : request;
  }

  /** Whether a model is asked there. */
  static boolean isAsked(String path) {
    return target(path).isPresent();
  }

  private static Optional<Endpoint.Target> target(String path) {
    return path.startsWith(INFER)
        ? inferred(path)
        : path.startsWith(PREDICT) ? predicted(path) : Optional.empty();
  }

  /** {@code {name}/infer} or {@code {name}/versions/{version}/infer}. */
  private static Optional<Endpoint.Target> inferred(String path) {
    List<String> parts = parts(path, INFER);
    int last = parts.size() - 1;
    return parts.get(last).equals("infer") ? target(parts.subList(0, last)) : Optional.empty();
  }

  /** {@code {name}} or {@code {name}/versions/{version}}. */
  private static Optional<Endpoint.Target> predicted(String path) {
    return target(parts(path, PREDICT));
  }

  private static List<String> parts(String path, String before) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return end < before.length()
        ? ImmutableList.of("")
        : List.of(path.substring(before.length(), end).split("/", -1));
  }

  private static Optional<Endpoint.Target> target(List<String> parts) {
    if (parts.contains("")) {
      return Optional.empty();
    }
    if (parts.size() == 1) {
      return Optional.of(new Endpoint.Target(URIUtil.decodePath(parts.get(0)), Optional.empty()));
    }
    return parts.size() == 3 && parts.get(1).equals(VERSIONS)
        ? Optional.of(
            new Endpoint.Target(
                URIUtil.decodePath(parts.get(0)), Optional.of(URIUtil.decodePath(parts.get(2)))))
        : Optional.empty();
  }
}

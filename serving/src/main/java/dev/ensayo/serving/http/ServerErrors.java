package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before any handler sees it, such as headers that are too long: in a line. */
final class ServerErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String message = (String) request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused) {
      status = refused.getCode();
      message = refused.getReason();
    }
    Reply reply =
        Failures.reply(
            status, message == null ? HttpStatus.getMessage(status) : message, ImmutableMap.of());
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }
}

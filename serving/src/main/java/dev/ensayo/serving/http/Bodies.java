package dev.ensayo.serving.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads bodies of requests, neither too long nor too slow. Thread-safe. */
public final class Bodies {
  private static final int PIECE = 8192;

  private final ServerLimits limits;

  public Bodies(ServerLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a body.
   *
   * @throws HttpFailure if it is too long (413), comes too slowly (408) or ends early (400)
   */
  public byte[] read(Context ctx) {
    long announced = ctx.req().getContentLengthLong();
    if (announced > limits.maxBody()) {
      throw limits.tooLong();
    }
    long until = System.nanoTime() + limits.bodyTime().toNanos();
    try {
      InputStream in = ctx.req().getInputStream();
      if (announced >= 0) {
        byte[] body = new byte[(int) announced];
        int length = 0;
        while (length < body.length) {
          int read = in.read(body, length, body.length - length);
          if (read < 0) {
            return Arrays.copyOf(body, length);
          }
          length += read;
          checkTime(until, length < body.length);
        }
        return body;
      }
      return readUnannounced(in, until);
    } catch (IOException e) {
      throw ServerLimits.notWhole(e);
    }
  }

  private byte[] readUnannounced(InputStream in, long until) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int read;
    while ((read = in.read(piece)) >= 0) {
      body.write(piece, 0, read);
      if (body.size() > limits.maxBody()) {
        throw limits.tooLong();
      }
      checkTime(until, true);
    }
    return body.toByteArray();
  }

  private void checkTime(long until, boolean more) {
    if (more && System.nanoTime() - until > 0) {
      throw limits.tooSlow();
    }
  }
}

package dev.ensayo.serving.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

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
    // Memory as it comes: who announces much and sends nothing must not fill it.
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = ctx.req().getInputStream();
      int read;
      while ((read = in.read(piece)) >= 0) {
        body.write(piece, 0, read);
        if (body.size() > limits.maxBody()) {
          throw limits.tooLong();
        }
        if (body.size() != announced && System.nanoTime() - until > 0) {
          throw limits.tooSlow();
        }
      }
    } catch (IOException e) {
      throw ServerLimits.notWhole(e);
    }
    return body.toByteArray();
  }
}

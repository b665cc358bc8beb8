package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Lets requests in that know the token: {@code Authorization: Bearer TOKEN}, or the password of
 * {@code Basic}, which browsers ask for. Without a token, lets requests in that name this machine,
 * so that no page of another site reaches it under a name of its own.
 */
final class Gate implements Handler {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final int NOT_KNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int MISDIRECTED = 421;
  private static final ImmutableSet<String> THIS_MACHINE =
      ImmutableSet.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<byte[]> token;

  Gate(ServerPlace place) {
    this.token = place.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void handle(Context ctx) {
    checkOrigin(ctx);
    if (token.isEmpty()) {
      checkHost(ctx);
    } else if (!isHealth(ctx) && !knowsToken(ctx, token.get())) {
      ctx.header("WWW-Authenticate", "Basic realm=\"ensayo\", Bearer");
      throw new HttpFailure(
          NOT_KNOWN, "this server needs its token: the header 'Authorization: Bearer TOKEN'");
    }
  }

  /** A page of another site may not ask in its visitor's name. */
  private static void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    String host = ctx.req().getHeader("Host");
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw new HttpFailure(FORBIDDEN, "requests of pages of '" + origin + "' are not answered");
    }
  }

  private static boolean isHealth(Context ctx) {
    return ctx.path().equals("/v2/health/live") || ctx.path().equals("/v2/health/ready");
  }

  private static void checkHost(Context ctx) {
    String host = ctx.req().getHeader("Host");
    String name = host == null ? "" : host.replaceFirst(":\\d*$", "");
    if (!THIS_MACHINE.contains(name)) {
      throw new HttpFailure(
          MISDIRECTED, "this server is for 127.0.0.1 and localhost, not for '" + name + "'");
    }
  }

  private static boolean knowsToken(Context ctx, byte[] token) {
    String header = ctx.header("Authorization");
    if (header == null) {
      return false;
    }
    byte[] given;
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      given = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    } else if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      given = password(header.substring(BASIC.length()).strip());
    } else {
      return false;
    }
    return MessageDigest.isEqual(token, given);
  }

  private static byte[] password(String encoded) {
    if (!BaseEncoding.base64().canDecode(encoded)) {
      return new byte[0];
    }
    String decoded = new String(BaseEncoding.base64().decode(encoded), StandardCharsets.UTF_8);
    return decoded.substring(decoded.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
  }
}

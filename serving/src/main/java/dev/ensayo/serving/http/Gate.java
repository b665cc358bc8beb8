package dev.ensayo.serving.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Lets requests in that know the token: {@code Authorization: Bearer TOKEN}, or the password of
 * {@code Basic}, which browsers ask for. Without a token, lets requests in that name this machine,
 * so that no page of another site reaches it under a name of its own.
 */
final class Gate {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final int NOT_KNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int MISDIRECTED = 421;
  private static final ImmutableSet<String> THIS_MACHINE =
      ImmutableSet.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<byte[]> token;

  /** The name by which its owner has called this machine. */
  private final String host;

  Gate(ServerPlace place) {
    this.host = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
    this.token = place.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Lets a request in.
   *
   * @param header the value of a header by its name; null where it has none
   * @throws HttpFailure if it may not come in
   */
  void check(String path, UnaryOperator<String> header) {
    String host = header.apply("Host");
    checkOrigin(header.apply("Origin"), host);
    if (token.isEmpty()) {
      checkHost(host);
    } else if (!isHealth(path) && !knowsToken(header.apply("Authorization"), token.get())) {
      throw new HttpFailure(
          NOT_KNOWN,
          "this server needs its token: the header 'Authorization: Bearer TOKEN'",
          ImmutableMap.of("WWW-Authenticate", "Basic realm=\"ensayo\", Bearer"));
    }
  }

  /** A page of another site may not ask in its visitor's name. */
  private static void checkOrigin(String origin, String host) {
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw new HttpFailure(FORBIDDEN, "requests of pages of '" + origin + "' are not answered");
    }
  }

  private static boolean isHealth(String path) {
    return path.equals("/v2/health/live") || path.equals("/v2/health/ready");
  }

  private void checkHost(String given) {
    String name = given == null ? "" : PORT.matcher(given).replaceFirst("");
    if (!THIS_MACHINE.contains(Ascii.toLowerCase(name)) && !Ascii.equalsIgnoreCase(name, host)) {
      throw new HttpFailure(
          MISDIRECTED,
          "this server is for 127.0.0.1, localhost and %s, not for '%s'"
              .formatted(THIS_MACHINE.contains(host) ? "[::1]" : host, name));
    }
  }

  private static boolean knowsToken(String header, byte[] token) {
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

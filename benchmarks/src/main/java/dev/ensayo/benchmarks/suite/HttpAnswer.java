package dev.ensayo.benchmarks.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The bytes of an answer, as they come; its body is counted and not looked at. */
final class HttpAnswer {
  private static final int FIRST_CAPACITY = 4096;
  private static final int STATUS = 9;
  private static final int STATUS_END = 12;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);
  private int searched;
  private int length = -1;
  private int status;
  private boolean closes;

  /** Where the next bytes go. */
  ByteBuffer room() {
    if (!bytes.hasRemaining()) {
      bytes =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * bytes.capacity()))
              .position(bytes.position());
    }
    return bytes;
  }

  /**
   * Whether all has come.
   *
   * @throws IOException if it is none that tells its length
   */
  boolean isWhole() throws IOException {
    byte[] array = bytes.array();
    while (length < 0 && searched + 3 < bytes.position()) {
      if (array[searched] == '\r'
          && array[searched + 1] == '\n'
          && array[searched + 2] == '\r'
          && array[searched + 3] == '\n') {
        readHeaders(searched);
      }
      searched++;
    }
    return length >= 0 && bytes.position() >= length;
  }

  private void readHeaders(int end) throws IOException {
    String headers =
        new String(bytes.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (headers.length() < STATUS_END) {
      throw new IOException("the server said '" + headers + "'");
    }
    status = Integer.parseInt(headers.substring(STATUS, STATUS_END));
    String body = value(headers, "content-length");
    if (body.isEmpty()) {
      throw new IOException("an answer that does not tell its length is not read here");
    }
    length = end + 4 + Integer.parseInt(body);
    closes = value(headers, "connection").equals("close");
  }

  /** That of a header; empty where there is none. */
  private static String value(String headers, String name) {
    int at = headers.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return "";
    }
    int begin = at + name.length() + 3;
    int end = headers.indexOf('\r', begin);
    return headers.substring(begin, end < 0 ? headers.length() : end).strip();
  }

  int status() {
    return status;
  }

  /** Whether the server closes the connection. */
  boolean closes() {
    return closes;
  }

  /** Makes room for the next answer. */
  void clear() {
    bytes.clear();
    searched = 0;
    length = -1;
  }
}

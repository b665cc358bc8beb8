package dev.ensayo.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads event files bit by bit, from the published formats; shares nothing with the writer. */
final class EventsReader {
  private static final int POLYNOMIAL = 0x82F63B78;

  private EventsReader() {}

  /** Each record as text, such as {@code 1.0 step 5 a=2.0}; its checksums are checked. */
  static List<String> read(byte[] file) {
    List<String> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = take(in, 8);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] content =
          take(in, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      assertThat(in.getInt()).isEqualTo(masked(content));
      events.add(event(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return events;
  }

  private static byte[] take(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private static int masked(byte[] bytes) {
    int crc = ~0;
    for (byte each : bytes) {
      crc ^= each & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static ByteBuffer delimited(ByteBuffer in) {
    return ByteBuffer.wrap(take(in, (int) varint(in))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(in).toString();
  }

  private static String event(ByteBuffer in) {
    StringBuilder words = new StringBuilder();
    while (in.hasRemaining()) {
      switch ((int) varint(in)) {
        case 1 << 3 | 1 -> words.append(in.getDouble());
        case 2 << 3 -> words.append(" step ").append(varint(in));
        case 3 << 3 | 2 -> words.append(" version ").append(text(delimited(in)));
        case 5 << 3 | 2 -> {
          ByteBuffer summary = delimited(in);
          while (summary.hasRemaining()) {
            assertThat(varint(summary)).isEqualTo(1 << 3 | 2);
            words.append(' ').append(value(delimited(summary)));
          }
        }
        default -> throw new AssertionError("an unknown field of Event");
      }
    }
    return words.toString();
  }

  private static String value(ByteBuffer in) {
    assertThat(varint(in)).isEqualTo(1 << 3 | 2);
    String tag = text(delimited(in));
    assertThat(varint(in)).isEqualTo(2 << 3 | 5);
    return tag + "=" + in.getFloat();
  }
}

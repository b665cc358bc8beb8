package dev.ensayo.results.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in Protocol Buffers' wire format, as far as events need it: each field is its number
 * and wire type as a varint, then its value (protobuf.dev, "Encoding").
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int GROUP = (1 << GROUP_BITS) - 1;
  private static final int MORE = 1 << GROUP_BITS;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void putDouble(int field, double value) {
    key(field, FIXED_64);
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(bytes.putDouble(0, value).array());
  }

  void putFloat(int field, float value) {
    key(field, FIXED_32);
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(bytes.putFloat(0, value).array());
  }

  void putLong(int field, long value) {
    key(field, VARINT);
    varint(value);
  }

  void putText(int field, String text) {
    putBytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  void putMessage(int field, ProtobufMessage message) {
    putBytes(field, message.toBytes());
  }

  private void putBytes(int field, byte[] bytes) {
    key(field, DELIMITED);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void key(int field, int type) {
    varint((long) field << TYPE_BITS | type);
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~GROUP) != 0) {
      out.write((int) (rest & GROUP) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.write((int) rest);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}

package dev.ensayo.results.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes records in TensorFlow's TFRecord framing: the length in eight bytes, its masked CRC-32C in
 * four, the content, and its masked CRC-32C in four, all with the least significant byte first.
 *
 * <p>The checksum is masked, {@code ((crc >> 15) | (crc << 17)) + 0xa282ead8}, so that one of bytes
 * which hold checksums themselves still tells something (TensorFlow, {@code
 * core/lib/hash/crc32c.h}).
 */
final class TfRecords {
  private static final int MASK = 0xa282ead8;
  private static final int ROTATION = 15;

  private final OutputStream out;
  private final ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer checksum =
      ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  TfRecords(OutputStream out) {
    this.out = out;
  }

  void write(byte[] content) throws IOException {
    length.putLong(0, content.length);
    out.write(length.array());
    writeChecksum(length.array());
    out.write(content);
    writeChecksum(content);
  }

  private void writeChecksum(byte[] bytes) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    checksum.putInt(0, Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK);
    out.write(checksum.array());
  }
}

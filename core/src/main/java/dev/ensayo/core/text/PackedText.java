package dev.ensayo.core.text;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Content that may be packed with gzip; no text in UTF-8 begins as that does (RFC 1952). */
final class PackedText extends FilterInputStream {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST = 0x1F;
  private static final int SECOND = 0x8B;

  private final TextSource source;

  private PackedText(TextSource source, InputStream unpacked) {
    super(unpacked);
    this.source = source;
  }

  /**
   * The content as it is, or unpacked where it is packed.
   *
   * @param must whether it must be packed
   * @throws BrokenTextException if it must be and is not, or is damaged
   */
  static InputStream unpacked(TextSource source, InputStream content, boolean must)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(content, BUFFER);
    try {
      buffered.mark(2);
      boolean packed = buffered.read() == FIRST && buffered.read() == SECOND;
      buffered.reset();
      return packed || must
          ? new PackedText(source, new GZIPInputStream(buffered, BUFFER))
          : buffered;
    } catch (EOFException | ZipException e) {
      buffered.close();
      throw BrokenTextException.notPacked(source, e);
    } catch (IOException e) {
      buffered.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Says which file is damaged. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (EOFException | ZipException e) {
      throw BrokenTextException.notPacked(source, e);
    }
  }
}

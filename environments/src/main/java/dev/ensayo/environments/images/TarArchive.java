package dev.ensayo.environments.images;

import com.google.common.io.ByteStreams;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Reads members of a tar archive (POSIX.1-1988 "ustar"): blocks of 512 bytes, a header with the
 * name in its first 100 bytes and the length in octal digits from byte 124 on, then the content
 * filled up to a whole block; an empty block ends it.
 */
final class TarArchive {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int OCTAL = 8;

  private TarArchive() {}

  /** Takes the content of a member. */
  interface Member {
    void read(InputStream content) throws IOException;
  }

  /** Whether a file of that name is one, packed or not. */
  static boolean isArchive(String name) {
    return name.endsWith(".tar") || name.endsWith(".tar.gz");
  }

  /**
   * Reads chosen members in the order of the archive.
   *
   * @return whether there was any
   */
  static boolean read(InputStream in, Predicate<String> chosen, Member member) throws IOException {
    byte[] header = new byte[BLOCK];
    boolean any = false;
    while (true) {
      int got = in.readNBytes(header, 0, BLOCK);
      if (got == 0 || isBlank(header, got)) {
        return any;
      }
      if (got < BLOCK) {
        throw new EOFException("the archive ends within a header");
      }
      String name = text(header, 0, NAME_LENGTH);
      long size = size(header);
      InputStream content = ByteStreams.limit(in, size);
      if (chosen.test(name)) {
        any = true;
        member.read(content);
      }
      content.transferTo(ByteStreams.nullOutputStream());
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private static boolean isBlank(byte[] header, int length) {
    for (int i = 0; i < length; i++) {
      if (header[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.US_ASCII).strip();
  }

  private static long size(byte[] header) throws IOException {
    String digits = text(header, SIZE_AT, SIZE_LENGTH);
    try {
      return Long.parseLong(digits, OCTAL);
    } catch (NumberFormatException e) {
      throw new IOException("it is no tar archive, or a damaged one", e);
    }
  }
}

package dev.ensayo.core.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The {@link Fingerprint} of a file while it is written or read. */
public final class RunningFingerprint {
  private final MessageDigest digest = newDigest();
  private long lines;

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes the next {@code length} bytes. */
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
  }

  /** Of everything so far; more may follow. */
  public Fingerprint current() {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      return new Fingerprint(HexFormat.of().formatHex(copy.digest()), lines);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be copied", e);
    }
  }
}

package dev.ensayo.core.data;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;

/** The SHA-256 of what a stream holds. */
public final class ContentHash {
  private ContentHash() {}

  /** Reads to the end; lower case hexadecimal. */
  public static String sha256(InputStream content) throws IOException {
    HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), content);
    hashing.transferTo(ByteStreams.nullOutputStream());
    return hashing.hash().toString();
  }
}

package dev.ensayo.core.random;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The root of all randomness of a run: a tree of names under one seed.
 *
 * <p>The same name gives the same stream, whatever was asked for before; different names give
 * streams that are independent for all practical purposes, because each is seeded with the SHA-256
 * of its path.
 */
public final class SeedSequence {
  private final byte[] key;

  public SeedSequence(long seed) {
    this(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
  }

  private SeedSequence(byte[] key) {
    this.key = key;
  }

  /** The sequence below this one with that name. */
  public SeedSequence child(String name) {
    return new SeedSequence(digest("child", name).asBytes());
  }

  /** The numbered sequence below this one. */
  public SeedSequence child(long number) {
    return child(Long.toString(number));
  }

  /** A stream of its own for that name; asked twice, it starts anew with the same numbers. */
  public RandomStream stream(String name) {
    long[] seed = new long[4];
    ByteBuffer.wrap(digest("stream", name).asBytes()).asLongBuffer().get(seed);
    return new RandomStream(seed);
  }

  /** A single seed for a library that wants one, for that name. */
  public long seed(String name) {
    return digest("seed", name).asLong();
  }

  private HashCode digest(String kind, String name) {
    return Hashing.sha256()
        .newHasher()
        .putInt(key.length)
        .putBytes(key)
        .putString(kind, StandardCharsets.UTF_8)
        .putByte((byte) 0)
        .putString(name, StandardCharsets.UTF_8)
        .hash();
  }
}

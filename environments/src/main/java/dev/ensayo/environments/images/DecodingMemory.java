package dev.ensayo.environments.images;

import java.util.concurrent.Semaphore;

/**
 * Bounds what pictures take while they are decoded, all threads together: a quarter of Java's
 * memory. A picture that needs more is decoded alone.
 */
final class DecodingMemory {
  private static final int SHARE = 4;
  private static final int MEGABYTE_BITS = 20;
  private static final int MEGABYTES =
      (int)
          Math.max(
              1,
              Math.min(
                  Integer.MAX_VALUE, (Runtime.getRuntime().maxMemory() / SHARE) >> MEGABYTE_BITS));
  private static final Semaphore FREE = new Semaphore(MEGABYTES, true);

  private DecodingMemory() {}

  /** Decodes something. */
  interface Decoding<T> {
    T decode() throws DamagedPictureException;
  }

  /**
   * Waits until there is room.
   *
   * @param bytes that are needed
   */
  static <T> T use(long bytes, Decoding<T> decoding) throws DamagedPictureException {
    int share = (int) Math.min(MEGABYTES, 1 + (bytes >> MEGABYTE_BITS));
    FREE.acquireUninterruptibly(share);
    try {
      return decoding.decode();
    } finally {
      FREE.release(share);
    }
  }
}

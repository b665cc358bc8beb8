package dev.ensayo.environments.images;

import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ForwardingImageSet;
import dev.ensayo.environments.examples.ImageSet;
import java.lang.ref.SoftReference;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Images that are read once and shared by all runs of this process, whatever they make of them.
 * Between runs they are kept until Java's memory is needed for something else. Thread-safe.
 */
final class KeptImages extends ForwardingImageSet {
  private static final Map<SourceKey, Place> KEPT = new HashMap<>();

  private final Map<Split, int[]> labels = new EnumMap<>(Split.class);
  private final Map<Split, byte[]> pixels = new EnumMap<>(Split.class);
  private Map<String, String> sha256 = Map.of();

  private KeptImages(ImageSet inner) {
    super(inner);
  }

  /** Where a set is kept; who holds it reads the set. */
  private static final class Place {
    private SoftReference<KeptImages> kept = new SoftReference<>(null);

    synchronized KeptImages get(Supplier<ImageSet> reading) {
      KeptImages images = kept.get();
      if (images == null) {
        images = new KeptImages(reading.get());
        kept = new SoftReference<>(images);
      }
      return images;
    }
  }

  /**
   * The images of a source; read if they are not kept.
   *
   * @param reading throws what is wrong with the source; nothing is kept then
   */
  static ImageSet of(SourceKey key, Supplier<ImageSet> reading) {
    if (key.recent()) {
      return new KeptImages(reading.get());
    }
    Place place;
    synchronized (KEPT) {
      place = KEPT.computeIfAbsent(key, unknown -> new Place());
    }
    return place.get(reading);
  }

  @Override
  public synchronized int[] labels(Split part) {
    return labels.computeIfAbsent(part, super::labels).clone();
  }

  @Override
  public synchronized byte[] pixels(Split part) {
    return pixels.computeIfAbsent(part, super::pixels);
  }

  @Override
  public synchronized Map<String, String> sha256() {
    if (sha256.isEmpty()) {
      sha256 = super.sha256();
    }
    return sha256;
  }
}

package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import java.util.List;
import java.util.Map;

/** A set of images that is another, but for what a subclass says. */
public abstract class ForwardingImageSet implements ImageSet {
  private final ImageSet inner;

  protected ForwardingImageSet(ImageSet inner) {
    this.inner = inner;
  }

  @Override
  public ImmutableList<String> classes() {
    return inner.classes();
  }

  @Override
  public PictureShape shape() {
    return inner.shape();
  }

  @Override
  public int[] labels(Split part) {
    return inner.labels(part);
  }

  @Override
  public byte[] pixels(Split part) {
    return inner.pixels(part);
  }

  @Override
  public PictureGeometry geometry() {
    return inner.geometry();
  }

  @Override
  public boolean isUpright() {
    return inner.isUpright();
  }

  @Override
  public String origin(Split part, int index) {
    return inner.origin(part, index);
  }

  @Override
  public Map<String, String> sha256() {
    return inner.sha256();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public List<String> notes() {
    return inner.notes();
  }
}

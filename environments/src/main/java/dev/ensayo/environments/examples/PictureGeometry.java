package dev.ensayo.environments.examples;

/**
 * How pictures come to their shape: first to that of the pictures that a source stores, then to
 * that of the inputs. Both steps are none where the shape is right already.
 *
 * @param stored the shape in the source
 * @param shape of the inputs
 * @param fit how the size is changed
 */
public record PictureGeometry(PictureShape stored, PictureShape shape, PictureFit fit) {
  /**
   * Brings a picture to the shape of the inputs.
   *
   * @param levels {@code [C, H, W]}
   * @throws dev.ensayo.core.config.InvalidSettingException if it is to be padded and too large
   */
  public byte[] apply(PictureShape from, byte[] levels) {
    return step(stored, shape, step(from, stored, levels));
  }

  private byte[] step(PictureShape from, PictureShape to, byte[] levels) {
    if (from.equals(to)) {
      return levels;
    }
    PictureColor color = to.channels() == 1 ? PictureColor.GREY : PictureColor.RGB;
    byte[] out = new byte[to.size()];
    new PictureReshaping(from, color, to.height(), to.width(), fit).apply(levels, 0, out, 0);
    return out;
  }
}

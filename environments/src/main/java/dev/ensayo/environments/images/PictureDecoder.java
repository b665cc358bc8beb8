package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import dev.ensayo.environments.examples.PictureColor;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureReshaping;
import dev.ensayo.environments.examples.PictureShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageTypeSpecifier;

/**
 * Decodes pictures in files: JPEG, PNG, GIF, BMP, TIFF and WebP, whatever their names end in; of
 * animations and documents the first picture.
 *
 * <p>A picture that takes up to 96 MiB decoded (33 million pixels in colour) is decoded whole and
 * then brought to its size, a mean of all its pixels; of a larger one each second pixel, or third
 * …, is read, so that it stays below. Thread-safe.
 *
 * @param orientation whether pictures are turned upright
 */
record PictureDecoder(Orientation orientation) {
  /** What files that are read end in, in lower case. */
  static final ImmutableList<String> ENDINGS =
      ImmutableList.of(
          ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp");

  private static final long LARGEST_DECODED = 96L << 20;
  private static final long MOST_PIXELS = 1L << 28;
  private static final int WHOLE_FRAME_BYTES = 5;

  /** Whether a file is a picture, by its name; hidden files are none. */
  static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * Reads what comes before the pixels.
   *
   * @throws DamagedPictureException if it cannot be read, or announces more than 2²⁸ pixels
   */
  PictureHeader header(Path file) throws DamagedPictureException {
    try (PictureFile open = PictureFile.open(file)) {
      return header(open);
    } catch (IOException | RuntimeException e) { // readers throw many kinds at damaged files
      throw new DamagedPictureException(e);
    }
  }

  private PictureHeader header(PictureFile open) throws IOException, DamagedPictureException {
    int width = open.reader().getWidth(0);
    int height = open.reader().getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new DamagedPictureException(
          "it announces %s×%s pixels; up to %s million are read"
              .formatted(height, width, MOST_PIXELS / 1_000_000));
    }
    int channels = DecodedPicture.channels(open.type().getColorModel());
    Turn turn = orientation == Orientation.UPRIGHT ? Turn.of(open.orientation()) : Turn.NONE;
    return new PictureHeader(new PictureShape(channels, height, width), turn);
  }

  /**
   * Decodes a picture at its own size.
   *
   * @throws DamagedPictureException if it cannot be read whole
   */
  Pixels decode(Path file) throws DamagedPictureException {
    return decode(file, Optional.empty());
  }

  /**
   * Decodes a picture and brings it to a size; it keeps its channels.
   *
   * @throws DamagedPictureException if it cannot be read whole
   * @throws dev.ensayo.core.config.InvalidSettingException if it is to be padded and too large
   */
  Pixels decode(Path file, int height, int width, PictureFit fit) throws DamagedPictureException {
    if (fit == PictureFit.RESIZE) {
      return decode(file, Optional.of(new PictureShape(1, height, width)));
    }
    Pixels whole = decode(file);
    PictureShape to = new PictureShape(whole.shape().channels(), height, width);
    byte[] levels = new byte[to.size()];
    whole.reshape(to, fit, levels, 0);
    return new Pixels(to, levels);
  }

  private Pixels decode(Path file, Optional<PictureShape> size) throws DamagedPictureException {
    try (PictureFile open = PictureFile.open(file)) {
      PictureHeader header = header(open);
      long pixels = header.stored().pixels();
      int bytes = bytesOfPixel(open.type());
      int step = size.isEmpty() ? 1 : step(pixels, bytes);
      long needed = pixels / step / step * bytes;
      if (open.isWebP()) {
        needed += pixels * WHOLE_FRAME_BYTES;
      }
      return DecodingMemory.use(needed, () -> decode(open, header, step, size));
    } catch (IOException | RuntimeException e) { // readers throw many kinds at damaged files
      throw new DamagedPictureException(e);
    }
  }

  private static Pixels decode(
      PictureFile open, PictureHeader header, int step, Optional<PictureShape> size)
      throws DamagedPictureException {
    ImageReadParam param = open.reader().getDefaultReadParam();
    param.setSourceSubsampling(step, step, step / 2, step / 2);
    DecodedPicture picture;
    try {
      picture = open.read(param);
    } catch (IOException | RuntimeException e) { // readers throw many kinds at damaged files
      throw new DamagedPictureException(e);
    }
    PictureShape upright = size.orElse(header.shape());
    PictureShape stored = header.turn().apply(upright);
    PictureReshaping reshaping =
        new PictureReshaping(
            picture.shape(), PictureColor.KEEP, stored.height(), stored.width(), PictureFit.RESIZE);
    Pixels pixels = new Pixels(reshaping.to(), new byte[reshaping.to().size()]);
    reshaping.apply(picture.rows(), pixels.levels(), 0);
    picture.toStandardColors(pixels);
    return header.turn().apply(pixels);
  }

  private static int bytesOfPixel(ImageTypeSpecifier type) {
    return Math.max(1, type.getColorModel().getPixelSize() / Byte.SIZE);
  }

  /** Which pixels are read of a picture that is brought to another size: each so many-th. */
  private static int step(long pixels, int bytes) {
    int step = 1;
    while (pixels / step / step * bytes > LARGEST_DECODED) {
      step++;
    }
    return step;
  }
}

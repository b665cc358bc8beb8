import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes JPEGs as large as a phone's, for measuring: {@code java MakePhotos.java FOLDER [COUNT
 * [WIDTH HEIGHT]]}, by default 1,000 of 4000×3000 pixels. Half of them, in the folder {@code warm},
 * have more red, the others, in {@code cold}, more blue; all have slopes of light and some noise.
 * There are 20 different ones; their copies have bytes of their own behind the picture.
 */
public final class MakePhotos {
  private static final int DIFFERENT = 20;

  private MakePhotos() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int width = arguments.length > 3 ? Integer.parseInt(arguments[2]) : 4_000;
    int height = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3_000;
    Files.createDirectories(folder.resolve("warm"));
    Files.createDirectories(folder.resolve("cold"));
    IntStream.range(0, Math.min(DIFFERENT, count))
        .parallel()
        .forEach(
            number -> {
              try {
                byte[] photo = encode(photo(number, width, height));
                for (int i = number; i < count; i += DIFFERENT) {
                  Path file =
                      folder.resolve(
                          "%s/%05d.jpg".formatted(number % 2 == 0 ? "warm" : "cold", i));
                  Files.write(file, photo);
                  Files.writeString(file, "copy " + i, StandardOpenOption.APPEND);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static BufferedImage photo(int number, int width, int height) {
    SplittableRandom random = new SplittableRandom(number);
    double slopeX = random.nextDouble(-1, 1);
    double slopeY = random.nextDouble(-1, 1);
    double wave = random.nextDouble(5, 40);
    double base = random.nextDouble(90, 160);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] row = new byte[3 * width];
    for (int y = 0; y < height; y++) {
      double light = base + 60 * slopeY * y / height + 20 * Math.sin(wave * y / height);
      long noise = 0;
      for (int x = 0; x < width; x++) {
        noise = x % 8 == 0 ? random.nextLong() : noise >>> 8;
        int level = (int) (light + 60 * slopeX * x / width) + (int) (noise & 0xF) - 8;
        row[3 * x] = clamp(level + (number % 2 == 0 ? 30 : -30));
        row[3 * x + 1] = clamp(level);
        row[3 * x + 2] = clamp(level + (number % 2 == 0 ? -30 : 30));
      }
      image.getRaster().setDataElements(0, y, width, 1, row);
    }
    return image;
  }

  private static byte clamp(int level) {
    return (byte) Math.max(0, Math.min(255, level));
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.85f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}

package dev.ensayo.environments.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureShape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside it: pictures.py, which made the pictures and what Pillow decodes them to. */
class PictureDecoderTest {
  private static final PictureDecoder DECODER = new PictureDecoder(Orientation.UPRIGHT);

  /**
   * How far levels may lie apart; formats that lose nothing are the same. Chroma that is stored at
   * half the size (chroma.jpg, lossy.webp) is spread by each decoder in its own way: TwelveMonkeys
   * repeats it, which shows on a picture as small as this.
   */
  private static int tolerance(String name) {
    return switch (name) {
      case "lossy.webp" -> 18;
      case "chroma.jpg" -> 4;
      default -> name.endsWith(".jpg") ? 2 : 0;
    };
  }

  @TempDir private Path folder;

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = PictureDecoderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.jpg",
        "chroma.jpg",
        "progressive.jpg",
        "profile.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "ycck.jpg",
        "plain.png",
        "alpha.png",
        "palette.png",
        "grey.png",
        "plain.gif",
        "plain.bmp",
        "plain.tif",
        "lzw.tiff",
        "lossless.webp",
        "lossy.webp",
        "turned-1.jpg",
        "turned-2.jpg",
        "turned-3.jpg",
        "turned-4.jpg",
        "turned-5.jpg",
        "turned-6.jpg",
        "turned-7.jpg",
        "turned-8.jpg"
      })
  void levelsAreThoseOfPillow(String name) throws Exception {
    JsonNode expected = new ObjectMapper().readTree(fixture("pictures.json")).get(name);
    Path file = write(name, fixture(name));
    Pixels pixels = DECODER.decode(file);
    PictureShape shape =
        new PictureShape(
            expected.get("shape").get(0).asInt(),
            expected.get("shape").get(1).asInt(),
            expected.get("shape").get(2).asInt());
    assertThat(pixels.shape()).isEqualTo(shape);
    assertThat(DECODER.header(file).shape()).isEqualTo(shape);
    int tolerance = tolerance(name);
    for (int i = 0; i < shape.size(); i++) {
      assertThat(pixels.levels()[i] & 0xFF)
          .as("level %s", i)
          .isCloseTo(expected.get("levels").get(i).asInt(), within(tolerance));
    }
  }

  @Test
  void picturesMayStayAsTheyAreStored() throws Exception {
    Pixels upright = DECODER.decode(write("1.jpg", fixture("turned-1.jpg")));
    Path turned = write("6.jpg", fixture("turned-6.jpg"));
    PictureDecoder stored = new PictureDecoder(Orientation.STORED);
    assertThat(stored.decode(turned).levels()).isEqualTo(upright.levels());
    assertThat(stored.header(turned).shape()).isEqualTo(new PictureShape(3, 8, 12));
    assertThat(DECODER.decode(turned).levels()).isNotEqualTo(upright.levels());
  }

  @Test
  void whatIsNamedWronglyIsReadAsWhatItIs() throws Exception {
    Pixels right = DECODER.decode(write("a.png", fixture("plain.png")));
    assertThat(DECODER.decode(write("a.jpg", fixture("plain.png"))).levels())
        .isEqualTo(right.levels());
  }

  /** Noise of many bytes, so that a cut leaves much of the picture away. */
  private Path noise(String format, boolean progressive) throws IOException {
    BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_3BYTE_BGR);
    int state = 1;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        state = state * 1_664_525 + 1_013_904_223;
        image.setRGB(x, y, state >>> 8);
      }
    }
    Path file = folder.resolve("noise." + format);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void aTruncatedPictureIsDamaged(String format) throws Exception {
    assertTruncationIsFound(noise(format, false));
  }

  @Test
  void aTruncatedProgressivePictureIsDamaged() throws Exception {
    assertTruncationIsFound(noise("jpeg", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "lossy.webp", "lossless.webp", "grey.jpg"})
  void aTruncatedFixtureIsDamaged(String name) throws Exception {
    assertTruncationIsFound(write(name, fixture(name)));
  }

  private static void assertTruncationIsFound(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    assertThatCode(() -> DECODER.decode(file)).doesNotThrowAnyException();
    for (int percent : new int[] {0, 1, 20, 50, 80, 95}) {
      Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));
      assertThatThrownBy(() -> DECODER.decode(file, 16, 16, PictureFit.RESIZE))
          .as("%s, %s %%", file, percent)
          .isInstanceOf(DamagedPictureException.class);
    }
  }

  @Test
  void theMarkAtTheEndMayBeMissingWhereThePixelsAreThere() throws Exception {
    byte[] whole = fixture("plain.jpg");
    Pixels right = DECODER.decode(write("whole.jpg", whole));
    Path cut = write("cut.jpg", Arrays.copyOf(whole, whole.length - 2));
    assertThat(DECODER.decode(cut).levels()).isEqualTo(right.levels());
  }

  @Test
  void noPictureIsNamedAsSuch() throws IOException {
    assertThatThrownBy(
            () -> DECODER.decode(write("a.png", "text".getBytes(StandardCharsets.UTF_8))))
        .hasMessage("it is neither JPEG, PNG, GIF, BMP, TIFF nor WebP");
    assertThatThrownBy(() -> DECODER.decode(write("a.png", new byte[0]))).hasMessage("it is empty");
  }

  @Test
  void sizesAreCheckedBeforeMemoryIsTaken() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(header);
    data.writeBytes("IHDR");
    data.writeInt(60_000);
    data.writeInt(60_000);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.writeLong(0x89504E470D0A1A0AL);
    out.writeInt(13);
    out.write(header.toByteArray());
    out.writeInt((int) sum.getValue());
    Path bomb = write("bomb.png", file.toByteArray());
    assertThatThrownBy(() -> DECODER.header(bomb))
        .isInstanceOf(DamagedPictureException.class)
        .hasMessage("it announces 60000×60000 pixels; up to 268 million are read");
    assertThatThrownBy(() -> DECODER.decode(bomb, 8, 8, PictureFit.RESIZE))
        .isInstanceOf(DamagedPictureException.class);
  }

  /** 6,000 × 6,000 pixels of three bytes are 108 MB: each second pixel is read. */
  @Test
  void ofVeryLargePicturesPixelsAreLeftOut() throws Exception {
    int side = 6_000;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side / 2, side / 2);
    graphics.dispose();
    Path file = folder.resolve("large.png");
    ImageIO.write(image, "png", file.toFile());
    Pixels pixels = DECODER.decode(file, 2, 2, PictureFit.RESIZE);
    assertThat(pixels.shape()).isEqualTo(new PictureShape(3, 2, 2));
    for (int c = 0; c < 3; c++) {
      assertThat(pixels.levels()[4 * c] & 0xFF).isGreaterThan(180);
      assertThat(pixels.levels()[4 * c + 3] & 0xFF).isLessThan(30);
      assertThat(pixels.levels()[4 * c + 1]).isEqualTo(pixels.levels()[4 * c + 2]);
    }
  }
}

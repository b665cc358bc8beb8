package dev.ensayo.environments.images;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PictureReader;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureGeometry;
import dev.ensayo.environments.examples.PictureShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Single pictures, read as {@link PictureFolder} reads its own. */
public final class PictureFiles implements PictureReader {
  @Override
  public boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PictureFolder.ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public byte[] read(Path file, PictureInputs inputs) throws UnreadableInputException {
    Pixels pixels = decode(file);
    PictureGeometry geometry =
        new PictureGeometry(shape(inputs.stored()), shape(inputs.shape()), fit(inputs.fit()));
    try {
      return geometry.apply(pixels.shape(), pixels.levels());
    } catch (InvalidSettingException e) {
      throw new UnreadableInputException(e.getMessage());
    }
  }

  private static Pixels decode(Path file) throws UnreadableInputException {
    String reason;
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return Pixels.of(image);
      }
      reason = "it is neither PNG nor JPEG";
    } catch (IOException | RuntimeException e) { // readers throw many kinds at damaged files
      reason = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    throw new UnreadableInputException("the picture cannot be read: " + reason);
  }

  private static PictureShape shape(List<Integer> dimensions) {
    return new PictureShape(dimensions.get(0), dimensions.get(1), dimensions.get(2));
  }

  private static PictureFit fit(String label) {
    return Arrays.stream(PictureFit.values())
        .filter(fit -> Settings.label(fit).equals(label))
        .findFirst()
        .orElse(PictureFit.RESIZE);
  }
}

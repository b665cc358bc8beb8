package dev.ensayo.environments.images;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PictureReader;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureGeometry;
import dev.ensayo.environments.examples.PictureShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Single pictures, read as {@link PictureFolder} reads its own. */
public final class PictureFiles implements PictureReader {
  @Override
  public boolean isPicture(Path file) {
    return PictureDecoder.isPicture(file);
  }

  @Override
  public byte[] read(Path file, PictureInputs inputs) throws UnreadableInputException {
    PictureShape stored = shape(inputs.stored());
    PictureFit fit = fit(inputs.fit());
    PictureDecoder decoder =
        new PictureDecoder(inputs.upright() ? Orientation.UPRIGHT : Orientation.STORED);
    try {
      Pixels pixels = decoder.decode(file, stored.height(), stored.width(), fit);
      return new PictureGeometry(stored, shape(inputs.shape()), fit)
          .apply(pixels.shape(), pixels.levels());
    } catch (DamagedPictureException e) {
      throw new UnreadableInputException("the picture cannot be read: " + e.getMessage());
    } catch (InvalidSettingException e) {
      throw new UnreadableInputException(e.getMessage());
    }
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

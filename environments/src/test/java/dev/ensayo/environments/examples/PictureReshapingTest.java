package dev.ensayo.environments.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class PictureReshapingTest {
  /** Beside it: resizing.py, which made the file with PyTorch. */
  @Test
  void resizingIsThatOfPyTorchRounded() throws IOException {
    try (InputStream in = PictureReshapingTest.class.getResourceAsStream("resizing.json")) {
      for (JsonNode one : new ObjectMapper().readTree(in)) {
        PictureShape from =
            new PictureShape(1, one.get("from").get(0).asInt(), one.get("from").get(1).asInt());
        byte[] picture = new byte[from.size()];
        for (int i = 0; i < picture.length; i++) {
          picture[i] = (byte) one.get("picture").get(i).asInt();
        }
        PictureReshaping reshaping =
            new PictureReshaping(
                from,
                PictureColor.KEEP,
                one.get("to").get(0).asInt(),
                one.get("to").get(1).asInt(),
                PictureFit.RESIZE);
        byte[] resized = new byte[reshaping.to().size()];
        reshaping.apply(picture, 0, resized, 0);
        for (int i = 0; i < resized.length; i++) {
          double expected = one.get("resized").get(i).asDouble();
          assertThat((double) (resized[i] & 0xFF)).isCloseTo(expected, within(0.5 + 1e-5));
        }
      }
    }
  }

  @Test
  void paddingPutsThePictureInTheMiddle() {
    PictureReshaping reshaping =
        new PictureReshaping(new PictureShape(1, 1, 2), PictureColor.KEEP, 4, 4, PictureFit.PAD);
    byte[] padded = new byte[16];
    reshaping.apply(new byte[] {5, 6}, 0, padded, 0);
    assertThat(padded).containsExactly(0, 0, 0, 0, 0, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void whatIsTooLargeCannotBePadded() {
    assertThatThrownBy(
            () ->
                new PictureReshaping(
                    new PictureShape(1, 28, 28), PictureColor.KEEP, 16, 16, PictureFit.PAD))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("28×28")
        .hasMessageContaining("16×16");
  }

  @Test
  void greyIsWeighedAndRgbRepeatsGrey() {
    byte[] grey = new byte[1];
    new PictureReshaping(new PictureShape(3, 1, 1), PictureColor.GREY, 1, 1, PictureFit.RESIZE)
        .apply(new byte[] {(byte) 200, 100, 50}, 0, grey, 0);
    assertThat(grey[0] & 0xFF).isEqualTo(124); // 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2
    byte[] rgb = new byte[6];
    new PictureReshaping(new PictureShape(1, 1, 2), PictureColor.RGB, 1, 2, PictureFit.RESIZE)
        .apply(new byte[] {7, 9}, 0, rgb, 0);
    assertThat(rgb).containsExactly(7, 9, 7, 9, 7, 9);
  }
}

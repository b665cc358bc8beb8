package dev.ensayo.supervised.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** {@code scores.filters}, {@code scores.maps} and the table of sizes. */
class ImageLayersTest {
  private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([^\"]+)");
  private static final String LENET =
      "{architecture: lenet5, learning: {batchSize: 8, updater: {type: adam, learningRate: 0.01}},"
          + " scores: {filters: true, maps: 2}}";

  private static InMemoryExamples images(int channels) {
    return InMemoryExamples.patterns(List.of(channels, 28, 28), 3, List.of(12, 0, 6), 3);
  }

  private static List<Exhibit> exhibits(String settings, int channels) {
    try (Training training =
        Runs.start(
            new CnnProvider(), settings, images(channels), "{epochs: 2} 1", 1, MetricSink.NONE)) {
      Runs.finish(training);
      return training.exhibits();
    }
  }

  private static <E extends Exhibit> E named(List<Exhibit> exhibits, String name, Class<E> type) {
    return exhibits.stream()
        .filter(exhibit -> exhibit.name().equals(name))
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<BufferedImage> pictures(Exhibit.Drawn drawn) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    Matcher matcher = PICTURE.matcher(drawn.svg());
    while (matcher.find()) {
      byte[] png = Base64.getDecoder().decode(matcher.group(1));
      pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    return pictures;
  }

  /** LeNet-5 by hand; 156 parameters of its first convolution are C1 of the paper. */
  @Test
  void theSizesOfLenet() {
    Exhibit.Table sizes = named(exhibits(LENET, 1), "layer-sizes", Exhibit.Table.class);
    assertThat(sizes.rows().get(1))
        .containsExactly("1 convolution", "5 × 5", "1", "2", "6 × 28 × 28", "156", "117,600");
    assertThat(sizes.rows().get(2))
        .containsExactly("2 pooling", "2 × 2", "2", "0", "6 × 14 × 14", "0", "0");
    assertThat(sizes.rows().get(3))
        .containsExactly("3 convolution", "5 × 5", "1", "0", "16 × 10 × 10", "2,416", "240,000");
    // three classes: 61,706 − 7·85 parameters
    assertThat(sizes.rows().get(8).get(5)).isEqualTo("61,111");
    assertThat(sizes.rows().get(8).get(6)).isEqualTo("415,932");
  }

  @Test
  void kernelsBeforeAndAfter() throws IOException {
    Exhibit.Drawn filters = named(exhibits(LENET, 3), "filters", Exhibit.Drawn.class);
    List<BufferedImage> tiles = pictures(filters);
    assertThat(tiles).hasSize(13); // six at first, six at the end, the scale
    assertThat(tiles.get(0).getWidth()).isEqualTo(5);
    assertThat(tiles.get(0).getHeight()).isEqualTo(15); // three channels of the input
    assertThat(filters.note())
        .matches(
            "6 of 6 kernels of 5 × 5; weights lie within ±0\\.\\d{3,4} at first and"
                + " ±0\\.\\d{3,4} at the end\\.");
    assertThat(filters.svg()).contains(">before training<", ">at the end<");
  }

  /** As the weights are drawn: both ends of the scale are there, and its middle is white. */
  @Test
  void coloursAreSymmetricAroundZero() throws IOException {
    BufferedImage scale =
        pictures(named(exhibits(LENET, 1), "filters", Exhibit.Drawn.class)).get(12);
    assertThat(scale.getRGB(50, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(scale.getRGB(0, 0) & 0xffffff).isEqualTo(0xb04c00);
    assertThat(scale.getRGB(100, 0) & 0xffffff).isEqualTo(0x00548c);
    float[] numbers = {-2, 0, 1};
    assertThat(SignedPixels.of(numbers).limit()).isEqualTo(2);
    assertThat(SignedPixels.of(new float[4]).limit()).isEqualTo(1);
  }

  @Test
  void nothingLearnedIsDrawnOnce() {
    try (Training training =
        Runs.start(new CnnProvider(), LENET, images(1), "{epochs: 0} 1", 1, MetricSink.NONE)) {
      Runs.finish(training);
      assertThat(named(training.exhibits(), "filters", Exhibit.Drawn.class).svg())
          .contains("as they are, unchanged by training")
          .doesNotContain("at the end");
    }
  }

  /** Two pictures, of the first two classes, each through two convolutions and two poolings. */
  @Test
  void mapsOfPictures() throws IOException {
    List<Exhibit> exhibits = exhibits(LENET, 1);
    Exhibit.Drawn maps = named(exhibits, "maps-1", Exhibit.Drawn.class);
    List<BufferedImage> tiles = pictures(maps);
    assertThat(tiles).hasSize(1 + 6 + 6 + 16 + 16);
    assertThat(tiles.get(1).getWidth()).isEqualTo(28);
    assertThat(tiles.get(13).getHeight()).isEqualTo(10);
    assertThat(maps.svg()).contains("3 convolution: 16 of 16 maps of 10 × 10, within ±");
    assertThat(named(exhibits, "maps-2", Exhibit.Drawn.class).svg()).isNotEqualTo(maps.svg());
    assertThat(exhibits).noneMatch(exhibit -> exhibit.name().equals("maps-3"));
  }

  @Test
  void withoutBeingAskedTheSizesAlone() {
    Exhibit.Table sizes =
        named(exhibits("{learning: {batchSize: 8}}", 1), "layer-sizes", Exhibit.Table.class);
    assertThat(sizes.rows()).hasSize(8);
    assertThat(exhibits("{learning: {batchSize: 8}}", 1))
        .noneMatch(
            exhibit -> exhibit.name().startsWith("maps") || exhibit.name().equals("filters"));
  }

  @Test
  void needsAConvolution() {
    assertThatThrownBy(
            () ->
                Runs.start(
                    new MlpProvider(),
                    "{scores: {filters: true}}",
                    images(1),
                    "{epochs: 1} 1",
                    1,
                    MetricSink.NONE))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("is for networks with a convolution");
  }
}

package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network makes codes of pictures, and pictures are searched by them. */
final class SimilarImagesTest {
  private static final String DIGITS =
      "{type: drawn-digits, size: 16, train: 12, valid: 0, test: 4}";
  private static final Pattern FOUND = Pattern.compile(" +\\d+ +(\\S+)  (\\S+)  (\\S+)");

  @TempDir private Path folder;

  private Path train(String environment, String variants) throws IOException {
    Outcome outcome =
        CommandLineHarness.run(
            folder,
            "s",
            """
            study: s
            environment: %s
            agent: {type: autoencoder, code: 6}
            budget: {epochs: 4}
            evaluation: {every: 4}
            log: {every: 4}
            seeds: {from: 1, count: 1}
            variants: %s
            report: {metric: train/loss, better: lower}
            """
                .formatted(environment, variants),
            "--jobs",
            1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return folder.resolve("runs/s/a/seed-1");
  }

  private static List<String> column(String printed, int group) {
    return FOUND.matcher(printed).results().map(match -> match.group(group)).toList();
  }

  /** The first picture of a contact sheet as a file: what was asked for. */
  private Path asked(Path sheet) throws IOException {
    Matcher png =
        Pattern.compile("data:image/png;base64,([^\"]+)").matcher(Files.readString(sheet));
    assertThat(png.find()).isTrue();
    byte[] bytes = Base64.getDecoder().decode(png.group(1));
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(16);
    return Files.write(folder.resolve("asked.png"), bytes);
  }

  @Test
  void aPictureFromAFileIsReadAsTheRunsOwn() throws IOException {
    Path run = train(DIGITS, "{a: {}}");
    Path sheet = folder.resolve("sheet.svg");
    Outcome own = ensayo("similar-images", run, "test:17", "--count", 7, "--out", sheet);
    assertThat(own.exitCode()).as(own.err()).isZero();
    assertThat(own.out())
        .startsWith("nearest to test:17 in the train part, by the Euclidean distance of codes of 6")
        .contains("; its class is ", " of 7 have its class", "the pictures are in " + sheet);
    List<String> distances = column(own.out(), 1);
    assertThat(distances).hasSize(7);
    assertThat(distances.stream().map(Double::valueOf).toList()).isSorted();
    assertThat(Files.readString(sheet)).startsWith("<svg").contains(">" + distances.get(6) + "<");

    Outcome file = ensayo("similar-images", run, asked(sheet), "--count", 7);
    assertThat(file.exitCode()).as(file.err()).isZero();
    assertThat(column(file.out(), 3)).isEqualTo(column(own.out(), 3));
    assertThat(column(file.out(), 1)).isEqualTo(distances);
    assertThat(file.out()).startsWith("nearest to asked.png").doesNotContain("class is");

    Outcome among = ensayo("similar-images", run, folder.resolve("asked.png"), "--part", "test");
    assertThat(column(among.out(), 3).get(0)).isEqualTo("test:17");
    assertThat(column(among.out(), 1).get(0)).isEqualTo("0.0000");
    Outcome others = ensayo("similar-images", run, "test:17", "--part", "test", "--by", "pixels");
    assertThat(column(others.out(), 3)).hasSize(10).doesNotContain("test:17");
    assertThat(others.out()).contains("distance of pixels of 256 numbers");
  }

  @Test
  void aSheetOfPicturesAloneIsTheirGrid() throws IOException {
    Path run = train(DIGITS, "{a: {}}");
    Path sheet = folder.resolve("sheet.png");
    Outcome outcome =
        ensayo("similar-images", run, "test:1", "--out", sheet, "--distance", "cosine");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    BufferedImage image = ImageIO.read(sheet.toFile());
    // six of 16 × 16 pixels in a row, enlarged six times, with gaps of 12
    assertThat(image.getWidth()).isEqualTo(12 + 6 * (16 * 6 + 12));
    assertThat(image.getHeight()).isEqualTo(12 + 2 * (16 * 6 + 12));
    assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(10, 10) & 0xffffff).isEqualTo(0xd55e00);
  }

  /** Of networks that tell classes, the last layer before the answers is searched by. */
  @Test
  void networksOfClassesAndOfConvolutionsHaveCodesToo() throws IOException {
    Path dense =
        train(
            DIGITS,
            "{a: {agent: {type: mlp, hiddenUnits: [20, 9]}}, cnn: {agent: {type: cnn, layers:"
                + " [{type: convolution, filters: 3, kernel: 3}, {type: dense, units: 11}]}},"
                + " moved: {agent: {type: transfer, source: {variant: cnn}}},"
                + " mirrored: {agent: {type: autoencoder, filters: [3, 2]}}}");
    Path runs = folder.resolve("runs/s");
    // two maps of a quarter of the side
    Map<Path, Integer> lengths =
        Map.of(
            dense,
            9,
            runs.resolve("cnn/seed-1"),
            11,
            runs.resolve("moved/seed-1"),
            11,
            runs.resolve("mirrored/seed-1"),
            2 * 4 * 4);
    lengths.forEach(
        (run, length) -> {
          Outcome outcome = ensayo("similar-images", run, "train:3", "--count", 4);
          assertThat(outcome.exitCode()).as(outcome.err()).isZero();
          assertThat(outcome.out()).contains("codes of " + length + " numbers");
          assertThat(column(outcome.out(), 3)).hasSize(4).doesNotContain("train:3");
        });
  }

  @Test
  void picturesOfAFolderAreToldByTheirFiles() throws IOException {
    for (String name : List.of("dark", "light")) {
      Path pictures = Files.createDirectories(folder.resolve("pictures").resolve(name));
      for (int i = 0; i < 8; i++) {
        BufferedImage image = new BufferedImage(9, 6, BufferedImage.TYPE_INT_RGB);
        int level = (name.equals("dark") ? 20 : 180) + 5 * i;
        IntStream.range(0, 54).forEach(at -> image.setRGB(at % 9, at / 9, level * 0x010101));
        File file = pictures.resolve(i + ".png").toFile();
        assertThat(ImageIO.write(image, "png", file)).isTrue();
      }
    }
    Path run =
        train(
            "{type: images, source: pictures, size: [4], validShare: 0, testShare: 0.25}",
            "{a: {}}");
    Path asked = folder.resolve("pictures/light/3.png");
    Outcome outcome = ensayo("similar-images", run, asked, "--by", "pixels", "--count", 3);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(column(outcome.out(), 2)).containsExactly("light", "light", "light");
    assertThat(outcome.out()).contains("of pixels of 48 numbers").contains(".png");
  }

  @Test
  void whatIsWrongIsSaidInALine() throws IOException {
    Path run = train(DIGITS, "{a: {}, line: {agent: {type: softmax-regression}}}");
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertRefused("the run's test part has the pictures test:1 to test:40", run, "test:99");
    assertRefused("there is neither such a file nor a part 'tset'", run, "tset:1");
    assertRefused("no-such.png: there is no such file", run, "no-such.png");
    assertRefused("text.png: the picture cannot be read: it is neither JPEG", run, text);
    assertRefused("is a folder; name one picture", run, folder);
    assertRefused("--out: ends in .svg or .png", run, "test:1", "--out", "sheet.gif");
    assertRefused(
        "has no codes: the network is an output layer alone",
        run.resolveSibling("../line/seed-1").normalize(),
        "test:1");
  }

  private static void assertRefused(String message, Object... arguments) {
    Outcome outcome =
        ensayo(Stream.concat(Stream.of("similar-images"), Arrays.stream(arguments)).toArray());
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.err()).contains(message);
  }
}

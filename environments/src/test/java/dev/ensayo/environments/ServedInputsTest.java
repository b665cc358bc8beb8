package dev.ensayo.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.images.ImagesConfig;
import dev.ensayo.environments.images.ImagesProvider;
import dev.ensayo.environments.images.PictureFiles;
import dev.ensayo.environments.table.TableConfig;
import dev.ensayo.environments.table.TableProvider;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served becomes the same numbers as what was trained on. */
class ServedInputsTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);
  private static final List<String> ROWS =
      List.of(
          "1,5;red;10;a",
          "2,25;blue;20;b",
          ";red;;a",
          "-4;?;30;b",
          "7e2;green;40;a",
          "0,125;red;50;b");

  @TempDir Path folder;

  /** Written and read again. */
  private Preprocessing kept(LabelledExamples environment) throws IOException {
    environment.preprocessing(SEEDS).orElseThrow().write(folder);
    return Preprocessing.read(folder).orElseThrow();
  }

  private LabelledExamples table(String settings) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "size;colour;grade;y\n" + String.join("\n", ROWS) + "\n");
    return new TableProvider()
        .open(
            Settings.of(
                TableConfig.class,
                "{source: {type: csv, file: '%s', separator: ';', decimal: ','}, validShare: 0, testShare: 0, %s}"
                    .formatted(file, settings)));
  }

  private static Map<String, String> row(String line) {
    String[] fields = line.split(";", -1);
    Map<String, String> row = new HashMap<>(Map.of("more", "x"));
    row.put("y", fields[3]);
    row.put("grade", fields[2]);
    row.put("colour", " " + fields[1]);
    row.put("size", fields[0] + " ");
    return row;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing: impute",
        "missing: impute-with-indicator, normalize: scale",
        "categorical: [grade], normalize: none"
      })
  void rowsOfATable(String settings) throws IOException, UnreadableInputException {
    LabelledExamples environment = table(settings);
    TableInputs inputs = (TableInputs) kept(environment).inputs();
    Examples trained = environment.examples(Split.TRAIN, SEEDS);
    float[] expected = new float[environment.spec().inputSize()];
    float[] served = new float[expected.length];
    assertThat(inputs.width()).isEqualTo(expected.length);
    assertThat(inputs.inputNames()).hasSize(expected.length).doesNotHaveDuplicates();
    for (int i = 0; i < trained.size(); i++) {
      trained.read(i, expected, 0);
      inputs.write(row(ROWS.get(Integer.parseInt(trained.origin(i)) - 1)), served, 0);
      assertThat(served).containsExactly(expected);
    }
  }

  @Test
  void whatCannotBeARowIsNamed() throws IOException {
    TableInputs inputs = (TableInputs) kept(table("missing: impute")).inputs();
    float[] into = new float[inputs.width()];
    assertThatThrownBy(() -> inputs.write(row("1.5;red;1;a"), into, 0))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("column 'size' holds numbers, and '1.5' is none");
    assertThatThrownBy(() -> inputs.write(row("1;pink;1;a"), into, 0))
        .hasMessageContaining("'pink'")
        .hasMessageContaining("blue, green, red");
    assertThatThrownBy(() -> inputs.write(Map.of("size", "1"), into, 0))
        .hasMessageContaining("there is no column 'colour'");
    TableInputs gap =
        new TableInputs(";", true, new CellFormat(List.of(""), ",", true), true, inputs.columns());
    try {
      gap.write(row("1.5;red;1;a"), into, 0);
    } catch (UnreadableInputException e) {
      throw new AssertionError(e);
    }
    assertThat(into[0]).isZero(); // the mean
    TableInputs strict =
        (TableInputs) kept(table("missing: drop, columns: [size, colour]")).inputs();
    assertThatThrownBy(() -> strict.write(row(ROWS.get(2)), into, 0)).hasMessageContaining("gap");
  }

  @Test
  void theProfileIsThatOfTheTrainingRows() throws IOException {
    Preprocessing kept = kept(table("missing: impute"));
    assertThat(kept.outputs()).isEqualTo(new Outputs.Classes("y", List.of("a", "b")));
    ColumnProfile.Numbers size = (ColumnProfile.Numbers) kept.profile().get(0);
    assertThat(size.missing()).isEqualTo(1);
    assertThat(size.quantiles()).hasSize(21).startsWith(-4.0).endsWith(700.0).contains(1.5);
    ColumnProfile.Categories colour = (ColumnProfile.Categories) kept.profile().get(1);
    assertThat(colour.counts()).isEqualTo(Map.of("red", 3L, "blue", 1L, "green", 1L));
    assertThat(colour.missing()).isEqualTo(1);
    assertThat(kept.profile()).extracting(ColumnProfile::name).endsWith("grade", "y");
  }

  private static void draw(File file, int side, int seed, boolean grey) throws IOException {
    BufferedImage image =
        new BufferedImage(
            side, side, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int level = (31 * x * seed + 17 * y + 5 * seed) % 256;
        if (grey) {
          image.getRaster().setSample(x, y, 0, level);
        } else {
          image.setRGB(x, y, level << 16 | (255 - level) << 8 | (3 * level) % 256);
        }
      }
    }
    ImageIO.write(image, "png", file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size: [6], normalize: standardize",
        "size: [8, 6], color: grey",
        "size: [16], fit: pad, normalize: none"
      })
  void pictures(String settings) throws IOException, UnreadableInputException {
    for (int i = 0; i < 6; i++) {
      Path of = Files.createDirectories(folder.resolve(i % 2 == 0 ? "pictures/a" : "pictures/b"));
      draw(of.resolve(i + ".png").toFile(), 9 + i, 3 + i, i == 4);
    }
    LabelledExamples environment =
        new ImagesProvider()
            .open(
                Settings.of(
                    ImagesConfig.class,
                    "{source: '%s', validShare: 0, testShare: 0, %s}"
                        .formatted(folder.resolve("pictures"), settings)));
    PictureInputs inputs = (PictureInputs) kept(environment).inputs();
    Examples trained = environment.examples(Split.TRAIN, SEEDS);
    float[] expected = new float[environment.spec().inputSize()];
    float[] served = new float[expected.length];
    List<Path> files =
        List.of(
            folder.resolve("pictures/a/0.png"),
            folder.resolve("pictures/a/2.png"),
            folder.resolve("pictures/a/4.png"),
            folder.resolve("pictures/b/1.png"),
            folder.resolve("pictures/b/3.png"),
            folder.resolve("pictures/b/5.png"));
    for (int i = 0; i < trained.size(); i++) {
      trained.read(i, expected, 0);
      assertThat(files.get(i).toString()).endsWith("pictures/" + trained.origin(i));
      inputs.write(new PictureFiles().read(files.get(i), inputs), served, 0);
      assertThat(served).containsExactly(expected);
    }
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    assertThatThrownBy(() -> new PictureFiles().read(broken, inputs))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("neither JPEG, PNG, GIF, BMP, TIFF nor WebP");
  }
}

package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.common.primitives.Doubles;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is trained, then asked about what it has seen and what it has not. */
final class PredictTest {
  @TempDir private Path folder;

  private Path train(String environment, String agent) throws IOException {
    Path study =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            study: s
            environment: %s
            agent: %s
            budget: {epochs: 20}
            evaluation: {every: 10}
            log: {every: 10}
            seeds: {from: 1, count: 1}
            variants: {a: {}}
            """
                .formatted(environment, agent));
    Outcome outcome = ensayo("run", study, "--out", folder.resolve("runs"), "--jobs", 1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return folder.resolve("runs/s/a/seed-1");
  }

  /** The lines of predictions by their first field, without a right answer. */
  private static Map<String, String> predictions(String csv) {
    List<String> lines = csv.lines().filter(line -> line.contains(",")).toList();
    boolean answered = lines.get(0).contains(",right,");
    Map<String, String> rows = new HashMap<>();
    for (String line : lines) {
      List<String> fields = new ArrayList<>(List.of(line.split(",")));
      if (answered) {
        fields.remove(1);
      }
      rows.put(fields.get(0), String.join(",", fields.subList(1, fields.size())));
    }
    return rows;
  }

  /** Equal but for rounding: rows are computed together with others. */
  private static void assertAlike(Map<String, String> given, Map<String, String> own) {
    assertThat(given).containsKeys(own.keySet().toArray(String[]::new));
    own.forEach(
        (row, fields) -> {
          List<String> expected = List.of(fields.split(","));
          List<String> found = List.of(given.get(row).split(","));
          assertThat(found).hasSameSizeAs(expected);
          for (int i = 0; i < expected.size(); i++) {
            Double number = Doubles.tryParse(expected.get(i));
            if (number == null) {
              assertThat(found.get(i)).isEqualTo(expected.get(i));
            } else {
              assertThat(Double.parseDouble(found.get(i)))
                  .isCloseTo(number, withinPercentage(0.001));
            }
          }
        });
  }

  /** As pandas writes it, with an index. */
  private static String pandas(boolean classes) {
    StringBuilder csv = new StringBuilder(",size,colour,y\n");
    for (int i = 0; i < 60; i++) {
      double size = (i * 37 % 60) / 7.0;
      String colour = i % 3 == 0 ? "red" : "blue";
      double price = 3000 + 900 * size + (i % 3 == 0 ? 500 : 0);
      csv.append(i).append(',').append(i == 7 ? "" : Double.toString(size)).append(',');
      csv.append(colour).append(',');
      csv.append(classes ? (price > 7000 ? "dear" : "cheap") : Double.toString(price)).append('\n');
    }
    return csv.toString();
  }

  /** Other order, one column more, no answer. */
  private static String asked(String pandas) {
    StringBuilder csv = new StringBuilder("note,colour,size\n");
    pandas
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(row -> csv.append("x,").append(row[2]).append(',').append(row[1]).append('\n'));
    return csv.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsOfATableGetTheAnswersOfTheRunItself(boolean classes) throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), pandas(classes));
    Path run =
        train(
            "{type: table, source: {type: csv, file: t.csv}, testShare: 0.3}",
            classes ? "{type: softmax-regression}" : "{type: mlp, hiddenUnits: [16]}");
    Map<String, String> own = predictions(Files.readString(run.resolve("predictions.csv")));
    assertThat(own).hasSizeGreaterThan(15);
    assertThat(own.get("row")).isEqualTo(classes ? "predicted,p_cheap,p_dear" : "predicted");
    Path asked =
        Files.writeString(
            folder.resolve("asked.csv"), asked(pandas(classes)) + "x,green,1\nx,red,3O\n");
    Path answers = folder.resolve("answers.csv");
    Outcome outcome = ensayo("predict", run, asked, "--out", answers);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("asked.csv: line 62 (row 61): column 'colour' never held 'green'")
        .contains("line 63 (row 62): column 'size' holds numbers, and '3O' is none")
        .contains("2 of 62 rows could not be read")
        .contains("note: the inputs are like the training part");
    assertThat(outcome.out()).contains("60 predictions are in");
    Map<String, String> given = predictions(Files.readString(answers));
    assertThat(given).hasSize(61);
    assertAlike(given, own);
    Outcome printed = ensayo("predict", run, table);
    assertThat(printed.exitCode()).as(printed.err()).isZero();
    assertAlike(predictions(printed.out()), own);
    assertThat(Files.readString(run.resolve("COMPLETE")))
        .contains("predictions.csv sha256", "preprocessing.json sha256");
  }

  @Test
  void tablesThatDoNotFitAreRefused() throws IOException {
    Files.writeString(folder.resolve("t.csv"), pandas(true));
    Path run =
        train("{type: table, source: {type: csv, file: t.csv}}", "{type: softmax-regression}");
    Path other = Files.writeString(folder.resolve("o.csv"), "size;colour\n1;red\n");
    assertThat(ensayo("predict", run, other))
        .satisfies(
            outcome -> {
              assertThat(outcome.exitCode()).isEqualTo(2);
              assertThat(outcome.err())
                  .contains(
                      "it has no column 'size' (nor 1 others); cut at ',' its first line has");
            });
    assertThat(ensayo("predict", run, folder.resolve("none.csv")).err()).contains("no such file");
    Files.delete(run.resolve("preprocessing.json"));
    assertThat(ensayo("predict", run, other).err()).contains("preprocessing.json");
  }

  private Path picture(String name, int level) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 144; i++) {
      int shade = Math.min(255, level + i * 7 % 20);
      image.setRGB(i % 12, i / 12, shade << 16 | shade << 8 | (255 - shade));
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void picturesAndFoldersOfThemAreAnswered() throws IOException {
    for (int i = 0; i < 20; i++) {
      picture("photos/dark/" + i + ".png", i);
      picture("photos/light/" + i + ".png", 200 + i);
    }
    Path run =
        train("{type: images, source: photos, size: [6]}", "{type: cnn, architecture: small-cnn}");
    Path dark = picture("new/d/one.png", 11);
    Path light = picture("new/two.png", 190);
    Files.writeString(folder.resolve("new/broken.png"), "no picture");
    Files.writeString(folder.resolve("new/notes.txt"), "no picture");
    Outcome outcome = ensayo("predict", run, folder.resolve("new"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("broken.png: the picture cannot be read")
        .contains("1 of 3 pictures could not be read");
    Map<String, String> answers = predictions(outcome.out());
    assertThat(answers.get("file")).isEqualTo("predicted,p_dark,p_light");
    assertThat(answers.get(dark.toString())).startsWith("dark,");
    assertThat(answers.get(light.toString())).startsWith("light,");
    assertThat(ensayo("predict", run, dark, light).exitCode()).isZero();
  }

  /** A torso that has learned from levels 0 to 1 is given them, whatever the new study says. */
  @Test
  void aTorsoIsGivenTheInputsItHasLearnedFrom() throws IOException {
    for (int i = 0; i < 20; i++) {
      picture("photos/dark/" + i + ".png", i);
      picture("photos/light/" + i + ".png", 200 + i);
    }
    Path study =
        Files.writeString(
            folder.resolve("t.yaml"),
            """
            study: t
            environment: {type: images, source: photos, size: [6]}
            agent: {type: cnn, architecture: small-cnn}
            budget: {epochs: 3}
            evaluation: {every: 3}
            log: {every: 3}
            seeds: {from: 1, count: 1}
            variants:
              first: {}
              same: {agent: {type: transfer, source: {variant: first}}}
              otherwise:
                environment.normalize: none
                agent: {type: transfer, source: {variant: first}}
            """);
    Outcome outcome = ensayo("run", study, "--out", folder.resolve("runs"), "--jobs", 1);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path runs = folder.resolve("runs/t");
    for (String file : List.of("metrics.csv", "preprocessing.json", "predictions.csv")) {
      assertThat(runs.resolve("otherwise/seed-1").resolve(file))
          .hasSameTextualContentAs(runs.resolve("same/seed-1").resolve(file));
    }
    assertThat(ensayo("predict", runs.resolve("otherwise/seed-1"), folder.resolve("photos")))
        .satisfies(asked -> assertThat(asked.exitCode()).as(asked.err()).isZero());
  }

  @Test
  void aTorsoOfOtherColumnsIsRefusedBeforeTheFirstStep() throws IOException {
    Files.writeString(folder.resolve("t.csv"), pandas(true));
    Path run = train("{type: table, source: {type: csv, file: t.csv}}", "{type: mlp}");
    Path study =
        Files.writeString(
            folder.resolve("u.yaml"),
            """
            study: u
            environment: {type: table, source: {type: csv, file: t.csv}, columns: [size]}
            agent: {type: transfer, source: {run: %s}}
            budget: {epochs: 1}
            evaluation: {every: 1}
            log: {every: 1}
            seeds: {from: 1, count: 1}
            variants: {a: {}}
            """
                .formatted(run));
    Outcome refused = ensayo("run", study, "--out", folder.resolve("runs"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("has learned from the columns size, colour");
    Outcome taken =
        ensayo(
            "run",
            study,
            "--out",
            folder.resolve("runs"),
            "--set",
            "environment.columns=[colour, size]",
            "--set",
            "environment.normalize=scale");
    assertThat(taken.exitCode()).as(taken.err()).isZero();
    // The torso's means and deviations, not least and most.
    String kept = Files.readString(folder.resolve("runs/u/a/seed-1/preprocessing.json"));
    String columns = Files.readString(run.resolve("preprocessing.json"));
    assertThat(kept.substring(0, kept.indexOf("\"outputs\"")))
        .isEqualTo(columns.substring(0, columns.indexOf("\"outputs\"")));
  }
}

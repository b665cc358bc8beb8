package dev.ensayo.experiments.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;

/** Studies made so short that all of them can be run in a test. */
final class ShortStudies {
  private final Path folder;

  /**
   * @param folder where the short studies and their data are written
   */
  ShortStudies(Path folder) {
    this.folder = folder;
  }

  /** The file of the same study on small data, with a budget of a few steps. */
  Path of(Path study) throws IOException {
    return Files.writeString(folder.resolve(study.getFileName()), shortened(study));
  }

  private String shortened(Path study) throws IOException {
    String text = Files.readString(study);
    return text.replaceAll("budget: *\\{epochs: \\d+}", "budget: {epochs: 1}")
        .replaceAll("budget\\.epochs: \\d+", "budget.epochs: 1")
        .replaceAll("budget: *\\{updates: \\d+}", "budget: {updates: 1}")
        .replaceAll("budget: *\\{tokens: \\d+}", "budget: {tokens: 6400}")
        .replaceAll("budget: *\\{environmentSteps: \\d+}", "budget: {environmentSteps: 140}")
        .replaceAll("warmupSteps: \\d+", "warmupSteps: 137")
        .replaceAll("updatePeriod: \\d+", "updatePeriod: 1")
        .replaceAll("(\n +)copies: \\d+", "$1copies: 4")
        .replaceAll("(\n +)steps: \\d+", "$1steps: 16")
        .replaceAll("(\n +)minibatches: \\d+", "$1minibatches: 2")
        .replaceAll("(units: \\d+, window): (16|64)", "$1: 8")
        .replaceAll("updatesPerPeriod: \\d+", "updatesPerPeriod: 1")
        .replaceAll("every: \\d{5,}", "every: 3200")
        .replaceAll("(evaluation|log): *\\{every: \\d+", "$1: {every: 1")
        .replaceAll("(evaluation|log)\\.every: \\d+", "$1.every: 1")
        .replaceAll(
            "\\{every: \\d+, episodes: \\d+(, stepLimit: \\d+)?}",
            "{every: 40, episodes: 1, stepLimit: 100}")
        .replaceAll("window: (3|100)}", "window: 1}")
        // The same networks with other settings.
        .replaceAll("\ntune:\n(  .*\n)+", "\n")
        // The same networks on more examples.
        .replaceAll("\\n +(features|fine-tuning|scratch|code)-(5|20|100):.*", "")
        .replaceAll("perClass: \\d+", "perClass: 1")
        .replaceAll("\\b(train|valid|test): \\d{2,}", "$1: 10")
        .replaceAll("(type: drawn-digits.*?)(, (train|valid|test): \\d+)+", "$1")
        .replaceAll("type: drawn-digits, size: \\d+", "type: drawn-digits, size: 12")
        .replaceAll("type: drawn-digits", "$0, train: 10, valid: 10, test: 10")
        .replaceAll("coverage: \\{samples: \\d+}", "coverage: {samples: 20, references: 50}")
        .replaceAll("epochsPerLayer: \\d+", "epochsPerLayer: 1")
        .replaceAll("(adding-problem, length|copy-memory, delay): \\d+", "$1: 8")
        .replaceAll("examples: \\{train: \\d+[^}]*}", "examples: {train: 64, valid: 8, test: 8}")
        .replaceAll("source: (mnist|fashion-mnist|kmnist)", "source: " + pictures())
        .replaceAll(
            "source: novels-en", "source: {type: folder, cut: lines, folder: " + labelled() + "}")
        .replaceAll("data: (tiny-shakespeare|quijote|wikitext-2|novelas-es)", "data: " + text())
        .replaceAll("texts: 2000", "texts: 40")
        .replaceAll("cutoffs: \\[2000, 10000]", "cutoffs: [10, 40]")
        .replaceAll("tokens: 1000000|tokens: 600000", "tokens: 8000")
        .replaceAll("hiddenUnits: \\d{3}", "hiddenUnits: 32")
        .replaceAll("samples: \\{length: \\d+", "samples: {length: 10");
  }

  private Path pictures() throws IOException {
    Path all = folder.resolve("pictures");
    if (Files.exists(all)) {
      return all;
    }
    for (int label = 0; label < 10; label++) {
      Path own = Files.createDirectories(all.resolve(Integer.toString(label)));
      for (int i = 0; i < 8; i++) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int pixel = 0; pixel < 28 * 28; pixel++) {
          int grey = (pixel * (label + 3) + i * 17) % 256;
          image.setRGB(pixel % 28, pixel / 28, grey * 0x010101);
        }
        ImageIO.write(image, "png", own.resolve(i + ".png").toFile());
      }
    }
    return all;
  }

  /** Two folders of texts. */
  private Path labelled() throws IOException {
    Path all = folder.resolve("labelled");
    for (String label : List.of("one", "other")) {
      Path own = Files.createDirectories(all.resolve(label));
      Files.copy(text(), own.resolve("text.txt"), StandardCopyOption.REPLACE_EXISTING);
    }
    return all;
  }

  private Path text() throws IOException {
    Path file = folder.resolve("text.txt");
    if (!Files.exists(file)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; text.length() < 12_000; i++) {
        text.append(i * i % 97).append(i % 7 == 0 ? ".\n" : " and ");
      }
      Files.writeString(file, text);
    }
    return file;
  }
}

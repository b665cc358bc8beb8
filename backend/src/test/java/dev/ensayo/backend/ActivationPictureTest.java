package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The picture of the course's page on activations is what the compiled engine computes: each
 * function and, dashed, its derivative. {@code -Densayo.draw=FILE} draws it anew.
 */
class ActivationPictureTest {
  private static final int COLUMNS = 5;
  private static final double WIDTH = 150;
  private static final double HEIGHT = 130;
  private static final double PLOT = 100;

  /** x and y from −4 to 4. */
  private static final double FAR = 4;

  private static final double STEP = 0.125;
  private static final Pattern CURVE = Pattern.compile("id=\"([a-z0-9-]+)\" d=\"([^\"]+)\"");

  private static List<Activation> functions() {
    return Arrays.stream(Activation.values()).filter(f -> f != Activation.SOFTMAX).toList();
  }

  private record Curves(List<double[]> function, List<double[]> derivative) {}

  /** A network of one weight w is given x / w: f(x), and its input's gradient is w·f'(x). */
  private static Curves curves(Activation function) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(1),
            List.of(DenseSpec.of(1, function, Initialization.LECUN_NORMAL)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none());
    List<double[]> values = new ArrayList<>();
    List<double[]> slopes = new ArrayList<>();
    try (Model model = Models.create(spec, engine(Engine.COMPILED), 1, 1)) {
      float weight = model.parameters()[0];
      float[] output = new float[1];
      // Not at 0, where 1/x has no value and corners have two slopes.
      for (double x = -FAR + STEP / 2; x < FAR; x += STEP) {
        float[] input = {(float) (x / weight)};
        model.predict(input, 1, output);
        values.add(new double[] {x, output[0]});
        model.inputGradient(input, 1, new float[] {1}, output);
        slopes.add(new double[] {x, output[0] / weight});
      }
    }
    return new Curves(values, slopes);
  }

  private static double px(double x) {
    return 25 + (x + FAR) / (2 * FAR) * PLOT;
  }

  private static double py(double y) {
    return 22 + (FAR - y) / (2 * FAR) * PLOT;
  }

  private static String path(List<double[]> points) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (double[] point : points) {
      boolean inside = Math.abs(point[1]) <= FAR;
      if (inside) {
        path.append(
            String.format(Locale.ROOT, "%s%.1f,%.1f", pen ? "L" : "M", px(point[0]), py(point[1])));
      }
      pen = inside;
    }
    return path.toString();
  }

  private static String picture() {
    List<Activation> functions = functions();
    int rows = (functions.size() + COLUMNS - 1) / COLUMNS;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\">%n",
            COLUMNS * WIDTH,
            rows * HEIGHT));
    svg.append(
        "<style>text{font:12px sans-serif;fill:#222}.b{fill:#fff}.a{stroke:#bbb}"
            + ".f,.d{fill:none;stroke:#0b5fa5;stroke-width:2}"
            + ".d{stroke:#b3400a;stroke-width:1.5;stroke-dasharray:4 3}</style>\n"
            + "<rect class=\"b\" width=\"100%\" height=\"100%\"/>\n");
    for (int i = 0; i < functions.size(); i++) {
      String name = Settings.label(functions.get(i));
      Curves curves = curves(functions.get(i));
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%.0f,%.0f)\"><text x=\"25\" y=\"14\">%s</text>"
                  + "<path class=\"a\" d=\"M25,72H125M75,22V122\"/>%n"
                  + "<path class=\"f\" id=\"%s\" d=\"%s\"/>%n"
                  + "<path class=\"d\" id=\"%s-derivative\" d=\"%s\"/></g>%n",
              i % COLUMNS * WIDTH,
              Math.floorDiv(i, COLUMNS) * HEIGHT,
              name,
              name,
              path(curves.function()),
              name,
              path(curves.derivative())));
    }
    return svg.append("</svg>\n").toString().replace("\r", "");
  }

  @Test
  void isWhatTheEngineComputes() throws IOException {
    String now = picture();
    if (System.getProperty("ensayo.draw") != null) {
      Files.writeString(Path.of(System.getProperty("ensayo.draw")), now);
    }
    List<String> drawn = curves(Files.readString(Path.of("../docs/images/activations.svg")));
    List<String> computed = curves(now);
    assertThat(drawn).hasSize(2 * 2 * functions().size()).hasSameSizeAs(computed);
    for (int i = 0; i < drawn.size(); i += 2) {
      assertThat(drawn.get(i)).isEqualTo(computed.get(i));
      double[] there = numbers(drawn.get(i + 1));
      double[] here = numbers(computed.get(i + 1));
      assertThat(there).as(drawn.get(i)).hasSameSizeAs(here);
      for (int j = 0; j < here.length; j++) {
        // A tenth of a point, which rounding may move.
        assertThat(there[j]).as(drawn.get(i)).isCloseTo(here[j], within(0.11));
      }
    }
  }

  /** The course's slides have (2/π)·arctan; ours has no factor, so that its slope at 0 is 1. */
  @Test
  void arctanHasNoFactor() {
    for (double[] point : curves(Activation.ARCTAN).function()) {
      assertThat(point[1]).isCloseTo(Math.atan(point[0]), within(1e-5));
    }
    for (double[] point : curves(Activation.ARCTAN).derivative()) {
      assertThat(point[1]).isCloseTo(1 / (1 + point[0] * point[0]), within(1e-5));
    }
  }

  /** Names and paths in turn. */
  private static List<String> curves(String svg) {
    List<String> curves = new ArrayList<>();
    CURVE
        .matcher(svg)
        .results()
        .forEach(
            found -> {
              curves.add(found.group(1));
              curves.add(found.group(2));
            });
    return curves;
  }

  private static double[] numbers(String path) {
    return Arrays.stream(path.substring(1).split("[ML,]"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}

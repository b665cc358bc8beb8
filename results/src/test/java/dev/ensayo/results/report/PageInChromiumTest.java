package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.Language;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page as a browser shows it, on a desk and on a phone, light and dark. Skipped where there is
 * no Chromium.
 *
 * <p>Contrast is that of WCAG 2.2, success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (graphics, 3:1),
 * of the colour that a text has against the commonest colour of the pixels where it stands.
 */
class PageInChromiumTest {
  private static final double OF_TEXT = 4.5;
  private static final double OF_GRAPHICS = 3;
  private static final int TAB = 9;
  private static final int RIGHT = 39;
  private static final Pattern COLOUR =
      Pattern.compile("rgba?\\((\\d+), (\\d+), (\\d+)(?:, ([\\d.]+))?\\)");

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static String look;

  @BeforeAll
  static void writeReports() throws Exception {
    Optional<Path> program = Chromium.find();
    assumeTrue(
        program.isPresent(),
        "no Chromium was found on the path (or name one by -Densayo.chromium=…): the pages of"
            + " reports are not looked at");
    Path dqn = SyntheticStudy.dqnAblation(folder.resolve("cartpole-dqn"));
    for (long seed = 1; seed <= 4; seed++) {
      show(dqn, seed);
    }
    List<Path> studies = List.of(dqn, SyntheticStudy.grid(folder.resolve("rates")));
    ReportWriter.write(studies, folder.resolve("en"));
    ReportWriter.write(
        studies, folder.resolve("es"), ReportLanguage.asked(Language.SPANISH), doing -> {});
    look =
        Resources.toString(
            Resources.getResource(PageInChromiumTest.class, "look.js"), StandardCharsets.UTF_8);
    chromium = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
  }

  private static void show(Path study, long seed) throws IOException {
    RunDirectory run = new RunDirectory(study.resolve("baseline").resolve("seed-" + seed));
    List<Double> x = IntStream.range(0, 30).mapToObj(i -> (double) i).toList();
    run.exhibits()
        .write(
            List.of(
                FewExhibits.confusion(),
                FewExhibits.map(),
                FewExhibits.residuals(),
                new Exhibit.Curves(
                    "gradients",
                    "Vanishing gradients",
                    "The norm of ∂h_T/∂h_t.",
                    "T − t",
                    "norm",
                    true,
                    List.of(
                        new Exhibit.Curves.Line(
                            "h", x, x.stream().map(i -> Math.pow(0.8, i)).toList())))));
    run.complete(Map.of(), Fence.NONE);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Path page(String language) {
    return folder.resolve(language).resolve(ReportWriter.HTML);
  }

  /** All that is folded, but of the texts of configurations, which are alike, the first alone. */
  private static void unfold() {
    chromium.evaluate(
        "document.querySelectorAll('details:not(:has(pre))').forEach(each => each.open = true);"
            + "document.querySelector('details:has(pre)').open = true");
  }

  @ParameterizedTest
  @CsvSource({"1280,light,en", "1280,dark,es", "390,light,es", "390,dark,en"})
  void isReadable(int width, String scheme, String language) throws Exception {
    chromium.open(page(language), width, scheme);
    unfold();
    JsonNode seen = chromium.evaluate(look);
    for (String wrong : List.of("Width", "Pictures", "Headings", "Tables", "Links")) {
      assertThat(seen.get("wrong" + wrong)).as(wrong).isEmpty();
    }
    assertThat(seen.get("texts").size()).isGreaterThan(500);
    assertThat(seen.get("graphics").size()).isGreaterThan(10);
    assertThat(paleTexts(seen)).as("texts that stand out too little").isEmpty();
    assertThat(paleGraphics(seen)).as("graphics that stand out too little").isEmpty();
    assertThat(chromium.console()).isEmpty();
  }

  private static List<String> paleTexts(JsonNode seen) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(chromium.picture()));
    List<String> pale = new ArrayList<>();
    for (JsonNode text : seen.get("texts")) {
      if (text.get("opacity").asDouble() == 0) {
        continue; // shown when it is pointed at
      }
      double[] paper = commonest(picture, text);
      double[] ink = over(colour(text.get("colour").asText()), text, paper);
      double contrast = contrast(ink, paper);
      if (contrast < OF_TEXT) {
        pale.add(String.format("%.2f: %s", contrast, text));
      }
    }
    return pale;
  }

  private static List<String> paleGraphics(JsonNode seen) {
    double[] paper = colour(seen.get("paper").asText());
    List<String> pale = new ArrayList<>();
    for (JsonNode mark : seen.get("graphics")) {
      double[] ink = over(colour(mark.get("colour").asText()), mark, paper);
      if (contrast(ink, paper) < OF_GRAPHICS) {
        pale.add(String.format("%.2f: %s", contrast(ink, paper), mark));
      }
    }
    return pale;
  }

  /** Of the pixels in a text's box; most of them are its background. */
  private static double[] commonest(BufferedImage picture, JsonNode box) {
    Map<Integer, Integer> counts = new HashMap<>();
    int right = Math.min(picture.getWidth(), (int) Math.ceil(box.get("right").asDouble()));
    int bottom = Math.min(picture.getHeight(), (int) Math.ceil(box.get("bottom").asDouble()));
    for (int y = Math.max(0, (int) box.get("top").asDouble()); y < bottom; y++) {
      for (int x = Math.max(0, (int) box.get("left").asDouble()); x < right; x++) {
        counts.merge(picture.getRGB(x, y), 1, Integer::sum);
      }
    }
    int rgb =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow(() -> new AssertionError("lies outside of the page: " + box))
            .getKey();
    return new double[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 1};
  }

  private static double[] colour(String css) {
    Matcher matcher = COLOUR.matcher(css);
    assertThat(matcher.matches()).as(css).isTrue();
    return new double[] {
      Integer.parseInt(matcher.group(1)),
      Integer.parseInt(matcher.group(2)),
      Integer.parseInt(matcher.group(3)),
      matcher.group(4) == null ? 1 : Double.parseDouble(matcher.group(4))
    };
  }

  private static double[] over(double[] ink, JsonNode element, double[] paper) {
    double opacity = ink[3] * element.get("opacity").asDouble();
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = opacity * ink[i] + (1 - opacity) * paper[i];
    }
    return mixed;
  }

  private static double contrast(double[] one, double[] other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Relative luminance of sRGB. */
  private static double luminance(double[] rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = rgb[i] / 255;
      linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  /** Black on white is 21:1, and #767676 the lightest grey of 4.5:1 on white, as WCAG says. */
  @Test
  void contrastIsThatOfTheGuidelines() {
    double[] white = colour("rgb(255, 255, 255)");
    assertThat(contrast(colour("rgb(0, 0, 0)"), white)).isEqualTo(21);
    assertThat(contrast(colour("rgb(118, 118, 118)"), white)).isBetween(4.5, 4.6);
    assertThat(contrast(colour("rgb(119, 119, 119)"), white)).isLessThan(4.5);
  }

  @Test
  void namesAreReachedByKeyboardAndFadeTheOthers() throws Exception {
    chromium.open(page("en"), 1280, "light");
    assertThat(chromium.evaluate("document.scripts.length").asInt()).isZero();
    chromium.evaluate(
        "document.querySelectorAll('[tabindex=\"0\"], a, input, summary')"
            + ".forEach((each, i) => each.dataset.place = i)");
    Set<String> marks = new HashSet<>();
    chromium
        .evaluate(
            "[...document.querySelectorAll('.chart [tabindex=\"0\"]')]"
                + ".filter(each => each.getClientRects().length > 0).map(each => each.dataset.place)")
        .forEach(place -> marks.add(place.asText()));
    assertThat(marks).hasSizeGreaterThan(7);
    Set<String> reached = new HashSet<>();
    boolean isHighlighted = false;
    String place = "";
    for (int i = 0; i < 1000 && !(reached.containsAll(marks) && isHighlighted); i++) {
      chromium.press("Tab", TAB);
      place = chromium.evaluate("document.activeElement.dataset.place || ''").asText();
      reached.add(place);
      if (marks.contains(place) && !isHighlighted) {
        assertTheOthersFade();
        isHighlighted = true;
      }
    }
    assertThat(reached).containsAll(marks);
    assertThat(chromium.console()).isEmpty();
  }

  private static void assertTheOthersFade() {
    JsonNode opacities =
        chromium.evaluate(
            "(() => { const mark = document.activeElement;"
                + " const own = [...mark.classList].find(name => /^s\\d+$/.test(name));"
                + " const of = selector => [...mark.ownerSVGElement.querySelectorAll(selector)]"
                + ".map(part => Number(getComputedStyle(part).opacity));"
                + " return {own: of('.part.' + own), others: of('.part:not(.' + own + ')'),"
                + " outline: getComputedStyle(mark.querySelector('.name')).textDecorationLine,"
                + " told: mark.getAttribute('aria-label')}; })()");
    assertThat(opacities.get("own")).isNotEmpty().allMatch(each -> each.asDouble() == 1);
    assertThat(opacities.get("others")).isNotEmpty().allMatch(each -> each.asDouble() < 0.5);
    assertThat(opacities.get("outline").asText()).isEqualTo("underline");
    assertThat(opacities.get("told").asText()).containsPattern("\\d");
  }

  @Test
  void theReaderChoosesTheClock() throws Exception {
    chromium.open(page("en"), 390, "light");
    String shown =
        "[...document.querySelector('.tabs').querySelectorAll('.chart.narrow')]"
            + ".filter(each => each.getClientRects().length > 0)"
            + ".map(each => each.querySelector('title').textContent).join()";
    assertThat(chromium.evaluate(shown).asText()).isEqualTo("eval/return over environment steps");
    chromium.evaluate("document.querySelector('.tabs input').focus()");
    chromium.press("ArrowRight", RIGHT);
    assertThat(chromium.evaluate(shown).asText()).isEqualTo("eval/return over wall time");
  }
}

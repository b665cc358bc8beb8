package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.results.chart.Xml;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

final class ExhibitsTest {
  private static final String YAML =
      """
      study: shown
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: [1, 2]
      variants:
        baseline: {}
        gru: {agent.cell: gru}
      """;

  @TempDir private Path folder;
  private Path study;

  @BeforeEach
  void makeRuns() throws IOException {
    study = folder.resolve("shown");
    SyntheticStudy synthetic = SyntheticStudy.write(study, YAML);
    synthetic.scripted("baseline", 1, 1, 2);
    synthetic.scripted("baseline", 2, 1, 2);
    synthetic.scripted("gru", 1, 1, 3);
    synthetic.scripted("gru", 2, 1, 3);
  }

  private void show(String variant, long seed, Exhibit... exhibits) throws IOException {
    RunDirectory run = new RunDirectory(study.resolve(variant).resolve("seed-" + seed));
    run.exhibits().write(List.of(exhibits));
    run.complete(Map.of(), Fence.NONE);
  }

  private String page() throws IOException {
    return Files.readString(ReportWriter.write(List.of(study), folder.resolve("report")));
  }

  private static Exhibit.Texts sample(String text) {
    return new Exhibit.Texts(
        "samples", "Samples", "Drawn.", List.of(new Exhibit.Texts.Item("temperature 1", text)));
  }

  private static Exhibit.Curves gradients(double decay) {
    List<Double> x = IntStream.range(0, 30).mapToObj(i -> (double) i).toList();
    return new Exhibit.Curves(
        "gradients",
        "Vanishing gradients",
        "The norm of ∂h_T/∂h_t.",
        "T − t",
        "norm",
        true,
        List.of(new Exhibit.Curves.Line("h", x, x.stream().map(i -> Math.pow(decay, i)).toList())));
  }

  @Test
  void textsAreShownAsTheyAreOfTheFirstFinishedSeed() throws IOException {
    show("baseline", 1, sample("To be,\n<or> not & to be"));
    show("baseline", 2, sample("of the second seed"));
    show("gru", 1, sample("Forsooth"));
    String page = page();
    assertThat(Xml.parse(page).getTextContent())
        .contains("To be,\n<or> not & to be")
        .contains("Forsooth")
        .contains("baseline, seed 1")
        .doesNotContain("of the second seed");
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("```text\nTo be,\n<or> not & to be\n```");
  }

  @Test
  void singleLinesOfAllVariantsShareOneChart() throws IOException {
    show("baseline", 1, gradients(0.5));
    show("gru", 1, gradients(0.9));
    Element root = Xml.parse(page());
    List<String> charts = new ArrayList<>();
    for (int i = 0; i < root.getElementsByTagName("svg").getLength(); i++) {
      Element svg = (Element) root.getElementsByTagName("svg").item(i);
      if (svg.getTextContent().contains("T − t")) {
        charts.add(svg.getTextContent());
      }
    }
    // One chart in its wide and its narrow form, with both names below.
    assertThat(charts).hasSize(2);
    assertThat(charts).allMatch(text -> text.contains("baseline") && text.contains("gru"));
  }

  @Test
  void everyKindIsWellFormed() throws IOException {
    List<List<Double>> field =
        IntStream.range(0, 20)
            .mapToObj(
                row ->
                    IntStream.range(0, 20)
                        .mapToObj(column -> (row - 9.5) * (column - 9.5) > 0 ? 0.1 : 0.9)
                        .toList())
            .toList();
    List<Exhibit.Points.Point> corners =
        List.of(
            new Exhibit.Points.Point("", "0", 0, 0),
            new Exhibit.Points.Point("", "1", 0, 1),
            new Exhibit.Points.Point("", "1", 1, 0),
            new Exhibit.Points.Point("", "0", 1, 1));
    show(
        "baseline",
        1,
        FewExhibits.confusion(),
        FewExhibits.map(),
        FewExhibits.residuals(),
        new Exhibit.Pictures(
            "mistakes",
            "Worst mistakes",
            "",
            List.of(
                new Exhibit.Pictures.Picture("7 taken for 1", 1, 2, 2, new byte[] {0, 1, 2, -1}),
                new Exhibit.Pictures.Picture("red", 3, 1, 1, new byte[] {-1, 0, 0}))),
        new Exhibit.Field(
            "boundary", "Decision boundary", "", -0.5, 1.5, -0.5, 1.5, field, corners, List.of()));
    String page = page();
    Element root = Xml.parse(page);
    assertThat(root.getElementsByTagName("img").getLength()).isEqualTo(2);
    assertThat(root.getTextContent())
        .contains("Confusion matrix", "reina", "7 taken for 1", "Decision boundary")
        .contains("predicted price", "right − predicted", "zero");
    assertThat(page).contains("data:image/png;base64,");
    // The function changes sides at the middle of both axes: a cross of two lines.
    assertThat(page).contains("class=\"boundary\"");
  }

  private static Exhibit.Texts measured(String caption) {
    return new Exhibit.Texts(
        "measured", "Measured", caption, List.of(new Exhibit.Texts.Item("", "text")));
  }

  @Test
  void aCaptionThatIsOfOneVariantStandsBesideThatVariant() throws IOException {
    show("baseline", 1, measured("An error of 0.25."), sample("a"), shared("baseline is fast."));
    show("gru", 1, measured("An error of 0.75."), sample("b"), shared("gru is slow."));
    String text = Xml.parse(page()).getTextContent();
    assertThat(text)
        .containsSubsequence(
            "baseline, seed 1", "An error of 0.25.", "gru, seed 1", "An error of 0.75.")
        .contains("baseline, seed 1: baseline is fast.", "gru, seed 1: gru is slow.");
    assertThat(text.split("Drawn\\.", -1)).as("said once of both").hasSize(2);
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("### gru, seed 1\n\nAn error of 0.75.\n\n");
  }

  /** One line for each variant, which share a chart. */
  private static Exhibit.Curves shared(String caption) {
    return new Exhibit.Curves(
        "shared",
        "Shared",
        caption,
        "x",
        "y",
        false,
        List.of(new Exhibit.Curves.Line("h", List.of(0.0, 1.0), List.of(0.0, 1.0))));
  }

  /** Three columns of a class each; that in the middle has no point, and is the last by number. */
  @Test
  void aPlaneOfThreeClassesHasTheColoursOfTheirPoints() throws IOException {
    show(
        "baseline",
        1,
        new Exhibit.Field(
            "boundary",
            "Decision boundary",
            "",
            0,
            2,
            0,
            1,
            List.of(List.of(0.0, 1.0, 0.5), List.of(0.0, 1.0, 0.5)),
            List.of(
                new Exhibit.Points.Point("", "z", 0, 0), new Exhibit.Points.Point("", "a", 2, 1)),
            List.of("z", "a", "m")));
    String page = page();
    Matcher image =
        Pattern.compile("<image[^>]*href=\"data:image/png;base64,([^\"]+)").matcher(page);
    assertThat(image.find()).isTrue();
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.group(1))));
    // The hues of points of the first, third and second class, 39 % of each in white.
    assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo(0x9cc8e1);
    assertThat(picture.getRGB(1, 0) & 0xffffff).isEqualTo(0x9ccec1);
    assertThat(picture.getRGB(2, 0) & 0xffffff).isEqualTo(0xefc09c);
    assertThat(page.split("class=\"boundary\"", -1)).hasSize(1 + 3);
  }

  private static Exhibit.Table scores(String recallOfCats, String recallOfDogs) {
    return new Exhibit.Table(
        "classes",
        "Scores by class",
        "",
        List.of("class", "examples", "recall"),
        List.of(List.of("cat", "10", recallOfCats), List.of("dog", "20", recallOfDogs)),
        OverSeeds.MEAN);
  }

  @Test
  void numbersOfAllVariantsStandBesideEachOtherAsMeansOverSeeds() throws IOException {
    show("baseline", 1, scores("50.0 %", "80.0 %"));
    show("baseline", 2, scores("70.0 %", "–"));
    show("gru", 1, scores("90.0 %", "90.0 %"));
    show("gru", 2, scores("90.0 %", "90.0 %"));
    page();
    // 60 ± t₀.₉₇₅(1) · 14.14 / √2 = 12.706 · 10; a seed without a number does not count.
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains(
            "### Scores by class: recall",
            "| class | examples | baseline | gru |",
            "| cat | 10 | 60.0 % \\[−67.1, 187.1\\] | 90.0 % \\[90.0, 90.0\\] |",
            "| dog | 20 | 80.0 % | 90.0 % \\[90.0, 90.0\\] |",
            "Means over seeds, with the 95 % interval of the mean.");
  }

  @Test
  void tablesOfOneVariantStayOneTable() throws IOException {
    show("baseline", 1, scores("0.5", "0.75"));
    show("baseline", 2, scores("0.7", "0.75"));
    page();
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("| class | examples | recall |", "| dog | 20 | 0.750 \\[0.750, 0.750\\] |");
  }

  @Test
  void countsAreAddedUpOverSeeds() throws IOException {
    for (long seed : List.of(1L, 2L)) {
      show(
          "baseline",
          seed,
          new Exhibit.Table(
              "confusion",
              "Confusion matrix",
              "",
              List.of("true", "0", "1"),
              List.of(List.of("0", "10", "2"), List.of("1", Long.toString(seed), "12")),
              OverSeeds.SUM));
    }
    page();
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("baseline, sum over 2 seeds", "| 0 | 20 | 4 |", "| 1 | 3 | 24 |");
  }

  @Test
  void chartsOfOneKindShareTheirAxes() throws IOException {
    Exhibit.Curves.Line identity =
        new Exhibit.Curves.Line("perfect", List.of(0.0, 1.0), List.of(0.0, 1.0));
    for (String variant : List.of("baseline", "gru")) {
      double highest = variant.equals("gru") ? 80 : 1;
      show(
          variant,
          1,
          new Exhibit.Curves(
              "calibration",
              "Calibration",
              "",
              "confidence",
              "share",
              false,
              List.of(
                  new Exhibit.Curves.Line("model", List.of(0.0, 1.0), List.of(0.0, highest)),
                  identity)));
    }
    Element root = Xml.parse(page());
    List<String> ticks = new ArrayList<>();
    for (int i = 0; i < root.getElementsByTagName("svg").getLength(); i++) {
      Element svg = (Element) root.getElementsByTagName("svg").item(i);
      if (svg.getTextContent().contains("confidence")) {
        ticks.add(svg.getTextContent());
      }
    }
    assertThat(ticks).hasSize(2).allMatch(text -> text.contains("80"));
  }

  @Test
  void theExhibitThatLeadsStandsBesideTheAnswerAndNowhereElse() throws IOException {
    Path yaml = study.resolve("study.yaml");
    Files.writeString(
        yaml, Files.readString(yaml) + "report: {metric: eval/return, lead: samples}\n");
    show("baseline", 1, gradients(0.5), sample("To be"));
    String page = page();
    assertThat(page).containsOnlyOnce("To be");
    assertThat(page.indexOf("To be")).isLessThan(page.indexOf("Learning curves"));
    assertThat(page.indexOf("Vanishing gradients")).isGreaterThan(page.indexOf("Learning curves"));
  }

  @Test
  void anExhibitThatIsToLeadAndIsNotThereIsSaid() throws IOException {
    Path yaml = study.resolve("study.yaml");
    Files.writeString(
        yaml, Files.readString(yaml) + "report: {metric: eval/return, lead: smples}\n");
    show("baseline", 1, sample("To be"));
    assertThat(Xml.parse(page()).getTextContent())
        .contains(
            "report.lead names the exhibit smples, which no finished run shows; there are:"
                + " samples.");
  }

  @Test
  void anExhibitThatIsNotTheRunsOwnIsNamedAndNotShown() throws IOException {
    Path exhibits = study.resolve("gru/seed-1/exhibits");
    Files.createDirectories(exhibits);
    Files.writeString(exhibits.resolve("01-x.json"), "{");
    assertThat(Xml.parse(page()).getTextContent())
        .contains("exhibits/01-x.json was added after the run had finished");
  }

  @Test
  void theOrderOfFirstAppearanceIsKept() throws IOException {
    show("baseline", 1, gradients(0.5), sample("one"));
    show("gru", 1, sample("two"));
    String text = Xml.parse(page()).getTextContent();
    assertThat(ImmutableList.of("Vanishing gradients", "Samples"))
        .isSortedAccordingTo((a, b) -> Integer.compare(text.indexOf(a), text.indexOf(b)));
  }
}

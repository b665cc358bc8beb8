package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A grid is a search, not many variants against its first cell. */
class GridReportTest {
  private static final String HEAD =
      """
      study: search
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: [1, 2]
      """;

  @TempDir Path folder;

  private SyntheticStudy study(String rest) throws IOException {
    return SyntheticStudy.write(folder.resolve("search"), HEAD + rest);
  }

  private WrittenReport report() throws IOException {
    return WrittenReport.of(folder.resolve("search"));
  }

  private static List<Element> byClass(Element root, String name) {
    NodeList all = root.getElementsByTagName("*");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      if (List.of(one.getAttribute("class").split(" ")).contains(name)) {
        found.add(one);
      }
    }
    return found;
  }

  @Test
  void twoAxesMakeAHeatMapWithTheBestCellInAFrame() throws IOException {
    WrittenReport report = WrittenReport.of(SyntheticStudy.grid(folder.resolve("rates")));
    Element root = Xml.parse(report.html());
    // Six rates by three discounts, for wide screens and for narrow ones.
    assertThat(byClass(root, "cell")).hasSize(2 * 18);
    assertThat(byClass(root, "best")).hasSize(2);
    Element best = byClass(root, "best").get(0);
    Element darkest =
        byClass(root, "cell").stream()
            .max(
                Comparator.comparingDouble(
                    cell -> Double.parseDouble(cell.getAttribute("fill-opacity"))))
            .orElseThrow();
    assertThat(best.getAttribute("fill-opacity")).isEqualTo(darkest.getAttribute("fill-opacity"));
    assertThat(report.text())
        .contains("agent.updater.learningRate (6) × agent.discount (3)")
        .contains("18 cells of learningRate × discount, 4 seeds each.")
        .contains("Best: learningRate=3e-3, discount=0.99 with ")
        .contains("The best of 18 is best partly by luck")
        .contains("learningRate=3e-2, discount=1, seed 4 failed: loss is NaN at step 8034");
  }

  @Test
  void noCellIsTheBaseline() throws IOException {
    WrittenReport report = WrittenReport.of(SyntheticStudy.grid(folder.resolve("rates")));
    assertThat(report.text())
        .doesNotContain("Verdict", "better than baseline", "Difference to", "No variant is called");
    assertThat(report.row("baseline+learningRate=3e-3+discount=0.99").get("verdict")).isEmpty();
    assertThat(report.row("baseline+learningRate=3e-3+discount=0.99").get("holm_p")).isEmpty();
  }

  @Test
  void theTableHasAColumnForEachAxisAndTheBestFirst() throws IOException {
    WrittenReport report = WrittenReport.of(SyntheticStudy.grid(folder.resolve("rates")));
    assertThat(report.markdown())
        .contains("| Rank | learningRate | discount | eval/return")
        .contains("| 1 | 3e-3 | 0.99 |")
        .contains("Every cell (18)");
    String results = report.markdown().substring(report.markdown().indexOf("## Results"));
    assertThat(results.substring(0, results.indexOf("## Every cell")))
        .contains("\n| 10 |")
        .doesNotContain("\n| 11 |");
  }

  @Test
  void oneAxisIsACurveWithIntervals() throws IOException {
    SyntheticStudy study = study("grid: {agent.x: [a, b, c]}\n");
    int level = 1;
    for (String value : List.of("a", "b", "c")) {
      study.scripted("baseline+x=" + value, 1, 0, level);
      study.scripted("baseline+x=" + value, 2, 0, level + 0.5);
      level++;
    }
    WrittenReport report = report();
    assertThat(report.text())
        .contains("Best: x=c with 3.25")
        .contains("3 cells of x, 2 seeds each.");
    Element root = Xml.parse(report.html());
    assertThat(byClass(root, "cell")).isEmpty();
    assertThat(svgTitles(root)).contains("eval/return against agent.x");
  }

  @Test
  void threeAxesMakeACurveEach() throws IOException {
    SyntheticStudy study =
        study("grid: {agent.a: [1, 2], agent.b: [1, 2], environment.c: [1, 2]}\n");
    for (int cell = 0; cell < 8; cell++) {
      String name =
          "baseline+a=" + (1 + cell / 4) + "+b=" + (1 + cell / 2 % 2) + "+c=" + (1 + cell % 2);
      for (int seed = 1; seed <= 2; seed++) {
        study.scripted(name, seed, 0, cell + 0.1 * seed);
        study.config(name, seed, "environment: {type: none, c: " + (1 + cell % 2) + "}\n");
      }
    }
    WrittenReport report = report();
    assertThat(svgTitles(Xml.parse(report.html())))
        .contains(
            "eval/return against agent.a",
            "eval/return against agent.b",
            "eval/return against environment.c");
    assertThat(report.text())
        .contains("Best: a=2, b=2, c=2 with 7.15")
        .contains("with a reservation: not all have the same task (environment.c).");
  }

  @Test
  void variantsCrossedWithAGridAreAnAxis() throws IOException {
    SyntheticStudy study =
        study("variants: {baseline: {}, double: {agent.y: 2}}\ngrid: {agent.x: [1, 2]}\n");
    for (String arm : List.of("baseline", "double")) {
      for (int x = 1; x <= 2; x++) {
        for (int seed = 1; seed <= 2; seed++) {
          study.scripted(arm + "+x=" + x, seed, 0, x + (arm.equals("double") ? 2 : 0) + 0.1 * seed);
        }
      }
    }
    WrittenReport report = report();
    assertThat(report.text()).contains("4 cells of variant × x").contains("Best: double, x=2 with");
    assertThat(report.markdown())
        .contains("| Rank | variant | x |")
        .contains("| double | agent.y | – | 2 |");
  }

  @Test
  void cellsOfOneScoreShareTheirRank() throws IOException {
    SyntheticStudy study = study("grid: {agent.x: [a, b, c], agent.y: [1]}\n");
    for (int seed = 1; seed <= 2; seed++) {
      study.scripted("baseline+x=a+y=1", seed, 0, 3);
      study.scripted("baseline+x=b+y=1", seed, 0, 5);
      study.scripted("baseline+x=c+y=1", seed, 0, 5);
    }
    assertThat(report().text())
        .contains("Best, all with a score of 5: x=b; x=c.")
        .doesNotContain("overlaps");
    assertThat(report().markdown())
        .contains("| 1 | b | 5 ")
        .contains("| 1 | c | 5 ")
        .contains("| 3 | a | 3 ");
  }

  @Test
  void cellsOfDifferentEnvironmentsHaveNoBest() throws IOException {
    SyntheticStudy study = study("grid: {environment.type: [one, two]}\n");
    for (String type : List.of("one", "two")) {
      for (int seed = 1; seed <= 2; seed++) {
        study.scripted("baseline+type=" + type, seed, 0, seed);
        study.config("baseline+type=" + type, seed, "environment: {type: " + type + "}\n");
      }
    }
    assertThat(report().text())
        .contains("Cells learn in different environments")
        .doesNotContain("Best:", "the frame marks the best");
  }

  /** Of many cells without a best one none stands out, and a figure of those that do shows none. */
  @Test
  void manyCellsOfDifferentEnvironmentsMakeNoEmptyFigure() throws IOException {
    List<String> types = IntStream.range(0, 12).mapToObj(i -> "task" + i).toList();
    SyntheticStudy study = study("grid: {environment.type: " + types + "}\n");
    for (String type : types) {
      for (int seed = 1; seed <= 2; seed++) {
        study.finished("baseline+type=" + type, seed, 100, 500);
        study.config("baseline+type=" + type, seed, "environment: {type: " + type + "}\n");
      }
    }
    assertThat(report().text())
        .contains("Learning curves")
        .doesNotContain("Dashed: episode/return", "Training and validation");
  }

  private static List<String> svgTitles(Element root) {
    List<String> titles = new ArrayList<>();
    NodeList all = root.getElementsByTagName("title");
    for (int i = 0; i < all.getLength(); i++) {
      titles.add(all.item(i).getTextContent());
    }
    return titles;
  }
}

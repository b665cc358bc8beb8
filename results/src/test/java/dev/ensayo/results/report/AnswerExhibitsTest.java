package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Answers.Item;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Answers that a run has given, and what they were made of. */
final class AnswerExhibitsTest {
  private static final String YAML =
      """
      study: answered
      environment: {type: none}
      agent: {type: none}
      budget: {updates: 20}
      seeds: [1]
      """;

  @TempDir private Path folder;

  /** Symbols that mean something in HTML, in Markdown and to a translator. */
  private static Exhibit.Answers answers() {
    return new Exhibit.Answers(
        "answers",
        "Some of the answers",
        "The first wrong answers and the first right ones.",
        List.of(
            new Item(
                "3 < 4",
                "right",
                "wrong",
                0.25,
                List.of("3", " ", "<", " ", "4"),
                List.of("wrong", Item.END),
                List.of(List.of(0.0, 0.1, 0.6, 0.2, 0.1), List.of(1.0, 0.0, 0.0, 0.0, 0.0))),
            new Item("1000", "0.5", "0.5", 0.9876)));
  }

  private Path write(String language) throws IOException {
    Path study = folder.resolve("answered");
    SyntheticStudy.write(study, YAML + "language: " + language + "\n")
        .scripted("baseline", 1, 0, 5);
    RunDirectory run = new RunDirectory(study.resolve("baseline").resolve("seed-1"));
    run.exhibits().write(List.of(answers()));
    run.complete(Map.of(), Fence.NONE);
    return ReportWriter.write(List.of(study), folder.resolve("report"));
  }

  @Test
  void answersAreATableAndTheirWeightsADrawing() throws IOException {
    String page = Files.readString(write("en"));
    Element html = Xml.parse(page);
    assertThat(html.getTextContent())
        .contains("3 < 4 → wrong, where right would be right", "(end)", "0.988")
        .contains("wrong above all of <; (end) above all of 3");
    NodeList cells = html.getElementsByTagName("rect");
    List<String> weights =
        IntStream.range(0, cells.getLength())
            .mapToObj(i -> (Element) cells.item(i))
            .filter(cell -> cell.getAttribute("class").equals("cell weight"))
            .map(cell -> cell.getAttribute("fill-opacity"))
            .toList();
    assertThat(weights)
        .containsExactly("0.0", "0.09", "0.54", "0.18", "0.09", "0.9", "0.0", "0.0", "0.0", "0.0");
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("| 3 \\< 4 | right | wrong | wrong | 0.250 |")
        .contains("| 1000 | 0.5 | 0.5 | right | 0.988 |")
        .contains("What some of them were made of is drawn in index.html.");
  }

  /** What was read and answered stays as it is. */
  @Test
  void theReportSpeaksSpanishAndTheAnswersDoNot() throws IOException {
    write("es");
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("| leído | respuesta correcta | respuesta dada | es | su probabilidad |")
        .contains("| 3 \\< 4 | right | wrong | errónea | 0,250 |")
        .contains("| 1000 | 0.5 | 0.5 | correcta | 0,988 |");
  }
}

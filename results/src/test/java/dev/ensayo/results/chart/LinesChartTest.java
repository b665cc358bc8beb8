package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class LinesChartTest {
  /** The texts of a drawn chart, the numbers at its axes among them. */
  private static ImmutableList<String> texts(double... x) {
    double[] y = new double[x.length];
    LinesChart chart =
        new LinesChart(
            Phrasebook.ENGLISH,
            "c",
            "Right answers",
            "They fall.",
            "symbols",
            "share",
            ImmutableList.of(new LinesChart.Line("one", SeriesStyle.of(0), x, y)),
            false,
            Optional.of(new Extent(x[0], x[x.length - 1], 0, 1)));
    NodeList drawn = Xml.parse(chart.draw(ChartSize.WIDE)).getElementsByTagName("text");
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (int i = 0; i < drawn.getLength(); i++) {
      texts.add(drawn.item(i).getTextContent());
    }
    return texts.build();
  }

  @Test
  void betweenWholeNumbersThereIsNothingToMark() {
    assertThat(texts(4, 5, 6, 7)).contains("4", "5", "6", "7").doesNotContain("4.5", "4.0");
    assertThat(texts(1, 2)).contains("1", "2").doesNotContain("1.5");
    assertThat(texts(4, 5.5, 7)).contains("4.5");
  }
}

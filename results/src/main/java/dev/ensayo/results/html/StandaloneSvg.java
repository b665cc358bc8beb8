package dev.ensayo.results.html;

import com.google.common.io.Resources;
import dev.ensayo.results.chart.SeriesStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart of the page as a file of its own: with the page's rules for charts in it, their variables
 * replaced by the light colours, since programs that set papers know no variables.
 */
final class StandaloneSvg {
  private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+):([^;]+);");
  private static final Pattern VIEW = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");

  private final String style;

  /**
   * @param styles how many styles of series there are
   */
  StandaloneSvg(int styles) {
    StringBuilder rules = new StringBuilder();
    Map<String, String> variables = new LinkedHashMap<>();
    boolean areLight = true;
    for (String line : css().split("\n", -1)) {
      // The first block of variables is the light one; media queries indent what is in them.
      if (areLight) {
        Matcher variable = VARIABLE.matcher(line);
        while (variable.find()) {
          variables.putIfAbsent(variable.group(1), variable.group(2));
        }
        areLight = !line.equals("}");
      }
      if (line.startsWith(".chart ")) {
        rules.append(line).append('\n');
      }
    }
    String text = rules.toString().replace("var(--c)", "currentColor");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("var(--" + variable.getKey() + ")", variable.getValue());
    }
    this.style = text + SeriesStyle.plainCss(styles);
  }

  private static String css() {
    try {
      return Resources.toString(
          Resources.getResource(HtmlReport.class, "report.css"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css is missing from the program", e);
    }
  }

  /** The file. */
  String write(String svg) {
    Matcher view = VIEW.matcher(svg);
    if (!view.find()) {
      throw new IllegalArgumentException("a chart has a viewBox: " + svg);
    }
    int end = svg.indexOf('>') + 1;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + svg.substring(0, end - 1)
        + " width=\""
        + view.group(1)
        + "\" height=\""
        + view.group(2)
        + "\">\n<style>\n"
        + style
        + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        + svg.substring(end)
        + "\n";
  }
}

package dev.ensayo.results.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.ensayo.core.preprocessing.StabilityIndex;
import dev.ensayo.results.chart.Extent;
import dev.ensayo.results.chart.LinesChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.outcome.GroupScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A monitor's log as a page: of each version of a model what was found, the drift of inputs and
 * predictions over the windows, the accuracy over time, calibration and subpopulations. One file
 * that needs no network and no script.
 */
public final class MonitorPage {
  private static final String REPORT_CSS = "dev/ensayo/results/html/report.css";
  private static final int LINES = 3;

  private final Phrasebook words;
  private final MonitorWords said;
  private final MonitorTables tables;

  /** A page in the language of these words. */
  public MonitorPage(Phrasebook words) {
    this.words = words;
    this.said = new MonitorWords(words);
    this.tables = new MonitorTables(words);
  }

  /**
   * Writes the page.
   *
   * @param name of the place that is watched, such as the folder of the log
   * @param refresh after how many seconds a browser loads it anew; 0 for never
   */
  public String write(String name, MonitorLog.Content content, int refresh) {
    List<ServedVersion> versions = ServedVersion.of(content.records());
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", words.language().tag())
        .line();
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    if (refresh > 0) {
      page.empty("meta", "http-equiv", "refresh", "content", Integer.toString(refresh)).line();
    }
    page.element("title", words.say("{0} – Ensayo monitor", name)).line();
    page.empty("link", "rel", "icon", "href", "data:,").line();
    page.open("style").raw(css()).close().line();
    page.close().line();
    page.open("body").line().open("main").line();
    page.open("header").element("p", words.say("Ensayo monitor"), "class", "eyebrow").line();
    page.element("h1", name).line();
    page.close().line();
    damaged(page, content);
    if (versions.isEmpty()) {
      page.element("p", words.say("Nothing was asked yet."), "class", "wait").line();
    }
    for (int i = 0; i < versions.size(); i++) {
      section(page, versions.get(i), "version-" + (i + 1));
    }
    return page.close().line().close().line().close().line().toString();
  }

  private static String css() {
    try {
      return "\n"
          + Resources.toString(Resources.getResource(REPORT_CSS), StandardCharsets.UTF_8)
          + SeriesStyle.css(LINES);
    } catch (IOException e) {
      throw new UncheckedIOException(REPORT_CSS + " is missing from the program", e);
    }
  }

  private void damaged(Markup page, MonitorLog.Content content) {
    if (content.damaged().isEmpty()) {
      return;
    }
    page.open("div", "class", "problems");
    page.element(
        "p",
        words.counted(
            content.damaged().size(),
            "{0} line of the log could not be read: {1}.|{0} lines of the log could not be read:"
                + " {1}.",
            String.join(", ", content.damaged().stream().map(String::valueOf).toList())));
    page.close().line();
  }

  private void section(Markup page, ServedVersion version, String id) {
    page.open("article", "id", id).line();
    page.element("h2", version.model() + " " + version.version()).line();
    said.origin(version).ifPresent(origin -> page.element("p", origin).line());
    page.open("ul");
    said.findings(version).forEach(sentence -> page.element("li", sentence));
    page.close().line();
    drift(page, version, id);
    outcomes(page, version, id);
    page.close().line();
  }

  private void drift(Markup page, ServedVersion version, String id) {
    if (version.last().isEmpty()) {
      return;
    }
    page.element("h3", words.say("Inputs and predictions against the training part")).line();
    LinesChart chart = driftChart(version, id + "-drift");
    figure(
        page,
        chart,
        words.say(
            "The largest population stability index of any feature, window by window; from 0.1 on,"
                + " by custom, something has changed."));
    MonitorRecord.Window last = version.last().get();
    page.element(
            "p",
            words.say(
                "The last window, {0} to {1}. A feature has changed if the test says so (p corrected"
                    + " for the number of features below 0.01) and its index is 0.1 or more.",
                words.time(last.from()), words.time(last.to())),
            "class",
            "caption")
        .line();
    page.raw(tables.features(words.say("What is asked"), last.inputs()));
    if (!last.predictions().isEmpty()) {
      page.element("p", words.say("What is answered, in the same window."), "class", "caption")
          .line();
      page.raw(tables.features(words.say("What is answered"), last.predictions()));
    }
  }

  private LinesChart driftChart(ServedVersion version, String id) {
    double[] x = IntStream.rangeClosed(1, version.windows().size()).asDoubleStream().toArray();
    double[] customary = new double[x.length];
    Arrays.fill(customary, StabilityIndex.SOME);
    return chart(
        id,
        words.say("Drift over windows"),
        words.say("window"),
        words.say("largest stability index"),
        x,
        ImmutableList.of(
            line(words.say("what is asked"), 0, x, version.largestIndices(false)),
            line(words.say("what is answered"), 1, x, version.largestIndices(true)),
            line(words.say("something has changed"), 2, x, customary)));
  }

  private void outcomes(Markup page, ServedVersion version, String id) {
    if (version.lastOutcome().isEmpty()) {
      return;
    }
    boolean numbers = version.tellsNumbers();
    String score = numbers ? words.say("mean absolute error") : words.say("accuracy");
    page.element("h3", words.say("Answers against what was right")).line();
    double[] x = IntStream.rangeClosed(1, version.outcomes().size()).asDoubleStream().toArray();
    List<GroupScore> all = version.outcomes().stream().map(MonitorRecord.Outcome::overall).toList();
    figure(
        page,
        chart(
            id + "-score",
            words.say("{0} over time", words.capitalized(score)),
            words.say("window"),
            score,
            x,
            ImmutableList.of(
                line(score, 0, x, of(all, 0)),
                line(words.say("95\u00a0% interval, low end"), 1, x, of(all, 1)),
                line(words.say("95\u00a0% interval, high end"), 2, x, of(all, 2)))),
        words.say("By the right answers that came in, window by window."));
    MonitorRecord.Outcome last = version.lastOutcome().get();
    if (!last.groups().isEmpty()) {
      page.element(
              "p",
              words.say(
                  "Subpopulations, over all right answers so far; each is compared with all others,"
                      + " and p is corrected for the number of groups."),
              "class",
              "caption")
          .line();
      page.raw(tables.groups(words.say("Subpopulations"), score, numbers, last.groups()));
    }
    if (!last.calibration().isEmpty()) {
      page.element(
              "p",
              words.say(
                  "Calibration, over all right answers so far: both columns should be alike."),
              "class",
              "caption")
          .line();
      page.raw(tables.calibration(words.say("Calibration"), last.calibration()));
    }
  }

  private static double[] of(List<GroupScore> scores, int which) {
    return scores.stream()
        .mapToDouble(s -> which == 0 ? s.score() : which == 1 ? s.low() : s.high())
        .toArray();
  }

  private static LinesChart.Line line(String name, int style, double[] x, double[] y) {
    return new LinesChart.Line(name, SeriesStyle.of(style), x, y);
  }

  private LinesChart chart(
      String id,
      String title,
      String across,
      String up,
      double[] x,
      ImmutableList<LinesChart.Line> lines) {
    return new LinesChart(
        words,
        id,
        title,
        title,
        across,
        up,
        lines,
        false,
        Extent.of(
            DoubleStream.concat(Arrays.stream(x), DoubleStream.of(x[x.length - 1] + 1)),
            lines.stream().flatMapToDouble(line -> Arrays.stream(line.y()))));
  }

  private static void figure(Markup page, LinesChart chart, String caption) {
    page.open("figure").line().raw(chart.drawForAnyScreen()).line();
    page.element("figcaption", caption).close().line();
  }
}

package dev.ensayo.results.live;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.io.Resources;
import dev.ensayo.core.metrics.TestMetrics;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The page of a study that is under way: a frame that stays, and parts that are put into it as they
 * change. Without scripts it is loaded anew every few seconds.
 *
 * <p>Curves are drawn again only when a run has recorded something.
 */
public final class LivePage {
  /** The key of the page's title among the parts; it is text, the others are markup. */
  public static final String TITLE = "title";

  private static final String REPORT_CSS = "dev/ensayo/results/html/report.css";
  private static final int MOST_CHARTS = 24;

  private static final List<String> FRAME =
      List.of("study", "numbers", "problems", "running", "main", "variants", "tests", "training");

  private final LiveWords live;
  private final Phrasebook words;
  private long drawn = -1;
  private ImmutableMap<String, String> curves = ImmutableMap.of();

  /** A page in the language of these words. */
  public LivePage(LiveWords live) {
    this.live = live;
    this.words = live.words();
  }

  /** What the page must be given beside itself: its style. */
  public static String css() {
    return resource(REPORT_CSS)
        + SeriesStyle.css(SeriesStyle.DISTINCT)
        + resource("dev/ensayo/results/live/live.css");
  }

  /** And its script. */
  public static String script() {
    return resource("dev/ensayo/results/live/live.js");
  }

  private static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is missing from the program", e);
    }
  }

  /**
   * The parts of the page by the ids of their places, and its {@link #TITLE}.
   *
   * @param machine that the page is made on
   */
  public synchronized ImmutableMap<String, String> parts(Snapshot snapshot, MachineUse machine) {
    if (snapshot.revision() != drawn) {
      curves = snapshot.study().map(study -> curves(study, snapshot)).orElse(ImmutableMap.of());
      drawn = snapshot.revision();
    }
    LiveParts parts = new LiveParts(snapshot, styles(snapshot), live);
    Map<String, String> all = new LinkedHashMap<>();
    FRAME.forEach(id -> all.put(id, ""));
    all.put(TITLE, parts.title());
    all.put("study", parts.study());
    all.put("numbers", parts.numbers(machine));
    all.put("problems", parts.problems());
    all.put("running", parts.running());
    all.put("variants", parts.variants());
    all.putAll(curves);
    return ImmutableMap.copyOf(all);
  }

  /** Each variant's; where they are too many, those that do best stand out. */
  private static ImmutableMap<String, SeriesStyle> styles(Snapshot snapshot) {
    return snapshot
        .study()
        .map(study -> VariantColours.of(study, VariantRow.of(snapshot)))
        .orElse(ImmutableMap.of());
  }

  private ImmutableMap<String, String> curves(Study study, Snapshot snapshot) {
    CurvesSoFar curves = new CurvesSoFar(snapshot.runs(), styles(snapshot), words);
    ReportSpec report = study.report();
    Set<String> metrics = new TreeSet<>();
    snapshot.runs().forEach(run -> metrics.addAll(run.curves().keySet()));
    metrics.remove(report.metric());
    Markup main = new Markup();
    curves
        .chart("curve-main", report.metric(), report.threshold())
        .ifPresentOrElse(
            chart -> figure(main, chart, true),
            () ->
                main.element(
                    "p",
                    words.say("No run has recorded {0} twice yet.", report.metric()),
                    "class",
                    "wait"));
    return ImmutableMap.of(
        "main", main.toString(),
        "tests", multiples(curves, metrics, true),
        "training", multiples(curves, metrics, false));
  }

  private static void figure(Markup page, LearningCurveChart chart, boolean isWide) {
    page.open("figure").line();
    page.raw(isWide ? chart.drawForAnyScreen() : chart.draw(ChartSize.SMALL)).line();
    page.close().line();
  }

  private String multiples(CurvesSoFar curves, Set<String> metrics, boolean tests) {
    Markup page = new Markup();
    int number = 0;
    for (String metric :
        Iterables.filter(metrics, metric -> TestMetrics.contains(metric) == tests)) {
      Optional<LearningCurveChart> chart =
          curves.chart((tests ? "tests-" : "training-") + number, metric, OptionalDouble.empty());
      if (chart.isPresent() && number < MOST_CHARTS) {
        figure(page, chart.get(), false);
        number++;
      }
    }
    if (number == 0) {
      page.element("p", words.say("Nothing yet."), "class", "wait");
    }
    return page.toString();
  }

  /** The page with its parts in their places. */
  public String html(Map<String, String> parts) {
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", words.language().tag())
        .line();
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", parts.get(TITLE)).line();
    page.empty("link", "rel", "icon", "href", "data:,").line();
    page.empty("link", "rel", "stylesheet", "href", "/live.css").line();
    page.element("script", "", "src", "/live.js", "defer", "defer").line();
    page.open("noscript").empty("meta", "http-equiv", "refresh", "content", "5").close().line();
    page.close().line();
    page.open("body").line().open("main").line();
    page.element(
            "p",
            "",
            "id",
            "connection",
            "role",
            "alert",
            "hidden",
            "hidden",
            "data-lost",
            words.say(
                "The connection to ./ensayo watch is lost: what is shown here is as it was then."
                    + " Trying again …"))
        .line();
    part(page, "header", "study", parts);
    part(page, "section", "numbers", parts, "aria-label", words.say("How it stands"));
    part(page, "section", "problems", parts, "aria-label", words.say("Problems"));
    page.open("section").element("h2", words.say("Learning curves so far")).line();
    page.open("p", "class", "caption");
    page.text(
        words.say(
            "Of each variant the mean over its complete runs with its 95\u00a0% interval; each run"
                + " that is not complete is a thin line that ends in a cross where it is now. Which"
                + " variant is better, the report says once the study has ended: looking early"
                + " flatters."));
    page.close().line();
    part(page, "div", "main", parts);
    page.close().line();
    table(page, words.say("Runs being made"), "running", parts);
    table(page, words.say("Variants"), "variants", parts);
    details(page, words.say("Other tests"), "tests", parts);
    details(page, words.say("Training"), "training", parts);
    page.close().line().close().line();
    return page.close().line().toString();
  }

  private static void part(
      Markup page, String element, String id, Map<String, String> parts, String... attributes) {
    String[] all = new String[attributes.length + 2];
    all[0] = "id";
    all[1] = id;
    System.arraycopy(attributes, 0, all, 2, attributes.length);
    page.open(element, all).raw(parts.get(id)).close().line();
  }

  /** The scrolling frame stays when its content changes, and with it where the reader is. */
  private static void table(Markup page, String heading, String id, Map<String, String> parts) {
    page.open("section").element("h2", heading).line();
    part(
        page,
        "div",
        id,
        parts,
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        heading);
    page.close().line();
  }

  private static void details(Markup page, String heading, String id, Map<String, String> parts) {
    page.open("details").element("summary", heading).line();
    part(page, "div", id, parts, "class", "multiples");
    page.close().line();
  }
}

package dev.ensayo.results.monitor;

import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.outcome.CalibrationBin;
import dev.ensayo.results.outcome.GroupScore;
import java.util.Comparator;
import java.util.List;

/** The tables of a monitor's page. */
final class MonitorTables {
  private static final int MOST_ROWS = 60;

  private final Phrasebook words;
  private final MonitorWords said;

  MonitorTables(Phrasebook words) {
    this.words = words;
    this.said = new MonitorWords(words);
  }

  /** Features, those that are furthest from the training part first. */
  String features(String caption, List<FeatureDrift> drifts) {
    Markup page = open(caption);
    head(page, words.say("feature"), false);
    head(page, words.say("stability index"), true);
    head(page, words.say("distance"), true);
    head(page, words.say("corrected p"), true);
    head(page, words.say("values"), true);
    head(page, words.say("beyond training"), true);
    head(page, words.say("verdict"), false);
    body(page);
    drifts.stream()
        .sorted(Comparator.comparingDouble(drift -> -drift.index()))
        .limit(MOST_ROWS)
        .forEach(drift -> row(page, drift));
    return close(page);
  }

  private void row(Markup page, FeatureDrift drift) {
    page.open("tr").element("th", drift.name(), "scope", "row");
    number(page, words.number(drift.index(), 3));
    number(page, words.number(drift.distance(), 3));
    number(page, words.probability(drift.adjusted()));
    number(page, words.amount((double) drift.values()));
    number(page, words.amount((double) drift.beyond()));
    page.element("td", said.verdict(drift)).close().line();
  }

  /** Subpopulations, the worst served first. */
  String groups(String caption, String score, boolean largestIsWorst, List<GroupScore> groups) {
    Markup page = open(caption);
    head(page, words.say("group"), false);
    head(page, words.say("answers"), true);
    head(page, score, true);
    head(page, words.say("95\u00a0% interval"), true);
    head(page, words.say("corrected p"), true);
    head(page, words.say("verdict"), false);
    body(page);
    groups.stream()
        .sorted(
            Comparator.comparingDouble(group -> largestIsWorst ? -group.score() : group.score()))
        .forEach(group -> row(page, group));
    return close(page);
  }

  private void row(Markup page, GroupScore group) {
    page.open("tr").element("th", group.name(), "scope", "row");
    number(page, words.amount((double) group.count()));
    number(page, words.number(group.score(), 3));
    number(page, words.number(group.low(), 3) + " – " + words.number(group.high(), 3));
    number(page, words.probability(group.adjusted()));
    page.element(
            "td", group.isWorse() ? words.say("served worse") : words.say("no clear difference"))
        .close()
        .line();
  }

  /** Confidence against accuracy. */
  String calibration(String caption, List<CalibrationBin> bins) {
    Markup page = open(caption);
    head(page, words.say("mean confidence"), true);
    head(page, words.say("accuracy"), true);
    head(page, words.say("answers"), true);
    body(page);
    for (CalibrationBin bin : bins) {
      page.open("tr");
      number(page, words.number(bin.confidence(), 3));
      number(page, words.number(bin.accuracy(), 3));
      number(page, words.amount((double) bin.count()));
      page.close().line();
    }
    return close(page);
  }

  private static Markup open(String caption) {
    Markup page = new Markup();
    page.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", caption);
    page.open("table").line();
    page.element("caption", caption, "class", "unseen").line();
    page.open("thead").open("tr");
    return page;
  }

  private static void body(Markup page) {
    page.close().close().line().open("tbody").line();
  }

  private static String close(Markup page) {
    return page.close().close().close().line().toString();
  }

  private static void head(Markup page, String text, boolean isNumber) {
    page.element("th", text, "scope", "col", "class", isNumber ? "number" : "text");
  }

  private static void number(Markup page, String text) {
    page.element("td", text, "class", "number");
  }
}

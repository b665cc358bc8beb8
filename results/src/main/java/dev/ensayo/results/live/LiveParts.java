package dev.ensayo.results.live;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.markup.Markup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What the page says beside its curves. */
final class LiveParts {
  /** What there may be none of. */
  private static final List<RunState> USUAL =
      List.of(RunState.WAITING, RunState.RUNNING, RunState.COMPLETE, RunState.FAILED);

  private static final int MOST_ROWS = 100;
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_NOTE = 300;

  private final LiveWords live;
  private final Phrasebook words;
  private final Snapshot snapshot;
  private final Map<String, SeriesStyle> styles;
  private final List<VariantRow> rows;

  LiveParts(Snapshot snapshot, Map<String, SeriesStyle> styles, LiveWords live) {
    this.live = live;
    this.words = live.words();
    this.snapshot = snapshot;
    this.styles = styles;
    this.rows = VariantRow.of(snapshot);
  }

  /** For the tab of a browser: how much is done, first. */
  String title() {
    String name = snapshot.study().map(Study::name).orElse(snapshot.place());
    String state =
        switch (snapshot.phase()) {
          case NOT_BEGUN -> words.say("waiting");
          case ENDED -> words.say("ended");
          default -> LiveWords.percent(snapshot.share());
        };
    return state + " – " + name + " – Ensayo";
  }

  String study() {
    Markup page = new Markup();
    page.element("p", words.say("Ensayo – live"), "class", "eyebrow").line();
    page.element("h1", snapshot.study().map(Study::name).orElse(words.say("Waiting for a study")))
        .line();
    String question = snapshot.study().map(Study::question).orElse("");
    if (!question.isEmpty()) {
      page.element("p", question, "class", "question").line();
    }
    page.open("p", "class", "phase " + phase(), "aria-live", "polite");
    page.text(live.sentence(snapshot));
    if (snapshot.isBehind()) {
      page.text(" " + words.say("What was recorded so far is still being read."));
    }
    if (snapshot.hasReport()) {
      page.text(" ").element("a", reportLink(), "href", "/report/");
    }
    page.close().line();
    live.decisions(snapshot)
        .ifPresent(
            decisions ->
                page.element("p", decisions, "class", "decisions", "aria-live", "polite").line());
    return page.toString();
  }

  private String phase() {
    return snapshot.problem().isEmpty()
        ? snapshot.phase().name().toLowerCase(Locale.ROOT)
        : "problem";
  }

  private String reportLink() {
    return snapshot.phase() == Snapshot.Phase.ENDED
        ? words.say("Read the report")
        : words.say("The report so far");
  }

  String numbers(MachineUse machine) {
    Markup page = new Markup();
    if (snapshot.study().isPresent()) {
      String percent = LiveWords.percent(snapshot.share());
      page.open("p", "class", "progress");
      page.element(
          "progress",
          percent,
          "max",
          "1000",
          "value",
          Long.toString(Math.round(1000 * snapshot.share())),
          "aria-label",
          words.say("How much of the study is done"));
      page.text(" ").element("b", percent).close().line();
    }
    page.open("dl", "class", "facts").line();
    for (RunState state : USUAL) {
      count(page, state);
    }
    for (RunState state : List.of(RunState.INTERRUPTED, RunState.DAMAGED)) {
      if (snapshot.count(state) > 0) {
        count(page, state);
      }
    }
    fact(page, words.say("time left"), live.timeLeft(snapshot));
    if (snapshot.secondsPassed().isPresent() && snapshot.phase() != Snapshot.Phase.ENDED) {
      fact(
          page,
          words.say("since it began"),
          words.duration(snapshot.secondsPassed().getAsDouble()));
    }
    fact(page, words.say("processor of {0}", machine.host()), live.processor(machine));
    fact(page, words.say("memory of {0}", machine.host()), live.memory(machine));
    return page.close().line().toString();
  }

  private void count(Markup page, RunState state) {
    long count = snapshot.count(state);
    fact(page, live.state(state, count), words.amount((double) count));
  }

  private static void fact(Markup page, String what, String value) {
    page.open("div").element("dt", what).element("dd", value).close().line();
  }

  String problems() {
    List<WatchedRun> bad = snapshot.runs().stream().filter(WatchedRun::hasProblem).toList();
    if (bad.isEmpty()) {
      return "";
    }
    Markup page = new Markup();
    page.open("div", "class", "problems").line();
    page.element("h2", words.counted(bad.size(), "One run has a problem|{0} runs have problems"));
    page.open("ul");
    for (WatchedRun run : bad.subList(0, Math.min(MOST_PROBLEMS, bad.size()))) {
      String note = words.told(run.note());
      if (note.length() > LONGEST_NOTE) {
        note = note.substring(0, LONGEST_NOTE) + "…";
      }
      page.open("li").text(live.name(run) + ", " + live.state(run.state(), 1) + ": ");
      if (words.staysEnglish(run.note())) {
        page.element("span", note, "lang", "en");
      } else {
        page.text(note);
      }
      page.close();
    }
    if (bad.size() > MOST_PROBLEMS) {
      page.element("li", live.andMore(bad.size() - MOST_PROBLEMS));
    }
    return page.close().close().line().toString();
  }

  String running() {
    List<WatchedRun> running = snapshot.running();
    if (running.isEmpty()) {
      return new Markup().element("p", words.say("None."), "class", "wait").toString();
    }
    Figures figures = figures(running.stream().map(WatchedRun::latest).toList());
    Markup page = new Markup();
    page.open("table").open("thead").open("tr");
    head(page, words.say("run"), false);
    head(page, words.say("share done"), true);
    head(page, words.say("latest {0}", metric()), true);
    head(page, words.say("on"), false);
    page.close().close().line().open("tbody").line();
    for (WatchedRun run : running.subList(0, Math.min(MOST_ROWS, running.size()))) {
      page.open("tr").element("th", live.name(run), "scope", "row");
      number(page, run.share().isPresent() ? LiveWords.percent(run.share().getAsDouble()) : "–");
      number(page, text(figures, run.latest()));
      page.element("td", run.host()).close().line();
    }
    page.close().close().line();
    return more(page, running.size()).toString();
  }

  private Markup more(Markup page, int all) {
    if (all > MOST_ROWS) {
      page.element("p", live.andMore(all - MOST_ROWS), "class", "wait");
    }
    return page;
  }

  String variants() {
    if (rows.isEmpty()) {
      return new Markup().element("p", words.say("None yet."), "class", "wait").toString();
    }
    Figures figures = figures(rows.stream().map(VariantRow::value).toList());
    Markup page = new Markup();
    page.open("table").open("thead").open("tr");
    head(page, words.say("variant"), false);
    head(page, metric(), true);
    for (RunState state :
        List.of(RunState.COMPLETE, RunState.RUNNING, RunState.WAITING, RunState.FAILED)) {
      head(page, live.state(state, 2), true);
    }
    page.close().close().line().open("tbody").line();
    for (VariantRow row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      page.open("tr").open("th", "scope", "row");
      SeriesStyle style = styles.getOrDefault(row.name(), SeriesStyle.REST);
      String colour = style.isRest() ? "rest" : "s" + style.index();
      page.open("span", "class", "swatch " + colour, "aria-hidden", "true").close();
      page.text(row.name()).close();
      page.open("td", "class", "number").text(text(figures, row.value()));
      if (row.value().isPresent()) {
        page.text(" ").element("span", meaning(row), "class", "detail");
      }
      page.close();
      number(page, Integer.toString(row.done()));
      number(page, Integer.toString(row.running()));
      number(page, Integer.toString(row.runs() - row.running() - row.done() - row.failed()));
      number(page, Integer.toString(row.failed()));
      page.close().line();
    }
    page.close().close().line();
    return more(page, rows.size()).toString();
  }

  private String meaning(VariantRow row) {
    String runs = words.counted(row.valued(), "{0} run|{0} runs");
    return row.isScore() ? words.say("score, {0}", runs) : words.say("latest, {0}", runs);
  }

  private String metric() {
    return snapshot
        .study()
        .map(study -> study.report().metric())
        .orElseGet(() -> words.say("value"));
  }

  private static void head(Markup page, String text, boolean isNumber) {
    page.element("th", text, "scope", "col", "class", isNumber ? "number" : "");
  }

  private static void number(Markup page, String text) {
    page.element("td", text, "class", "number");
  }

  private Figures figures(List<OptionalDouble> values) {
    return words.figures(values.stream().flatMapToDouble(OptionalDouble::stream).toArray());
  }

  private static String text(Figures figures, OptionalDouble value) {
    return value.isPresent() ? figures.format(value.getAsDouble()) : "–";
  }
}

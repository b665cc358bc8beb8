package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReferenceScores;
import dev.ensayo.results.analysis.AcrossTasks;
import dev.ensayo.results.analysis.AcrossTasks.Estimate;
import dev.ensayo.results.analysis.AcrossTasks.Method;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What methods come to over all tasks of a study, in words and tables. */
public final class TasksWords {
  private final Terms terms;
  private final Phrasebook words;
  private final AcrossTasks tasks;

  TasksWords(Terms terms, AcrossTasks tasks) {
    this.terms = terms;
    this.words = terms.words();
    this.tasks = tasks;
  }

  /** What stands at the top of the report. */
  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(
        words.say(
            "Over {0} with normalized scores, the interquartile mean is {1}.",
            count(),
            tasks.methods().stream()
                .map(
                    method ->
                        words.say(
                            "{0} for {1}",
                            estimate(method.of(Aggregate.INTERQUARTILE_MEAN)), method.name()))
                .collect(Collectors.joining(", "))));
    for (Method method : tasks.methods()) {
      method.improvement().ifPresent(chance -> sentences.add(improvement(method, chance)));
    }
    if (!tasks.incomplete().isEmpty()) {
      sentences.add(
          words.say(
              "Not summed up over tasks, because one of them has no score: {0}.",
              terms.capped(tasks.incomplete())));
    }
    return sentences.build();
  }

  private String improvement(Method method, Estimate chance) {
    return words.say(
        "A run of {0} is better than one of {1} in the same task with a probability of {2}.",
        method.name(), tasks.baseline().orElseThrow(), estimate(chance));
  }

  private String count() {
    return words.counted(tasks.tasks().size(), "{0} task|{0} tasks");
  }

  /** "0.61 [0.55, 0.68]". */
  private String estimate(Estimate estimate) {
    String value = words.number(estimate.value(), 2);
    return estimate
        .interval()
        .map(
            found ->
                value
                    + " "
                    + terms.between(words.number(found.low(), 2), words.number(found.high(), 2)))
        .orElse(value);
  }

  private Cell cell(Estimate estimate) {
    return new Cell(
        words.number(estimate.value(), 2),
        estimate
            .interval()
            .map(
                found -> terms.between(words.number(found.low(), 2), words.number(found.high(), 2)))
            .orElse(""));
  }

  /** All aggregates, a row for each method. */
  ReportTable aggregates() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text(words.say("Method")),
        Column.number(words.say("Interquartile mean [95\u00a0%\u00a0interval]")),
        Column.number(words.say("Mean [95\u00a0%\u00a0interval]")),
        Column.number(words.say("Median [95\u00a0%\u00a0interval]")),
        Column.number(words.say("Optimality gap [95\u00a0%\u00a0interval]")));
    tasks
        .baseline()
        .ifPresent(
            baseline ->
                columns.add(
                    Column.number(
                        words.say(
                            "Probability of improvement over {0} [95\u00a0%\u00a0interval]",
                            baseline))));
    columns.add(Column.number(words.say("Scores")));
    return new ReportTable(
        words.say(
            "Normalized scores over {0}; no test is made of them and none enters a verdict",
            count()),
        columns.build(),
        tasks.methods().stream().map(this::row).collect(ImmutableList.toImmutableList()));
  }

  private Row row(Method method) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(method.name()),
        cell(method.of(Aggregate.INTERQUARTILE_MEAN)),
        cell(method.of(Aggregate.MEAN)),
        cell(method.of(Aggregate.MEDIAN)),
        cell(method.of(Aggregate.OPTIMALITY_GAP)));
    if (tasks.baseline().isPresent()) {
      cells.add(method.improvement().map(this::cell).orElse(Cell.NONE));
    }
    cells.add(Cell.of(words.amount(method.runs())));
    return new Row(OptionalInt.empty(), cells.build());
  }

  /** The normalized score of each method in each task, a row for each task. */
  ReportTable byTask() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(
        Column.text(Terms.lastWord(tasks.setting())),
        Column.number(words.say("Random, 0")),
        Column.number(words.say("Reference, 1")));
    tasks.methods().forEach(method -> columns.add(Column.number(method.name())));
    return new ReportTable(
        words.say("Normalized scores in each task, interquartile means"),
        columns.build(),
        tasks.tasks().stream().map(this::row).collect(ImmutableList.toImmutableList()));
  }

  private Row row(String task) {
    ReferenceScores points = points().get(task);
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        Cell.of(task),
        Cell.of(words.number(points.random())),
        Cell.of(words.number(points.reference())));
    tasks
        .methods()
        .forEach(
            method ->
                cells.add(
                    Cell.of(words.number(InterquartileMean.of(method.normalized().get(task)), 2))));
    return new Row(OptionalInt.empty(), cells.build());
  }

  private Map<String, ReferenceScores> points() {
    return terms.results().study().report().statistics().reference();
  }

  /** How they come about. */
  String method() {
    return words.say(
        "Normalized scores are 0 at the score of a random policy and 1 at the reference score of the"
            + " task, both stated by the study: {0}. Over tasks, the interquartile mean and the"
            + " optimality gap (by how much runs miss 1) are of all runs of all tasks, mean and median"
            + " of the means of the tasks; intervals are 95\u00a0% percentile intervals of a bootstrap"
            + " stratified by task (Agarwal et al., 2021).",
        points().entrySet().stream()
            .map(
                each ->
                    words.say(
                        "{0} {1} and {2}",
                        each.getKey(),
                        words.number(each.getValue().random()),
                        words.number(each.getValue().reference())))
            .collect(Collectors.joining("; ")));
  }

  /** Above both. */
  public String heading() {
    return words.say("Over all tasks");
  }

  /** On the chart of the aggregates. */
  public String intervalsTitle() {
    return words.say("Normalized scores over all tasks");
  }

  /** Below it. */
  public String intervals() {
    return words.say(
        "Interquartile mean of the normalized scores of all tasks with its 95\u00a0% bootstrap"
            + " interval, stratified by task; each small tick is one run. 0 is a random policy, 1 the"
            + " reference of the task.");
  }

  /** On the bars of each task. */
  public String barsTitle() {
    return words.say("Normalized scores in each task");
  }

  /** Below them. */
  public String bars() {
    return words.say(
        "Normalized scores in each task: a bar is an interquartile mean, each tick is one run; 0 is"
            + " a random policy, 1 the reference of the task.");
  }

  /** On the chart of the profiles. */
  public String profileTitle() {
    return words.say("Performance profile over all tasks");
  }

  /** Below it. */
  public String profile() {
    return words.say(
        "Share of runs with a normalized score above each value, averaged over tasks, with pointwise"
            + " 95\u00a0% bootstrap intervals, stratified by task. A line above another everywhere is"
            + " better in every respect.");
  }

  /** At the axis of both. */
  public String score() {
    return words.say("normalized score");
  }

  /** At the other axis of the profiles. */
  public String share() {
    return words.say("share of runs above it");
  }
}

package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.results.analysis.AcrossTasks;
import dev.ensayo.results.analysis.AcrossTasks.Estimate;
import dev.ensayo.results.analysis.AcrossTasks.Method;
import dev.ensayo.results.chart.IntervalChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.chart.TaskBarsChart;
import dev.ensayo.results.chart.TaskProfileChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import dev.ensayo.results.wording.TasksWords;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The charts of what methods come to over all tasks. */
final class TaskFigures {
  private final AcrossTasks tasks;
  private final TasksWords said;
  private final Phrasebook words;
  private final String id;

  /**
   * @param id makes element ids unique within the page
   */
  TaskFigures(AcrossTasks tasks, TasksWords said, Phrasebook words, String id) {
    this.tasks = tasks;
    this.said = said;
    this.words = words;
    this.id = id;
  }

  /** The normalized scores of each method. */
  IntervalChart intervals() {
    OptionalDouble baseline =
        tasks.methods().stream()
            .filter(tasks::isBaseline)
            .mapToDouble(method -> method.of(Aggregate.INTERQUARTILE_MEAN).value())
            .findFirst();
    return new IntervalChart(
        words,
        id + "-tasks",
        said.intervalsTitle(),
        spoken(),
        said.score(),
        tasks.methods().stream().map(TaskFigures::row).collect(ImmutableList.toImmutableList()),
        baseline);
  }

  private static IntervalChart.Row row(Method method) {
    Estimate mean = method.of(Aggregate.INTERQUARTILE_MEAN);
    return new IntervalChart.Row(
        method.name(),
        SeriesStyle.of(method.place()),
        Doubles.concat(method.normalized().values().toArray(double[][]::new)),
        OptionalDouble.of(mean.value()),
        mean.interval());
  }

  /** The numbers, for those who cannot see them. */
  private String spoken() {
    return tasks.methods().stream()
        .map(
            method ->
                method.name()
                    + ": "
                    + words.number(method.of(Aggregate.INTERQUARTILE_MEAN).value(), 2)
                    + ".")
        .collect(Collectors.joining(" "));
  }

  /** The share of runs above each score. */
  TaskProfileChart profile() {
    return new TaskProfileChart(
        words,
        id + "-task-profile",
        said.profileTitle(),
        said.profile(),
        said.score(),
        said.share(),
        tasks.levels(),
        tasks.methods().stream()
            .map(
                method ->
                    new TaskProfileChart.Series(
                        method.name(),
                        SeriesStyle.of(method.place()),
                        method.profile(),
                        method.low(),
                        method.high()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** The normalized scores of each method in each task. */
  TaskBarsChart bars() {
    return new TaskBarsChart(
        words,
        id + "-task-bars",
        said.barsTitle(),
        said.bars(),
        said.score(),
        tasks.tasks().stream().map(this::task).collect(ImmutableList.toImmutableList()),
        tasks.methods().stream().map(Method::name).collect(ImmutableList.toImmutableList()),
        tasks.methods().stream()
            .map(method -> SeriesStyle.of(method.place()))
            .collect(ImmutableList.toImmutableList()));
  }

  private TaskBarsChart.Task task(String name) {
    return new TaskBarsChart.Task(
        name,
        tasks.methods().stream()
            .map(method -> method.normalized().get(name))
            .map(scores -> new TaskBarsChart.Bar(InterquartileMean.of(scores), scores))
            .collect(ImmutableList.toImmutableList()));
  }
}

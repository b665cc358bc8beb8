package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.SharedTask;
import dev.ensayo.results.analysis.SharedTask.Difference;
import dev.ensayo.results.analysis.SharedTask.Entry;
import dev.ensayo.results.analysis.SharedTask.Scale;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Several studies in one report: what of them can stand side by side, and why other things cannot.
 */
public final class SideBySide {
  /** Of many studies not every pair is told. */
  private static final int MOST_PAIRS = 12;

  private final List<StudyResults> studies;
  private final Phrasebook words;
  private final ImmutableList<SharedTask> shared;

  /**
   * @param studies two or more
   */
  public SideBySide(List<StudyResults> studies, Phrasebook words) {
    this.studies = studies;
    this.words = words;
    this.shared = SharedTask.among(studies);
  }

  /** Above all of it. */
  public String heading() {
    return words.say("The studies side by side");
  }

  /** What can be compared, with what reservation, and what cannot. */
  public ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    shared.forEach(task -> sentences.add(shared(task)));
    List<String> apart = apart();
    apart.stream().limit(MOST_PAIRS).forEach(sentences::add);
    if (apart.size() > MOST_PAIRS) {
      sentences.add(
          words.counted(
              apart.size() - MOST_PAIRS,
              "{0} more pair of studies has nothing in common.|{0} more pairs of studies have"
                  + " nothing in common."));
    }
    return sentences.build();
  }

  private String shared(SharedTask task) {
    String what =
        words.say(
            "{0} are scored alike, by {1} in {2}; their scores stand side by side and are not tested"
                + " against each other.",
            list(task.entries().stream().map(Entry::study).distinct().map(this::name).toList()),
            scored(task.scale()),
            task.scale().task());
    ImmutableList<Difference> differences = task.differences();
    return differences.isEmpty()
        ? what
        : what
            + " "
            + words.say(
                "Read them with a reservation: not all have the same {0}.",
                differences.stream().map(this::named).collect(Collectors.joining(", ")));
  }

  private String list(List<String> names) {
    return names.stream().reduce((some, next) -> words.say("{0} and {1}", some, next)).orElse("");
  }

  private String named(Difference difference) {
    return switch (difference) {
      case BUDGET -> words.say("budget");
      case EVALUATION -> words.say("evaluation");
      case WINDOW -> words.say("number of values in a score");
      case SEEDS -> words.say("seeds");
      case DATA -> words.say("data");
      case CODE -> words.say("code");
    };
  }

  private String scored(Scale scale) {
    return scale.score() == Score.MEAN
        ? words.say("mean of {0} over the run", scale.metric())
        : scale.metric();
  }

  /** A sentence for each two studies that share no task. */
  private List<String> apart() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    for (int i = 0; i < studies.size(); i++) {
      for (int j = i + 1; j < studies.size(); j++) {
        why(i, j).ifPresent(sentences::add);
      }
    }
    return sentences.build();
  }

  private Optional<String> why(int first, int second) {
    ImmutableSet<Scale> one = SharedTask.scales(studies.get(first));
    ImmutableSet<Scale> other = SharedTask.scales(studies.get(second));
    if (!Sets.intersection(one, other).isEmpty() || one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Scale left = one.iterator().next();
    Scale right = other.iterator().next();
    String names = list(List.of(name(first), name(second)));
    if (!left.metric().equals(right.metric())) {
      return Optional.of(
          words.say(
              "{0} cannot be compared: one is scored by {1}, the other by {2}.",
              names, left.metric(), right.metric()));
    }
    if (left.better() != right.better() || left.score() != right.score()) {
      return Optional.of(
          words.say(
              "{0} cannot be compared: they make other scores of {1}.", names, left.metric()));
    }
    if (!left.task().equals(right.task())) {
      return Optional.of(
          words.say(
              "{0} cannot be compared: one learns in {1}, the other in {2}.",
              names, left.task(), right.task()));
    }
    TreeSet<String> keys = new TreeSet<>();
    Sets.symmetricDifference(left.environment().entrySet(), right.environment().entrySet())
        .forEach(entry -> keys.add(entry.getKey()));
    return Optional.of(
        words.say(
            "{0} cannot be compared: their environments differ in {1}.",
            names, String.join(", ", keys)));
  }

  /** What a study is called: by its name, and by its folder where others have that name. */
  public String name(int study) {
    String name = studies.get(study).study().name();
    boolean isOne = studies.stream().filter(each -> each.study().name().equals(name)).count() == 1;
    return isOne ? name : name + " (" + studies.get(study).folder() + ")";
  }

  /** The tasks that studies share. */
  public ImmutableList<SharedTask> shared() {
    return shared;
  }

  /** A table for each of {@link #shared}, with a row for each of its entries. */
  public ImmutableList<ReportTable> tables() {
    return shared.stream().map(this::table).collect(ImmutableList.toImmutableList());
  }

  private ReportTable table(SharedTask task) {
    Figures figures =
        words.figures(task.entries().stream().flatMapToDouble(SideBySide::numbers).toArray());
    return new ReportTable(
        words.say("Studies side by side: {0} in {1}", scored(task.scale()), task.scale().task()),
        ImmutableList.of(
            Column.text(words.say("Study and variant")),
            Column.number(
                words.say(
                    "{0}, interquartile mean [95\u00a0%\u00a0interval]", scored(task.scale()))),
            Column.text(words.say("Seeds finished")),
            Column.text(words.say("Length of a run"))),
        task.entries().stream()
            .map(entry -> row(entry, figures))
            .collect(ImmutableList.toImmutableList()));
  }

  private static DoubleStream numbers(Entry entry) {
    return DoubleStream.concat(
        entry.variant().score().stream(),
        entry.variant().interval().stream()
            .flatMapToDouble(i -> DoubleStream.of(i.low(), i.high())));
  }

  private Row row(Entry entry, Figures figures) {
    Terms terms = new Terms(entry.results(), words);
    String interval =
        entry
            .variant()
            .interval()
            .map(found -> terms.between(figures.format(found.low()), figures.format(found.high())))
            .orElse("");
    return new Row(
        OptionalInt.empty(),
        ImmutableList.of(
            new Cell(name(entry.study()) + ": " + entry.variant().label(), ""),
            entry.variant().score().isPresent()
                ? new Cell(figures.format(entry.variant().score().getAsDouble()), interval)
                : Cell.NONE,
            terms.finished(entry.variant()),
            length(entry).map(Cell::of).orElse(Cell.NONE)));
  }

  private Optional<String> length(Entry entry) {
    Stream<Variant> variants = entry.results().study().variants().stream();
    return variants
        .filter(variant -> variant.name().equals(entry.variant().name()))
        .findFirst()
        .flatMap(new Facts(new Terms(entry.results(), words))::budget);
  }
}

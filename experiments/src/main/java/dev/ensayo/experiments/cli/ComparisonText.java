package dev.ensayo.experiments.cli;

import dev.ensayo.experiments.comparison.Difference;
import dev.ensayo.experiments.comparison.RunComparison;
import dev.ensayo.experiments.comparison.RunComparison.LastValue;
import dev.ensayo.results.markup.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Comparisons of runs, for people. */
final class ComparisonText {
  private static final int MOST_ROWS = 12;
  private static final int MOST_WIDE = 48;

  private final Path first;
  private final Path second;
  private final String metric;
  private final boolean all;

  /**
   * @param first the one folder, as it was given
   * @param second the other
   * @param metric whose value is the score
   * @param all whether long lists are shown to their end, and each of several pairs
   */
  ComparisonText(Path first, Path second, String metric, boolean all) {
    this.first = first;
    this.second = second;
    this.metric = metric;
    this.all = all;
  }

  void write(List<RunComparison> pairs, StringBuilder text) {
    if (pairs.size() == 1) {
      writeOne(pairs.get(0), text);
      return;
    }
    writeMany(pairs, text);
    if (all) {
      for (RunComparison pair : pairs) {
        text.append("\n\n");
        writeOne(pair, text);
      }
    }
  }

  private void writeOne(RunComparison pair, StringBuilder text) {
    TextTable runs = new TextTable(Set.of(), "", "run", "state");
    runs.add("a", pair.first().path().toString(), pair.first().state());
    runs.add("b", pair.second().path().toString(), pair.second().state());
    runs.print(text);
    writeWhatDiffers(List.of(pair), text);
    OptionalDouble first = pair.first().score();
    OptionalDouble second = pair.second().score();
    text.append('\n');
    TextTable values = new TextTable(Set.of(1, 2, 3), "last value", "a", "b", "b − a");
    if (first.isPresent() || second.isPresent()) {
      add(values, "score (" + metric + ")", first, second);
    }
    List<LastValue> last = shown(pair.last());
    last.forEach(value -> add(values, value.metric(), value.first(), value.second()));
    values.print(text);
    rest(pair.last(), text);
    text.append("\nfirst difference: ").append(pair.divergenceWords()).append('\n');
  }

  private void writeMany(List<RunComparison> pairs, StringBuilder text) {
    text.append("a  ").append(first).append('\n');
    text.append("b  ").append(second).append('\n');
    text.append(Figures.count(pairs.size())).append(" pairs of runs with the same seed\n");
    writeWhatDiffers(pairs, text);
    text.append('\n');
    boolean oneVariant = pairs.stream().map(pair -> pair.first().variant()).distinct().count() == 1;
    TextTable table =
        new TextTable(
            Set.of(1, 2, 3),
            oneVariant ? "seed" : "run",
            "score a",
            "b",
            "b − a",
            "first difference");
    for (RunComparison pair : shown(pairs)) {
      OptionalDouble a = pair.first().score();
      OptionalDouble b = pair.second().score();
      Figures figures = figures(a, b);
      table.add(
          oneVariant ? Long.toString(pair.first().seed()) : pair.first().name(),
          word(figures, a),
          word(figures, b),
          difference(figures, a, b),
          words(pair));
    }
    table.print(text);
    rest(pairs, text);
    long same = pairs.stream().filter(pair -> pair.divergence().isEmpty()).count();
    text.append(Figures.count((double) same))
        .append(" of ")
        .append(Figures.count(pairs.size()))
        .append(" pairs have no difference in what both recorded; the score is that of ")
        .append(metric)
        .append('\n');
  }

  /** Where they part, and which of them is no finished run. */
  private static String words(RunComparison pair) {
    String words = pair.divergenceWords();
    if (!pair.first().isComplete()) {
      words += "; a is " + pair.first().state();
    }
    return pair.second().isComplete() ? words : words + "; b is " + pair.second().state();
  }

  private void writeWhatDiffers(List<RunComparison> pairs, StringBuilder text) {
    write("configuration", distinct(pairs, RunComparison::settings), text);
    write("code and machine", distinct(pairs, RunComparison::facts), text);
    if (pairs.stream().allMatch(ComparisonText::readNoData)) {
      text.append("\ndata: neither read a file\n");
    } else {
      write("data", distinct(pairs, RunComparison::data), text);
    }
  }

  private static boolean readNoData(RunComparison pair) {
    return pair.first().data().isEmpty() && pair.second().data().isEmpty();
  }

  /** Those of all pairs, each once. */
  private static List<Difference> distinct(
      List<RunComparison> pairs, Function<RunComparison, List<Difference>> part) {
    return pairs.stream().flatMap(pair -> part.apply(pair).stream()).distinct().toList();
  }

  private void write(String what, List<Difference> differences, StringBuilder text) {
    text.append('\n');
    if (differences.isEmpty()) {
      text.append(what).append(": the same\n");
      return;
    }
    TextTable table = new TextTable(Set.of(), what, "a", "b");
    for (Difference difference : shown(differences)) {
      table.add(difference.name(), shortened(difference.first()), shortened(difference.second()));
    }
    table.print(text);
    rest(differences, text);
  }

  private static void add(
      TextTable table, String name, OptionalDouble first, OptionalDouble second) {
    Figures figures = figures(first, second);
    table.add(
        name, word(figures, first), word(figures, second), difference(figures, first, second));
  }

  private static Figures figures(OptionalDouble first, OptionalDouble second) {
    List<Double> values = new ArrayList<>();
    first.ifPresent(values::add);
    second.ifPresent(values::add);
    return Figures.forAll(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String word(Figures figures, OptionalDouble value) {
    return value.isPresent() ? figures.format(value.getAsDouble()) : "–";
  }

  private static String difference(Figures figures, OptionalDouble a, OptionalDouble b) {
    return a.isEmpty() || b.isEmpty() ? "" : figures.signed(b.getAsDouble() - a.getAsDouble());
  }

  private String shortened(String value) {
    String shown = value.isEmpty() ? "–" : value;
    return all || shown.length() <= MOST_WIDE ? shown : shown.substring(0, MOST_WIDE) + "…";
  }

  private <T> List<T> shown(List<T> rows) {
    return all || rows.size() <= MOST_ROWS ? rows : rows.subList(0, MOST_ROWS);
  }

  private void rest(List<?> rows, StringBuilder text) {
    if (!all && rows.size() > MOST_ROWS) {
      text.append("and ")
          .append(Figures.count(rows.size() - MOST_ROWS))
          .append(" more; --all shows them\n");
    }
  }
}

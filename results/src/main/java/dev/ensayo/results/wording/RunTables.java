package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.Throughput;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The runs, their time and their speed. */
final class RunTables {
  /** So many runs of one variant are listed, and fewer where there are many variants. */
  private static final int MOST_OF_VARIANT = 100;

  private static final int MOST_OF_STUDY = 2000;

  /** Digits of a SHA-256 that tell files apart; scores.csv has all of them. */
  private static final int DIGITS = 12;

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;

  RunTables(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
  }

  /** Wall time and speed. */
  ReportTable cost() {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      rows.add(
          Row.of(
              variant,
              ImmutableList.of(
                  Cell.of(variant.label()),
                  Cell.of(variant.seconds(), words::duration),
                  variant.throughput().map(each -> Cell.of(perSecond(each))).orElse(Cell.NONE))));
    }
    return new ReportTable(
        words.say("Time"),
        ImmutableList.of(
            Column.text(words.say("Variant")),
            Column.number(words.say("Wall time of a run, median")),
            Column.number(words.say("Learned per second, median"))),
        rows.build());
  }

  private String perSecond(Throughput throughput) {
    return words.amount(throughput.perSecond()) + " " + words.told(throughput.unit());
  }

  /** Every run, or of many runs some of each variant and how many more there are. */
  ReportTable runs() {
    Figures figures =
        words.figures(
            results.variants().stream()
                .flatMapToDouble(v -> DoubleStream.of(v.scores()))
                .toArray());
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      List<RunRecord> listed = listed(variant);
      listed.forEach(run -> rows.add(row(variant, run, figures)));
      if (listed.size() < variant.runs().size()) {
        rows.add(more(variant, variant.runs().size() - listed.size()));
      }
    }
    return new ReportTable(
        words.say("Every run"),
        ImmutableList.of(
            Column.text(words.say("Variant")),
            Column.number(words.say("Seed")),
            Column.text(words.say("State")),
            Column.number(words.say("Score")),
            Column.number(words.say("Wall time")),
            Column.text(words.say("Started")),
            Column.text(words.say("SHA-256 of its configuration")),
            Column.text(words.say("SHA-256 of its data")),
            Column.text(words.say("Program"))),
        rows.build());
  }

  /** By seed; of too many, those that did not finish go before the others. */
  private List<RunRecord> listed(VariantResults variant) {
    int most = Math.max(1, Math.min(MOST_OF_VARIANT, MOST_OF_STUDY / results.variants().size()));
    if (variant.runs().size() <= most) {
      return variant.runs();
    }
    return variant.runs().stream()
        .sorted(Comparator.comparing(RunRecord::isFinished))
        .limit(most)
        .sorted(Comparator.comparingLong(RunRecord::seed))
        .toList();
  }

  private Row more(VariantResults variant, int count) {
    return Row.of(
        variant,
        ImmutableList.of(
            Cell.of(variant.name()),
            Cell.of("…"),
            Cell.of(
                words.counted(
                    count, "{0} more run is in scores.csv|{0} more runs are in scores.csv")),
            Cell.NONE,
            Cell.NONE,
            Cell.NONE,
            Cell.NONE,
            Cell.NONE,
            Cell.NONE));
  }

  private Row row(VariantResults variant, RunRecord run, Figures figures) {
    OptionalDouble score =
        run.isFinished() ? RunScore.of(results.study(), run) : OptionalDouble.empty();
    return Row.of(
        variant,
        ImmutableList.of(
            Cell.of(variant.name()),
            Cell.of(Long.toString(run.seed())),
            new Cell(
                terms.of(run.state()), words.told(run.reason()), words.staysEnglish(run.reason())),
            run.metrics().isEmpty()
                ? Cell.of(score, figures::format)
                : Cell.of(score, figures::format).from(run, "metrics.csv"),
            run.manifest().map(m -> Cell.of(words.duration(m.seconds()))).orElse(Cell.NONE),
            run.manifest().map(this::started).orElse(Cell.NONE),
            run.config().isEmpty()
                ? Cell.NONE
                : Cell.of(inShort(run.configSha256())).from(run, "config.yaml"),
            run.manifest().map(this::data).orElse(Cell.NONE),
            run.manifest()
                .map(manifest -> Cell.of(manifest.code()).from(run, "manifest.json"))
                .orElse(Cell.NONE)));
  }

  private static String inShort(String sha256) {
    return sha256.substring(0, Math.min(DIGITS, sha256.length()));
  }

  /** Of one file its hash; of several how many, for the manifest has all of them. */
  private Cell data(Manifest manifest) {
    Map<String, String> data = manifest.dataSha256();
    return switch (data.size()) {
      case 0 -> Cell.NONE;
      case 1 -> {
        Map.Entry<String, String> only = data.entrySet().iterator().next();
        yield new Cell(inShort(only.getValue()), only.getKey());
      }
      default ->
          new Cell(inShort(allOf(data)), words.counted(data.size(), "{0} file|{0} files together"));
    };
  }

  /** One hash of several files: of their names and hashes, a line each, sorted by name. */
  private static String allOf(Map<String, String> data) {
    String lines =
        new TreeMap<>(data)
            .entrySet().stream()
                .map(file -> file.getKey() + " " + file.getValue() + "\n")
                .collect(Collectors.joining());
    return Fingerprint.sha256(lines.getBytes(StandardCharsets.UTF_8));
  }

  private Cell started(Manifest manifest) {
    return new Cell(
        words.time(manifest.started()),
        manifest.sessions() > 1 ? words.say("in {0} sessions", manifest.sessions()) : "");
  }
}

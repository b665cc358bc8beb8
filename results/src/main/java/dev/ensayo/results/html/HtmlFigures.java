package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.PartEffect;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.IntervalChart;
import dev.ensayo.results.chart.ProfileChart;
import dev.ensayo.results.chart.RankChart;
import dev.ensayo.results.chart.ScoresAcrossChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.PerformanceProfile;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.ReportTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The charts of one study's report. */
final class HtmlFigures {
  private static final int FEWEST_FOR_PROFILE = 3;

  private final StudyResults results;
  private final Phrasebook words;
  private final Captions captions;
  private final VariantStyles styles;
  private final String id;

  /**
   * @param styles of the variants
   * @param id makes element ids unique within the page
   */
  HtmlFigures(
      StudyResults results, Phrasebook words, Captions captions, VariantStyles styles, String id) {
    this.results = results;
    this.words = words;
    this.styles = styles;
    this.captions = captions;
    this.id = id;
  }

  /** Scores against a setting. */
  ScoresAcrossChart across(ScoresAcross across, ReportTable scores) {
    ImmutableList.Builder<ScoresAcrossChart.Line> lines = ImmutableList.builder();
    int style = 0;
    for (ScoresAcross.Line line : across.lines()) {
      lines.add(
          new ScoresAcrossChart.Line(
              line.name(),
              SeriesStyle.of(style++),
              line.values(),
              line.scores(),
              line.low(),
              line.high()));
    }
    return new ScoresAcrossChart(
        words,
        id + "-across",
        captions.acrossTitle(across.setting()),
        spoken(scores),
        across.setting(),
        captions.score(),
        lines.build());
  }

  /** The final scores. */
  IntervalChart intervals(ReportTable scores) {
    return new IntervalChart(
        words,
        id + "-scores",
        captions.intervalsTitle(),
        spoken(scores),
        captions.score(),
        results.variants().stream()
            .map(
                variant ->
                    new IntervalChart.Row(
                        variant.tag(),
                        styles.of(variant.place()),
                        variant.scores(),
                        variant.score(),
                        variant.interval()))
            .collect(ImmutableList.toImmutableList()),
        results.hasOneBaseline() ? results.baseline().score() : OptionalDouble.empty());
  }

  /** What each part of an ablation does. */
  IntervalChart effects(ReportTable effects) {
    ImmutableList.Builder<IntervalChart.Row> rows = ImmutableList.builder();
    int style = 0;
    for (PartEffect effect : captions.effects()) {
      rows.add(
          new IntervalChart.Row(
              Captions.effect(effect),
              effect
                  .variant()
                  .map(variant -> styles.of(variant.place()))
                  .orElse(SeriesStyle.of(style)),
              effect.bySeed(),
              OptionalDouble.of(effect.effect()),
              effect.interval()));
      style += effect.variant().isPresent() ? 0 : 1;
    }
    return new IntervalChart(
        words,
        id + "-effects",
        captions.effectsTitle(),
        spoken(effects),
        captions.effectsTitle(),
        rows.build(),
        OptionalDouble.of(0));
  }

  /** The final scores of many variants, by rank. */
  RankChart ranks(ReportTable scores) {
    ImmutableList.Builder<RankChart.Row> rows = ImmutableList.builder();
    Map<String, Integer> ranks = results.ranks();
    for (VariantResults variant : results.ranked()) {
      rows.add(
          new RankChart.Row(
              ranks.get(variant.name()),
              variant.tag(),
              styles.of(variant.place()),
              variant.score().orElseThrow(),
              variant.interval()));
    }
    return new RankChart(
        words,
        id + "-ranks",
        captions.ranksTitle(),
        spoken(scores),
        captions.score(),
        rows.build());
  }

  /** The scores as a sentence. */
  private static String spoken(ReportTable scores) {
    int scoreColumn = 0;
    while (!scores.columns().get(scoreColumn).isNumeric()) {
      scoreColumn++;
    }
    StringBuilder text = new StringBuilder();
    for (ReportTable.Row row : scores.rows()) {
      ReportTable.Cell score = row.cells().get(scoreColumn);
      text.append(row.cells().get(0).text())
          .append(": ")
          .append(score.text())
          .append(' ')
          .append(score.detail())
          .append(". ");
    }
    return text.toString().strip();
  }

  /**
   * The performance profile; empty where every variant has too few scores, and for several tasks,
   * of which that of the normalized scores tells more.
   */
  Optional<ProfileChart> profile() {
    if (results.acrossTasks().isPresent()) {
      return Optional.empty();
    }
    ImmutableList.Builder<ProfileChart.Series> series = ImmutableList.builder();
    boolean enough = false;
    for (VariantResults variant : results.variants()) {
      enough |= variant.scores().length >= FEWEST_FOR_PROFILE;
      if (variant.scores().length > 0) {
        series.add(
            new ProfileChart.Series(
                variant.tag(),
                styles.of(variant.place()),
                new PerformanceProfile(variant.scores())));
      }
    }
    return enough
        ? Optional.of(
            new ProfileChart(
                words,
                id + "-profile",
                captions.profileTitle(),
                captions.profileDescription(),
                captions.score(),
                captions.profileShare(),
                series.build(),
                captions.profileCountsUp()))
        : Optional.empty();
  }
}

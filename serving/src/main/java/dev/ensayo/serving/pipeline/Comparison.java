package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.outcome.Subpopulation;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.McNemarTest;
import dev.ensayo.results.statistics.PairedMarginTest;
import dev.ensayo.results.statistics.PairedTTest;
import dev.ensayo.serving.pipeline.Compared.Verdict;
import dev.ensayo.serving.pipeline.PipelineConfig.Promote;
import dev.ensayo.serving.pipeline.PipelineConfig.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Candidate and champion on the same held-out rows.
 *
 * @param compared over all rows, and then for each group
 * @param unreadable rows of numbers that one of them could not read, which are left out
 */
record Comparison(List<Compared> compared, int unreadable) {
  static final String ALL = "all";
  private static final int LEAST = 2;

  Comparison {
    compared = ImmutableList.copyOf(compared);
  }

  /**
   * Compares.
   *
   * @param rows that both were asked about
   * @param groups that are looked at apart
   */
  static Comparison of(
      HeldOutAnswers candidate,
      HeldOutAnswers champion,
      CsvRows rows,
      List<Subpopulation> groups,
      Promote rule) {
    List<Integer> both =
        IntStream.range(0, rows.size())
            .filter(
                row ->
                    !Double.isNaN(candidate.errors()[row]) && !Double.isNaN(champion.errors()[row]))
            .boxed()
            .toList();
    List<Compared> all = new ArrayList<>();
    all.add(compare(ALL, candidate, champion, both, rule.margin(), LEAST, rule.confidence()));
    List<Compared> ofGroups = new ArrayList<>();
    for (Subpopulation group : groups) {
      List<Integer> members = both.stream().filter(row -> group.holds(rows.named(row))).toList();
      ofGroups.add(
          compare(
              group.name(),
              candidate,
              champion,
              members,
              rule.marginOfGroups(),
              rule.leastRows(),
              rule.confidence()));
    }
    all.addAll(corrected(ofGroups, rule.confidence()));
    return new Comparison(all, rows.size() - both.size());
  }

  private static Compared compare(
      String name,
      HeldOutAnswers candidate,
      HeldOutAnswers champion,
      List<Integer> rows,
      double margin,
      int least,
      double confidence) {
    boolean classes = candidate.classes();
    double before = champion.mean(rows);
    double now = candidate.mean(rows);
    double championScore = classes ? 1 - before : before;
    double candidateScore = classes ? 1 - now : now;
    if (rows.size() < least) {
      return new Compared(
          name,
          rows.size(),
          rows.isEmpty() ? 0 : championScore,
          rows.isEmpty() ? 0 : candidateScore,
          before - now,
          0,
          0,
          margin,
          1,
          1,
          Verdict.TOO_FEW);
    }
    double[] first = rows.stream().mapToDouble(row -> champion.errors()[row]).toArray();
    double[] second = rows.stream().mapToDouble(row -> candidate.errors()[row]).toArray();
    PairedMarginTest test;
    double p;
    if (classes) {
      int candidateAlone = count(first, second, 1);
      int championAlone = count(first, second, -1);
      test =
          PairedMarginTest.ofProportions(
              candidateAlone, championAlone, rows.size(), Math.min(1, margin), confidence);
      p = McNemarTest.of(candidateAlone, championAlone).p();
    } else {
      double[] gains =
          IntStream.range(0, first.length).mapToDouble(i -> first[i] - second[i]).toArray();
      test = PairedMarginTest.ofNumbers(gains, margin, confidence);
      p = PairedTTest.of(first, second).map(PairedTTest::p).orElse(1.0);
    }
    return new Compared(
        name,
        rows.size(),
        championScore,
        candidateScore,
        test.difference(),
        test.interval().low(),
        test.interval().high(),
        margin,
        p,
        test.pBelow(),
        verdict(test.interval().low(), margin, test.pBelow(), confidence));
  }

  private static int count(double[] first, double[] second, double gain) {
    return (int) IntStream.range(0, first.length).filter(i -> first[i] - second[i] == gain).count();
  }

  private static Verdict verdict(double low, double margin, double pWorse, double confidence) {
    if (low > -margin) {
      return Verdict.NOT_WORSE;
    }
    return pWorse < 1 - confidence ? Verdict.WORSE : Verdict.UNDECIDED;
  }

  /** Of the groups that are large enough, with the p-values corrected for their number. */
  private static List<Compared> corrected(List<Compared> groups, double confidence) {
    List<Compared> tested =
        groups.stream().filter(group -> group.verdict() != Verdict.TOO_FEW).toList();
    double[] adjusted =
        HolmCorrection.adjust(tested.stream().mapToDouble(Compared::pWorse).toArray());
    List<Compared> corrected = new ArrayList<>();
    int at = 0;
    for (Compared group : groups) {
      corrected.add(
          group.verdict() == Verdict.TOO_FEW
              ? group
              : group.withPWorse(
                  adjusted[at], verdict(group.low(), group.margin(), adjusted[at++], confidence)));
    }
    return corrected;
  }

  /** Whether the candidate becomes the champion. */
  boolean promotes(Undecided rule) {
    return compared.get(0).verdict() == Verdict.NOT_WORSE
        && compared.stream()
            .skip(1)
            .noneMatch(
                group ->
                    group.verdict() == Verdict.WORSE
                        || (group.verdict() == Verdict.UNDECIDED && rule == Undecided.REFUSE));
  }
}

package dev.ensayo.supervised.gan;

/** What samples show of the modes of the data. */
final class ModeCoverage {
  private final double[] dataShares;
  private final double leastShare;
  private final long[] all;
  private final long[] good;
  private final int count;

  /**
   * Judges samples.
   *
   * @param dataShares share of each mode in the data, {@code [K]}
   * @param leastShare of the samples that makes a mode covered
   * @param samples {@code [count, F]}
   */
  ModeCoverage(
      SampleJudge judge,
      double[] dataShares,
      double leastShare,
      float[] samples,
      int count,
      int width) {
    this.dataShares = dataShares;
    this.leastShare = leastShare;
    this.count = count;
    this.all = new long[dataShares.length];
    this.good = new long[dataShares.length];
    for (int b = 0; b < count; b++) {
      int verdict = judge.judge(samples, b * width);
      if (verdict >= 0) {
        good[verdict]++;
        all[verdict]++;
      } else {
        all[-1 - verdict]++;
      }
    }
  }

  /** Modes of which at least the least share of the samples is good. */
  int covered() {
    int covered = 0;
    for (long each : good) {
      covered += each >= leastShare * count ? 1 : 0;
    }
    return covered;
  }

  /** The share of the data's modes that is covered. */
  double coverage() {
    return (double) covered() / good.length;
  }

  /** The share of the samples that is good. */
  double quality() {
    long sum = 0;
    for (long each : good) {
      sum += each;
    }
    return (double) sum / count;
  }

  /**
   * Σ q·ln(q/p) in nats: q the shares of the modes among all samples, good or not, p those of the
   * data; 0 where they agree, −ln p where all samples are of one mode. Modes without data are left
   * out.
   */
  double divergence() {
    double sum = 0;
    for (int mode = 0; mode < all.length; mode++) {
      double share = share(mode);
      if (share > 0 && dataShares[mode] > 0) {
        sum += share * Math.log(share / dataShares[mode]);
      }
    }
    return sum;
  }

  /** The share of the samples that is nearest to a mode. */
  double share(int mode) {
    return (double) all[mode] / count;
  }

  /** The share of the samples that is nearest to a mode and good. */
  double goodShare(int mode) {
    return (double) good[mode] / count;
  }

  /** The share of a mode in the data. */
  double dataShare(int mode) {
    return dataShares[mode];
  }

  /** K. */
  int modes() {
    return all.length;
  }
}

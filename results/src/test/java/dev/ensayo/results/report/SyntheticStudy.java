package dev.ensayo.results.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes study folders whose runs were made up from seeded noise around a known curve. */
final class SyntheticStudy {
  private static final int END = 30_000;
  private static final int TEST_EVERY = 2_000;

  private final StudyDirectory directory;

  private SyntheticStudy(StudyDirectory directory) {
    this.directory = directory;
  }

  static SyntheticStudy write(Path folder, String yaml) throws IOException {
    Files.createDirectories(folder);
    StudyDirectory directory = new StudyDirectory(folder);
    AtomicFile.writeUnforced(directory.studyFile(), yaml);
    return new SyntheticStudy(directory);
  }

  /** Four variants of DQN, five seeds, two failed runs, one unfinished, one that never began. */
  static Path dqnAblation(Path folder) throws IOException {
    SyntheticStudy study =
        write(
            folder,
            """
            study: cartpole-dqn
            question: Which parts of DQN does CartPole need?
            environment: {type: cartpole-v1}
            agent:
              type: dqn
              discount: 0.99
              targetUpdatePeriod: 500   # environment steps
              replay: {capacity: 10000, sampler: uniform}
            budget: {environmentSteps: 30000}
            evaluation: {every: 2000, episodes: 10}
            seeds: {from: 1, count: 5}
            variants:
              baseline: {}
              no-target-network: {agent.targetUpdatePeriod: 1}
              no-replay: {agent.replay.capacity: 64}
              double: {agent.doubleDqn: true}
            report: {metric: eval/return, better: higher, window: 3, threshold: 475}
            """);
    for (long seed = 1; seed <= 5; seed++) {
      study.finished("baseline", seed, 498, 8_000);
      study.finished("double", seed, 499, 7_000);
    }
    for (long seed = 1; seed <= 4; seed++) {
      study.finished("no-target-network", seed, 380 + 20.0 * seed, 12_000);
    }
    study.failed(
        "no-target-network", 5, 14_000, "loss is NaN at step 14,203; look at <agent.learningRate>");
    study.finished("no-replay", 1, 120, 15_000);
    study.finished("no-replay", 2, 160, 15_000);
    study.finished("no-replay", 3, 95, 15_000);
    study.killed("no-replay", 4, 18_000);
    return folder;
  }

  /**
   * Six learning rates by three discounts, four seeds; 3e-3 with 0.99 is the best, one run failed.
   */
  static Path grid(Path folder) throws IOException {
    SyntheticStudy study =
        write(
            folder,
            """
            study: rates
            question: Which learning rate and which discount?
            environment: {type: cartpole-v1}
            agent: {type: dqn}
            budget: {environmentSteps: 30000}
            seeds: {count: 4}
            grid:
              agent.updater.learningRate: [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2]
              agent.discount: [0.9, 0.99, 1]
            report: {window: 3}
            """);
    List<String> rates = List.of("1e-4", "3e-4", "1e-3", "3e-3", "1e-2", "3e-2");
    List<String> discounts = List.of("0.9", "0.99", "1");
    for (int i = 0; i < rates.size(); i++) {
      for (int j = 0; j < discounts.size(); j++) {
        String name = "baseline+learningRate=" + rates.get(i) + "+discount=" + discounts.get(j);
        double level = 470 - 35.0 * (i - 3) * (i - 3) - 60.0 * (j - 1) * (j - 1);
        for (long seed = 1; seed <= 4; seed++) {
          if (i == 5 && seed == 4) {
            study.failed(name, seed, 9_000, "loss is NaN at step " + (8_000 + 17 * j));
          } else {
            study.finished(name, seed, Math.max(20, level), 9_000 + 800 * i);
          }
        }
      }
    }
    return folder;
  }

  /** Twelve variants beside the baseline, of which seven are better and five worse or alike. */
  static Path crowd(Path folder) throws IOException {
    StringBuilder variants = new StringBuilder("variants:\n  baseline: {}\n");
    for (int i = 1; i <= 12; i++) {
      variants.append(String.format(Locale.ROOT, "  tweak-%d: {agent.tweak: %d}%n", i, i));
    }
    SyntheticStudy study =
        write(
            folder,
            """
            study: tweaks
            question: Which of twelve tweaks helps?
            environment: {type: cartpole-v1}
            agent: {type: dqn}
            budget: {environmentSteps: 30000}
            seeds: {count: 5}
            report: {window: 3}
            """
                + variants);
    for (long seed = 1; seed <= 5; seed++) {
      study.finished("baseline", seed, 250, 12_000);
      for (int i = 1; i <= 12; i++) {
        study.finished("tweak-" + i, seed, 170 + 20 * i, 15_000 - 600 * i);
      }
    }
    return folder;
  }

  /** A run that reached its end. */
  void finished(String variant, long seed, double level, double halfTime) throws IOException {
    run(variant, seed, level, halfTime, END, RunStatus.COMPLETE, "");
    seal(variant, seed);
  }

  void failed(String variant, long seed, int at, String reason) throws IOException {
    run(variant, seed, 300, 10_000, at, RunStatus.FAILED, reason);
  }

  void killed(String variant, long seed, int at) throws IOException {
    run(variant, seed, 200, 10_000, at, RunStatus.RUNNING, "");
  }

  /** A finished run with exactly those values of {@code eval/return}, a thousand steps apart. */
  void scripted(String variant, long seed, double... values) throws IOException {
    StringBuilder metrics = new StringBuilder("clock,step,metric,value\n");
    for (int i = 0; i < values.length; i++) {
      row(metrics, 1000 * i, "eval/return", values[i]);
    }
    files(variant, seed, metrics, RunStatus.COMPLETE, "");
    seal(variant, seed);
  }

  /** Marks a run complete with the files as they are now. */
  void seal(String variant, long seed) throws IOException {
    directory.run(variant, seed).complete(Map.of(), Fence.NONE);
  }

  /** Replaces a run's resolved configuration; a finished one is sealed with it. */
  void config(String variant, long seed, String yaml) throws IOException {
    Files.writeString(directory.run(variant, seed).config(), yaml);
    if (directory.run(variant, seed).isComplete()) {
      seal(variant, seed);
    }
  }

  /** Changes the text of a finished run's manifest, and seals the run with it. */
  void manifest(String variant, long seed, String from, String to) throws IOException {
    Path manifest = directory.run(variant, seed).manifestFile();
    String text = Files.readString(manifest);
    checkArgument(text.contains(from), "the manifest has no %s: %s", from, text);
    AtomicFile.write(manifest, text.replace(from, to));
    seal(variant, seed);
  }

  private void run(
      String variant,
      long seed,
      double level,
      double halfTime,
      int end,
      RunStatus status,
      String failure)
      throws IOException {
    RandomStream random = new SeedSequence(seed).stream(variant);
    StringBuilder metrics = new StringBuilder("clock,step,metric,value\n");
    int episodeEnd = 0;
    for (int step = 0; step <= end; step += 250) {
      double mean = 9 + (level - 9) / (1 + Math.exp((halfTime - step) / 1_800));
      while (episodeEnd < step) {
        episodeEnd += (int) Math.max(9, mean * (0.5 + random.nextDouble()));
        row(
            metrics,
            Math.min(step, episodeEnd),
            "episode/return",
            mean * 0.9 + 20 * random.nextDouble());
      }
      if (step > 0 && step % 1_000 == 0) {
        row(metrics, step, "train/epsilon", Math.max(0.05, 1 - step / 15_000.0));
        row(metrics, step, "train/loss", 0.8 * Math.exp(-step / 9e3) + 0.1 * random.nextDouble());
        row(metrics, step, "train/q_mean", mean / 6 + 5 * random.nextDouble());
      }
      if (step % TEST_EVERY == 0) {
        double noise = (random.nextDouble() - 0.5) * 0.25 * mean;
        double value = Math.max(8, Math.min(500, mean + noise));
        row(metrics, step, "eval/length", value);
        row(metrics, step, "eval/return", value);
      }
    }
    files(variant, seed, metrics, status, failure);
  }

  private static void row(StringBuilder csv, int step, String metric, double value) {
    csv.append("environment_step,").append(step).append(',').append(metric).append(',');
    csv.append(value).append("\n");
  }

  private void files(
      String variant, long seed, StringBuilder metrics, RunStatus status, String failure)
      throws IOException {
    RunDirectory run = directory.run(variant, seed);
    Files.createDirectories(run.path());
    AtomicFile.writeUnforced(run.metricsFile(), metrics.toString());
    AtomicFile.writeUnforced(
        run.timingFile(),
        """
        clock,step,metric,value
        environment_step,1000,throughput/steps_per_second,10000.0
        environment_step,2000,throughput/steps_per_second,40000.0
        """);
    AtomicFile.writeUnforced(
        run.config(),
        String.format(
            Locale.ROOT,
            """
            study: %s
            variant: %s
            seed: %d
            environment:
              type: cartpole-v1
            agent:
              type: dqn
              discount: 0.99
              targetUpdatePeriod: %d
              doubleDqn: %s
              replay:
                capacity: %d
                sampler: uniform
            budget:
              environmentSteps: 30000
            """,
            directory.path().getFileName(),
            variant,
            seed,
            variant.equals("no-target-network") ? 1 : 500,
            variant.equals("double"),
            variant.equals("no-replay") ? 64 : 10_000));
    boolean running = status == RunStatus.RUNNING;
    new Manifest(
            directory.path().getFileName().toString(),
            variant,
            seed,
            status,
            failure,
            "0.1.0 (3f2a1c9)",
            "17.0.12 (Eclipse Adoptium)",
            "here",
            "Linux 6.1.0 amd64",
            "Intel(R) Xeon(R) Processor @ 2.60GHz",
            2,
            ImmutableMap.of("device", "cpu", "engine", "compiled", "threads", "1"),
            475.0,
            ImmutableMap.of(),
            "2026-03-01T10:00:00Z",
            running ? "" : "2026-03-01T10:00:09Z",
            running ? 0 : 7.5 + seed,
            1,
            "",
            "",
            List.of())
        .writeUnforced(run.manifestFile());
  }
}

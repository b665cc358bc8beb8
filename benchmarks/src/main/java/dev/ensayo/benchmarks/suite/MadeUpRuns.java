package dev.ensayo.benchmarks.suite;

import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the folder of a study whose runs nobody made: of each what a run of {@code dqn} leaves,
 * with values of a random walk.
 */
final class MadeUpRuns {
  private static final int SEEDS = 10;
  private static final String[] METRICS = {"episode/return", "eval/return", "train/loss"};

  private final StudyDirectory directory;
  private final int points;

  private MadeUpRuns(StudyDirectory directory, int points) {
    this.directory = directory;
    this.points = points;
  }

  /**
   * Writes a study.
   *
   * @param runs how many, a multiple of ten: ten seeds of each variant
   * @param points recorded values of a run
   */
  static void write(Path folder, int runs, int points) throws IOException {
    MadeUpRuns study = new MadeUpRuns(new StudyDirectory(folder), points);
    Files.createDirectories(folder);
    StringBuilder yaml =
        new StringBuilder("study: many\nenvironment: cartpole-v1\nagent: dqn\n")
            .append("budget: {environmentSteps: 100000}\nseeds: {from: 1, count: ")
            .append(SEEDS)
            .append("}\nvariants:\n");
    for (int variant = 0; variant < runs / SEEDS; variant++) {
      yaml.append("  v").append(variant).append(": {agent.batchSize: ").append(variant + 1);
      yaml.append("}\n");
    }
    Files.writeString(study.directory.studyFile(), yaml);
    for (int variant = 0; variant < runs / SEEDS; variant++) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        study.run("v" + variant, seed);
      }
    }
  }

  private void run(String variant, long seed) throws IOException {
    RunDirectory run = directory.run(variant, seed);
    Files.createDirectories(run.path());
    RandomStream random = new SeedSequence(seed).stream(variant);
    StringBuilder metrics = new StringBuilder("clock,step,metric,value\r\n");
    double level = 10;
    for (int i = 0; i < points; i++) {
      level += random.nextGaussian();
      metrics.append("environment_step,").append(100 * (i / METRICS.length)).append(',');
      metrics.append(METRICS[i % METRICS.length]).append(',').append(level).append("\r\n");
    }
    Files.writeString(run.metricsFile(), metrics);
    Files.writeString(
        run.timingFile(),
        "clock,step,metric,value\r\n"
            + "environment_step,1000,throughput/steps_per_second,50000.0\r\n".repeat(5));
    Files.writeString(run.config(), config(variant, seed));
    Manifest manifest = manifest(variant, seed);
    // Without forcing each of many thousand files to the disk.
    Files.writeString(run.manifestFile(), manifest.text());
    StringBuilder marker = new StringBuilder();
    for (Path file :
        new Path[] {run.metricsFile(), run.timingFile(), run.config(), run.manifestFile()}) {
      marker.append(file.getFileName()).append(" sha256 ");
      marker.append(Fingerprint.of(file).sha256()).append('\n');
    }
    Files.write(run.completeMarker(), marker.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String config(String variant, long seed) {
    StringBuilder yaml = new StringBuilder("study: many\nvariant: " + variant + "\nseed: " + seed);
    yaml.append("\nenvironment:\n  type: cartpole-v1\nagent:\n  type: dqn\n");
    for (int i = 0; i < 30; i++) {
      yaml.append("  aSettingWithSomeName").append(i).append(": ").append(1e-3 * i).append('\n');
    }
    return yaml.toString();
  }

  private static Manifest manifest(String variant, long seed) {
    return new Manifest(
        "many",
        variant,
        seed,
        RunStatus.COMPLETE,
        "",
        "0.1.0 (3f2a1c9)",
        "17.0.12 (Eclipse Adoptium)",
        "here",
        "Linux 6.1.0 amd64",
        "a processor",
        2,
        Map.of("device", "cpu", "engine", "compiled", "threads", "1"),
        475.0,
        Map.of(),
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:09Z",
        7.5 + seed,
        1,
        "",
        "",
        List.of());
  }
}

package dev.ensayo.experiments.comparison;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.Provenance;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as it is compared.
 *
 * @param path its folder
 * @param variant name of its variant
 * @param seed root of its randomness
 * @param state how it stands, and what is wrong with it where something is
 * @param settings its resolved configuration, each by its dotted path
 * @param facts what its last session was made with, each by name
 * @param data SHA-256 of each file that it read
 * @param metrics what it recorded
 * @param score as in the report; empty for a run that is not complete
 */
public record ComparedRun(
    Path path,
    String variant,
    long seed,
    String state,
    ImmutableMap<String, String> settings,
    ImmutableMap<String, String> facts,
    ImmutableMap<String, String> data,
    MetricSeries metrics,
    OptionalDouble score) {

  /**
   * Reads a run.
   *
   * @param report what its score is
   * @throws IOException if a file cannot be read, or a line of its metrics is damaged
   */
  public static ComparedRun read(RunFolder place, ReportSpec report) throws IOException {
    FoundRun found = FoundRun.in(place.directory());
    Optional<Manifest> manifest = found.manifest();
    MetricSeries metrics =
        Files.exists(place.directory().metricsFile()) ? found.metrics() : MetricSeries.EMPTY;
    return new ComparedRun(
        place.directory().path(),
        place.variant(),
        place.seed(),
        found.state().label() + (found.isComplete() ? "" : ": " + found.reason()),
        settings(found.config()),
        manifest.map(made -> facts(made.lastSession())).orElse(ImmutableMap.of()),
        manifest.map(made -> ImmutableMap.copyOf(made.dataSha256())).orElse(ImmutableMap.of()),
        metrics,
        found.isComplete() ? RunScore.of(report, RunCurves.of(metrics)) : OptionalDouble.empty());
  }

  private static ImmutableMap<String, String> settings(String config) {
    try {
      Map<String, String> all =
          new LinkedHashMap<>(InlineYaml.flat(YamlReader.parse("config.yaml", config)));
      all.remove("seed");
      return ImmutableMap.copyOf(all);
    } catch (ConfigException e) {
      return ImmutableMap.of("config.yaml", "cannot be read: " + e.problems().get(0));
    }
  }

  private static ImmutableMap<String, String> facts(Manifest.Session session) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("code", session.code());
    facts.put("Java", session.java());
    facts.put("host", session.host());
    facts.put("system", session.os());
    facts.put("CPU", session.cpu());
    facts.put("cores", Integer.toString(session.cores()));
    facts.putAll(session.backend());
    Provenance made = session.provenance();
    facts.put("own jars (SHA-256)", made.program());
    facts.put("libraries (SHA-256)", made.libraries());
    facts.put("native libraries (SHA-256)", made.natives());
    facts.put("changes to the sources (SHA-256)", made.change());
    facts.put("processor extensions", String.join(" ", made.processor()));
    made.variables().forEach((name, value) -> facts.put("variable " + name, value));
    made.environment().forEach((name, value) -> facts.put("environment: " + name, value));
    return ImmutableMap.copyOf(facts);
  }

  /** Whether it is finished and its score is what it was. */
  public boolean isComplete() {
    return state.equals(RunState.COMPLETE.label());
  }

  /** Such as {@code baseline/seed-1}. */
  public String name() {
    return variant + "/seed-" + seed;
  }
}

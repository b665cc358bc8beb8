package dev.ensayo.experiments.run;

import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.lease.ProcessStamp;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.Provenance;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.provenance.ProgramRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** What is to be known of the program and the machine that make a run. */
public final class MachineFacts {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String BUILD_PROPERTIES = "/dev/ensayo/build.properties";

  private static final Supplier<String> CODE = Suppliers.memoize(MachineFacts::readCode);
  private static final Supplier<String> CPU = Suppliers.memoize(MachineFacts::readCpu);

  private final List<BackendProbe> probes;
  private final Optional<Path> provenance;

  /** For runs that belong to no study's folder. */
  public MachineFacts(List<BackendProbe> probes) {
    this(probes, Optional.empty());
  }

  /**
   * @param provenance where the lists go that the manifests of runs name
   */
  public MachineFacts(List<BackendProbe> probes, Optional<Path> provenance) {
    this.probes = List.copyOf(probes);
    this.provenance = provenance;
  }

  /** The manifest of a run that starts now. */
  Manifest manifest(RunPlan run, EnvironmentSource environment, Instant now) throws IOException {
    Map<String, String> backend = new LinkedHashMap<>();
    probes.forEach(probe -> backend.putAll(probe.facts(run.backend())));
    return new Manifest(
        run.study(),
        run.variant(),
        run.seed(),
        RunStatus.RUNNING,
        "",
        code(),
        java(),
        ProcessStamp.own().host(),
        os(),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        backend,
        rewardThreshold(environment.spec()),
        run.dataSha256(environment),
        time(now),
        "",
        0,
        1,
        run.whyNotRepeatable().orElse(""),
        "",
        List.of(),
        List.of(),
        noted(ProgramRecord.ofThisProcess().atStart(code()).withEnvironment(environment.facts())));
  }

  /** The manifest of a run that has come to its end, or to a stop. */
  Manifest atEnd(Manifest manifest) throws IOException {
    return manifest.with(noted(ProgramRecord.ofThisProcess().atEnd(manifest.provenance())));
  }

  private Provenance noted(Provenance known) throws IOException {
    if (provenance.isPresent()) {
      ProgramRecord.ofThisProcess().keep(provenance.get());
    }
    return known;
  }

  /**
   * What the models in a folder need beside their library, of the first backend that knows them;
   * empty if none does.
   */
  String modelNeeds(Path folder) throws IOException {
    for (BackendProbe probe : probes) {
      Optional<String> needs = probe.modelNeeds(folder);
      if (needs.isPresent()) {
        return needs.get();
      }
    }
    return "";
  }

  private static Double rewardThreshold(EnvironmentSpec spec) {
    return spec instanceof DecisionProcessSpec process && process.rewardThreshold().isPresent()
        ? process.rewardThreshold().getAsDouble()
        : null;
  }

  /** ISO 8601 in UTC, to the second. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Version and commit this program was built from. */
  public static String code() {
    return CODE.get();
  }

  private static String readCode() {
    Properties build = new Properties();
    try (InputStream in = MachineFacts.class.getResourceAsStream(BUILD_PROPERTIES)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    String commit = build.getProperty("commit", "");
    String version = build.getProperty("version", "unknown");
    return commit.isEmpty() || commit.startsWith("$") ? version : version + " (" + commit + ")";
  }

  public static String java() {
    return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
  }

  public static String os() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  /** The processor's model name, or its architecture where the system does not tell. */
  public static String cpu() {
    return CPU.get();
  }

  private static String readCpu() {
    if (Files.isReadable(CPU_INFO)) {
      try {
        for (String line : Files.readAllLines(CPU_INFO)) {
          if (line.startsWith("model name")) {
            return Splitter.on(':').limit(2).trimResults().splitToList(line).get(1);
          }
        }
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }
}

package dev.ensayo.backend.device;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Facts about the backend, in an order to be shown; names to values. */
public final class BackendProbe {
  private final GpuProbe gpu;

  public BackendProbe() {
    this(new GpuProbe());
  }

  BackendProbe(GpuProbe gpu) {
    this.gpu = gpu;
  }

  /** What can be known without loading ND4J; takes milliseconds. */
  public Map<String, String> quickFacts(BackendConfig config) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("device", Settings.label(config.device()));
    facts.put("engine", Settings.label(config.engineInUse()));
    facts.put("threads", Integer.toString(config.threads()));
    facts.put("deeplearning4j", version("org.deeplearning4j", "deeplearning4j-nn"));
    facts.put("nd4j", version("org.nd4j", "nd4j-api"));
    facts.put("native build", NativeSelection.describe());
    facts.put("avx2", Processor.hasAvx2() ? "yes" : "no");
    facts.put("gpu", gpu.find().text());
    return facts;
  }

  /** The quick facts and what ND4J says of itself once loaded; takes seconds the first time. */
  public Map<String, String> allFacts(BackendConfig config) {
    Map<String, String> facts = quickFacts(config);
    facts.putAll(LoadedBackend.facts(config));
    return facts;
  }

  /** From the Maven properties inside the jar. */
  private static String version(String group, String artifact) {
    String name = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = BackendProbe.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        return "unknown";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

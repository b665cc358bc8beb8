package dev.ensayo.backend.device;

import com.google.common.base.Suppliers;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.BackendConfig.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** What Deeplearning4j finds on this machine. */
public final class Deeplearning4jProbe implements BackendProbe {
  private final GpuProbe gpu;
  private final Supplier<Map<String, String>> ofThisProcess =
      Suppliers.memoize(Deeplearning4jProbe::versions);
  private final Supplier<String> gpuText;

  /** For {@link java.util.ServiceLoader}. */
  public Deeplearning4jProbe() {
    this(new GpuProbe());
  }

  Deeplearning4jProbe(GpuProbe gpu) {
    this.gpu = gpu;
    this.gpuText = Suppliers.memoize(() -> gpu.find().text());
  }

  @Override
  public void prepare(BackendConfig config) {
    if (config.device() == Device.GPU) {
      gpu.requireUsable();
    }
    NativeSelection.apply(config.device());
  }

  /**
   * What can be known without loading ND4J. The driver of the card is asked once, and jars are
   * looked into once: each run of a study asks for this.
   */
  @Override
  public Map<String, String> facts(BackendConfig config) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("device", Settings.label(config.device()));
    facts.put("engine", Settings.label(config.engineInUse()));
    facts.put("threads", Integer.toString(config.threads()));
    facts.putAll(ofThisProcess.get());
    facts.put("native build", NativeSelection.describe());
    facts.put("openblas kernels", openBlasKernels());
    facts.put("avx2", Processor.hasAvx2() ? "yes" : "no");
    facts.put("gpu", gpuText.get());
    return facts;
  }

  /** The quick facts and what ND4J says of itself once loaded; takes seconds the first time. */
  @Override
  public Map<String, String> loadedFacts(BackendConfig config) {
    Map<String, String> facts = facts(config);
    facts.putAll(LoadedBackend.facts(config));
    return facts;
  }

  /** Loads no ND4J either: the zips' text names the classes. */
  @Override
  public Optional<String> modelNeeds(Path folder) throws IOException {
    return ZipNeeds.of(folder);
  }

  /** The launcher names the kernels; without a name OpenBLAS takes what it knows. */
  private static String openBlasKernels() {
    String named = System.getenv("OPENBLAS_CORETYPE");
    return named == null || named.isEmpty() ? "as OpenBLAS chooses" : named;
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("deeplearning4j", version("org.deeplearning4j", "deeplearning4j-nn"));
    versions.put("nd4j", version("org.nd4j", "nd4j-api"));
    return versions;
  }

  /** From the Maven properties inside the jar. */
  private static String version(String group, String artifact) {
    String name = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = Deeplearning4jProbe.class.getClassLoader().getResourceAsStream(name)) {
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

package dev.ensayo.backend.device;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.core.training.BackendConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J once it is loaded; naming this class does not load it, calling it does. */
public final class LoadedBackend {
  private LoadedBackend() {}

  /**
   * Loads ND4J with the native build that fits, and limits its threads, those of BLAS and those of
   * the compiled engine, for this process and the calling thread.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code device: gpu} where there is
   *     none
   */
  public static void prepare(BackendConfig config) {
    NativeSelection.apply(config.device());
    if (config.device() == BackendConfig.Device.GPU) {
      new GpuProbe().requireUsable();
    }
    Environment environment = Nd4j.getEnvironment();
    // The master threads may not outnumber the others, not even for a moment.
    environment.setMaxMasterThreads(1);
    environment.setMaxThreads(config.threads());
    environment.setMaxMasterThreads(config.threads());
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(config.threads());
    // The compiled engine shares out its own products; OpenBLAS's threads would stand in its way.
    boolean compiled = config.engineInUse() == BackendConfig.Engine.COMPILED;
    int blasThreads = compiled ? 1 : config.threads();
    if (openblas.blas_get_num_threads() != blasThreads) {
      openblas.blas_set_num_threads(blasThreads);
    }
    Crew.setThreads(compiled ? config.threads() : 1);
  }

  static Map<String, String> facts(BackendConfig config) {
    prepare(config);
    Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("nd4j backend", Nd4j.getBackend().getClass().getSimpleName());
    facts.put("blas", String.valueOf(nd4j.get("blas.vendor")));
    facts.put("blas threads", Integer.toString(openblas.blas_get_num_threads()));
    facts.put("openmp threads", String.valueOf(nd4j.get("omp.threads")));
    facts.put("cores", String.valueOf(nd4j.get("cores")));
    return facts;
  }
}

package dev.ensayo.backend.device;

import dev.ensayo.core.training.BackendConfig.Device;
import java.util.function.Predicate;
import org.nd4j.common.config.ND4JClassLoading;

/**
 * Chooses ND4J's native build before ND4J is touched; afterwards it cannot be changed.
 *
 * <p>Left alone, JavaCPP takes the AVX2 build wherever that is on the class path, and a processor
 * without AVX2 then stops at its first instruction.
 */
public final class NativeSelection {
  static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxphysicalbytes";
  private static final String ONEDNN_AVX2 = "-onednn-avx2";

  /** A name no build has: the one without extension is then taken. */
  private static final String GENERIC = "-generic";

  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  private NativeSelection() {}

  /**
   * Sets what JavaCPP and ND4J read when they start: the native build, no look at {@code /proc} at
   * every allocation, and with {@code device: cpu} ND4J's CPU backend even where CUDA is on the
   * class path. What the user has set stays. Asked again it does the same again, in vain.
   */
  public static void apply(Device device) {
    if (System.getProperty(EXTENSION) == null) {
      System.setProperty(EXTENSION, extension(Processor.hasAvx2(), NativeSelection::onClassPath));
    }
    if (System.getProperty(PHYSICAL_BYTES) == null) {
      System.setProperty(PHYSICAL_BYTES, "0");
    }
    if (device == Device.CPU && GpuProbe.backendOnClassPath()) {
      ND4JClassLoading.setNd4jClassloader(
          new CpuBackendClassLoader(NativeSelection.class.getClassLoader()));
    }
  }

  /** The native build in use or about to be, such as {@code linux-x86_64-onednn-avx2}. */
  public static String describe() {
    String set = System.getProperty(EXTENSION);
    String extension =
        set == null ? extension(Processor.hasAvx2(), NativeSelection::onClassPath) : set;
    String build = Processor.platform() + extension;
    return onClassPath(build) ? build : Processor.platform();
  }

  static String extension(boolean avx2, Predicate<String> buildOnClassPath) {
    boolean wanted = avx2 && buildOnClassPath.test(Processor.platform() + ONEDNN_AVX2);
    return wanted ? ONEDNN_AVX2 : GENERIC;
  }

  private static boolean onClassPath(String build) {
    return ClassPathFiles.has(BINDINGS + build + "/" + System.mapLibraryName("nd4jcpu"));
  }
}

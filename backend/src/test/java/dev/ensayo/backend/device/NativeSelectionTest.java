package dev.ensayo.backend.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSelectionTest {
  private static final String SERVICES = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  @TempDir Path folder;

  @Test
  void theAvx2BuildNeedsTheProcessorAndTheJar() {
    assertThat(NativeSelection.extension(true, build -> true)).isEqualTo("-onednn-avx2");
    assertThat(NativeSelection.extension(false, build -> true)).isEqualTo("-generic");
    assertThat(NativeSelection.extension(true, build -> false)).isEqualTo("-generic");
    NativeSelection.extension(
        true,
        build -> {
          assertThat(build).isEqualTo(Processor.platform() + "-onednn-avx2");
          return true;
        });
  }

  @Test
  void theBuildThatIsLoadedIsTheOneDescribed() throws IOException {
    BackendConfig config = BackendConfig.defaults();
    Map<String, String> facts = new Deeplearning4jProbe().loadedFacts(config);
    assertThat(facts).containsEntry("native build", NativeSelection.describe());
    assertThat(System.getProperty(NativeSelection.EXTENSION)).isNotNull();
    Path maps = Path.of("/proc/self/maps");
    if (Files.isReadable(maps)) {
      try (var lines = Files.lines(maps)) {
        assertThat(lines.filter(line -> line.contains("libnd4jcpu")))
            .isNotEmpty()
            .allMatch(line -> line.contains("/" + NativeSelection.describe() + "/"));
      }
    }
  }

  @Test
  void factsAreInOrderAndQuickOnesComeFirst() {
    BackendConfig config = Settings.of(BackendConfig.class, "{threads: 1}");
    assertThat(new Deeplearning4jProbe().facts(config).keySet())
        .containsExactly(
            "device",
            "engine",
            "threads",
            "deeplearning4j",
            "nd4j",
            "native build",
            "openblas kernels",
            "avx2",
            "gpu");
    Map<String, String> all = new Deeplearning4jProbe().loadedFacts(config);
    assertThat(all)
        .containsEntry("device", "cpu")
        .containsEntry("engine", "compiled")
        .containsEntry("deeplearning4j", "1.0.0-M2.1")
        .containsEntry("nd4j backend", "CpuBackend")
        .containsEntry("blas", "OPENBLAS")
        .containsEntry("blas threads", "1")
        .containsEntry("openmp threads", "1");
  }

  @Test
  void otherBackendsAreHidden() throws IOException {
    Path services = folder.resolve(SERVICES);
    Files.createDirectories(services.getParent());
    Files.writeString(services, "org.nd4j.linalg.jcublas.JCublasBackend\n");
    URL[] path = {folder.toUri().toURL()};
    try (URLClassLoader both = new URLClassLoader(path, getClass().getClassLoader())) {
      List<URL> all = Collections.list(both.getResources(SERVICES));
      List<URL> cpu = Collections.list(new CpuBackendClassLoader(both).getResources(SERVICES));
      assertThat(all).hasSize(2);
      assertThat(cpu).hasSize(1);
      assertThat(cpu.get(0).toString()).contains("nd4j-native");
      assertThat(
              new CpuBackendClassLoader(both)
                  .getResources("META-INF/MANIFEST.MF")
                  .hasMoreElements())
          .isTrue();
    }
  }
}

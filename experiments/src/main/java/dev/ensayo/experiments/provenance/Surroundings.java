package dev.ensayo.experiments.provenance;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What of the processor and of the environment's variables may change what a program computes. */
final class Surroundings {
  private static final List<String> FLAG_LINES = List.of("flags", "Features");

  /** Of arithmetic; others change no result. */
  private static final List<String> EXTENSIONS =
      List.of("sse4", "avx", "fma", "f16c", "amx", "asimd", "fp16", "bf16", "sve", "sme", "i8mm");

  private static final List<String> VARIABLES =
      List.of(
          "OMP_",
          "GOMP_",
          "KMP_",
          "OPENBLAS_",
          "MKL_",
          "ONEDNN_",
          "DNNL_",
          "ND4J_",
          "CUDA_",
          "NVIDIA_",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "ENSAYO_",
          "LC_ALL",
          "LC_NUMERIC",
          "LANG",
          "TZ",
          "MALLOC_",
          "GLIBC_TUNABLES",
          "LD_PRELOAD",
          "LD_LIBRARY_PATH");

  private static final List<String> SECRETS = List.of("TOKEN", "SECRET", "PASSWORD", "KEY");

  private Surroundings() {}

  /**
   * The processor's extensions for arithmetic, sorted; none where the system does not tell.
   *
   * @param cpuInfo such as {@code /proc/cpuinfo}
   */
  static ImmutableList<String> processor(Path cpuInfo) {
    try {
      return Files.readAllLines(cpuInfo).stream()
          .filter(line -> FLAG_LINES.stream().anyMatch(line::startsWith))
          .limit(1)
          .flatMap(
              line ->
                  Splitter.on(' ')
                      .omitEmptyStrings()
                      .splitToStream(line.substring(line.indexOf(':') + 1)))
          .filter(flag -> EXTENSIONS.stream().anyMatch(flag::startsWith))
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      return ImmutableList.of();
    }
  }

  /** Those that matter, by name; no secrets. */
  static ImmutableSortedMap<String, String> variables(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (VARIABLES.stream().anyMatch(name::startsWith)
              && SECRETS.stream().noneMatch(upper::contains)) {
            kept.put(name, value);
          }
        });
    return ImmutableSortedMap.copyOf(kept);
  }
}

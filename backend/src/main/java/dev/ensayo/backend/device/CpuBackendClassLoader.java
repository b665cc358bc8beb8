package dev.ensayo.backend.device;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Hides every ND4J backend but the CPU's from {@code ServiceLoader}: ND4J prefers CUDA wherever it
 * finds it, and its priorities can be changed through environment variables only.
 */
final class CpuBackendClassLoader extends ClassLoader {
  private static final String SERVICES = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final String CPU_BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

  CpuBackendClassLoader(ClassLoader parent) {
    super(parent);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> all = super.getResources(name);
    if (!name.equals(SERVICES)) {
      return all;
    }
    List<URL> cpu = new ArrayList<>();
    for (URL url : Collections.list(all)) {
      try (InputStream in = url.openStream()) {
        if (new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(CPU_BACKEND)) {
          cpu.add(url);
        }
      }
    }
    return Collections.enumeration(cpu);
  }
}

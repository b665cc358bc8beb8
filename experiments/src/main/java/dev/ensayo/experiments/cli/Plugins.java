package dev.ensayo.experiments.cli;

import dev.ensayo.core.plugin.BackendProbe;
import java.util.List;
import java.util.ServiceLoader;

/** The backends that the class path declares. */
final class Plugins {
  private Plugins() {}

  static List<BackendProbe> probes() {
    return ServiceLoader.load(BackendProbe.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}

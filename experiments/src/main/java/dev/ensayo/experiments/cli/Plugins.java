package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ChoiceProvider;
import dev.ensayo.core.data.DataSetProvider;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.service.Services;
import dev.ensayo.experiments.launch.Launchers;
import java.util.List;

/** What the class path declares beside the plugins themselves, and what of all of it is broken. */
final class Plugins {
  private Plugins() {}

  static List<BackendProbe> probes() {
    return Services.of(BackendProbe.class).found();
  }

  /** What was left out because it cannot be used, a line each. */
  static ImmutableList<String> problems(PluginRegistry plugins) {
    return ImmutableList.<String>builder()
        .addAll(plugins.problems())
        .addAll(Services.of(BackendProbe.class).broken())
        .addAll(Services.of(DataSetProvider.class).broken())
        .addAll(Services.of(ChoiceProvider.class).broken())
        .addAll(Launchers.load().problems())
        .build();
  }
}

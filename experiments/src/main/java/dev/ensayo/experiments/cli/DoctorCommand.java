package dev.ensayo.experiments.cli;

import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.experiments.run.MachineFacts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ensayo doctor}: what this installation finds on this machine. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Versions, device, BLAS, engines, threads, and the GPU found or why not.")
final class DoctorCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> facts = new LinkedHashMap<>();
    Runtime runtime = Runtime.getRuntime();
    facts.put("ensayo", MachineFacts.code());
    facts.put("java", MachineFacts.java());
    facts.put("os", MachineFacts.os());
    facts.put("cpu", MachineFacts.cpu() + ", " + runtime.availableProcessors() + " cores");
    facts.put("java heap at most", runtime.maxMemory() / MEBIBYTE + " MiB");
    for (BackendProbe probe : Plugins.probes()) {
      facts.putAll(probe.loadedFacts(BackendConfig.defaults()));
    }
    PluginRegistry plugins = PluginRegistry.load();
    facts.put(
        "plugins",
        plugins.environments().size()
            + " environments, "
            + plugins.wrappers().size()
            + " wrappers, "
            + plugins.agents().size()
            + " agents");
    PrintWriter out = spec.commandLine().getOut();
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach((key, value) -> out.println(key + " ".repeat(width - key.length() + 2) + value));
    return ExitCode.DONE;
  }
}

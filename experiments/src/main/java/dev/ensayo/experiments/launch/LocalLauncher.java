package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableMap;

/** Runs in threads of this process: what is done unless another launcher is asked for. */
public final class LocalLauncher implements LauncherProvider {
  /** What it is chosen by. */
  public static final String NAME = "local";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "in threads of this process";
  }

  @Override
  public Launcher connect(ImmutableMap<String, String> options) {
    return context -> context.executor().slots(context.localJobs());
  }
}

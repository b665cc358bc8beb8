package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.experiments.run.StoragePatience;
import java.time.Duration;

/**
 * Runs in threads of this process, among any number of processes on any number of machines that see
 * the same folder. Each takes the next run that nobody has; leases tell them apart.
 */
public final class ShareLauncher implements LauncherProvider {
  /** What it is chosen by. */
  public static final String NAME = "share";

  /** For so many times the expiry of a lease, a folder that does not answer is waited for. */
  private static final int PATIENCE_IN_EXPIRIES = 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the same, by any number of processes that share the folder, on any machines";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Launcher connect(ImmutableMap<String, String> options) {
    return context -> {
      Duration patience = context.leases().timing().expiry().multipliedBy(PATIENCE_IN_EXPIRIES);
      return context
          .executor()
          .withPatience(new StoragePatience(patience, System::nanoTime))
          .slots(context.localJobs());
    };
  }
}

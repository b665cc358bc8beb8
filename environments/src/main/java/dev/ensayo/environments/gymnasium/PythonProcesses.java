package dev.ensayo.environments.gymnasium;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The Python processes of one run. A process that has no copies left, as after a test, waits for
 * the next ones, since starting Python takes longer than many a test. When the copies that are
 * trained in are closed, all are ended. Not thread-safe.
 */
final class PythonProcesses {
  private final GymnasiumConfig config;
  private final BridgeScript script;
  private final Deque<PythonProcess> idle = new ArrayDeque<>();
  private int owners;

  PythonProcesses(GymnasiumConfig config, BridgeScript script) {
    this.config = config;
    this.script = script;
  }

  /** One more that keeps the processes alive. */
  void addOwner() {
    owners++;
  }

  /** One less; without any, processes without copies are ended. */
  void removeOwner() {
    owners--;
    if (owners == 0) {
      idle.forEach(PythonProcess::close);
      idle.clear();
    }
  }

  PythonProcess take() {
    PythonProcess waiting = idle.poll();
    return waiting != null ? waiting : PythonProcess.start(config, script);
  }

  void giveBack(PythonProcess process) {
    if (owners == 0 || process.isOver()) {
      process.close();
    } else {
      idle.push(process);
    }
  }
}

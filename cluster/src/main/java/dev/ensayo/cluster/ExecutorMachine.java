package dev.ensayo.cluster;

import dev.ensayo.experiments.run.MachineFacts;
import java.io.Serializable;

/**
 * What the last digits of a run may depend on beside its study.
 *
 * @param java version and vendor
 * @param processor the model
 */
record ExecutorMachine(String java, String processor) implements Serializable {
  /** Of this process. */
  static ExecutorMachine here() {
    return new ExecutorMachine(MachineFacts.java(), MachineFacts.cpu());
  }

  /** In a sentence. */
  String words() {
    return "Java " + java + " on " + processor;
  }
}

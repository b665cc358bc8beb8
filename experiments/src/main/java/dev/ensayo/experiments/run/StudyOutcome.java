package dev.ensayo.experiments.run;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;

/**
 * How a study stands when this process has nothing more to do for it.
 *
 * @param asked how many runs the study asks for; where seeds are given out until it is decided, as
 *     far as it has come
 * @param counts how many runs ended how, in this process or found ended; runs that a stop kept from
 *     starting are not counted
 * @param elsewhere runs that other processes are at, with who it is, such as "being run by process
 *     4711 on host a since 10:02"
 */
public record StudyOutcome(
    int asked, ImmutableMap<RunStatus, Integer> counts, ImmutableMap<RunPlan, String> elsewhere) {
  public int count(RunStatus status) {
    return counts.getOrDefault(status, 0);
  }
}

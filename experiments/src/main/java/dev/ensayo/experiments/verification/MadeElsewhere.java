package dev.ensayo.experiments.verification;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.Provenance;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.provenance.ProgramRecord;
import dev.ensayo.experiments.run.MachineFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a run was made with that is otherwise here and now, and may change its values. */
public final class MadeElsewhere {
  private MadeElsewhere() {}

  static boolean isOtherCode(Manifest made) {
    return !MachineFacts.code().equals(made.code());
  }

  /** A sentence for each; none where all is the same. */
  public static ImmutableList<String> notes(Manifest made, List<BackendProbe> probes, RunPlan run) {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    if (!made.notRepeatable().isEmpty()) {
      notes.add("this run cannot be repeated, because " + made.notRepeatable());
    }
    note(notes, "code", made.code(), MachineFacts.code());
    note(notes, "Java", made.java(), MachineFacts.java());
    note(notes, "CPU", made.cpu(), MachineFacts.cpu());
    Map<String, String> then = made.backend();
    for (BackendProbe probe : probes) {
      probe.facts(run.backend()).forEach((fact, now) -> note(notes, fact, then.get(fact), now));
    }
    noteProvenance(notes, made.provenance());
    noteEnvironment(notes, made.provenance().environment(), run);
    return notes.build();
  }

  /** Asks only where there is something to compare, since asking may start other programs. */
  private static void noteEnvironment(
      ImmutableList.Builder<String> notes, Map<String, String> made, RunPlan run) {
    if (made.isEmpty()) {
      return;
    }
    try {
      Map<String, String> now = run.openEnvironment().facts();
      made.forEach((fact, then) -> note(notes, fact, then, now.getOrDefault(fact, "not there")));
    } catch (InvalidSettingException e) {
      notes.add("its environment cannot be opened here: " + e.getMessage());
    }
  }

  /** Of native libraries nothing is known before they are loaded. */
  private static void noteProvenance(ImmutableList.Builder<String> notes, Provenance made) {
    if (made.equals(Provenance.UNKNOWN)) {
      return;
    }
    Provenance now = ProgramRecord.ofThisProcess().atStart(MachineFacts.code());
    if (!made.libraries().equals(now.libraries())) {
      notes.add(
          "made with other libraries: provenance/libraries-…txt beside the study lists those then");
    }
    if (!made.change().equals(now.change())) {
      notes.add("made with other changes to the sources than those that are here now");
    }
    note(notes, "processor", list(made.processor()), list(now.processor()));
    TreeSet<String> names = new TreeSet<>(made.variables().keySet());
    names.addAll(now.variables().keySet());
    for (String name : names) {
      note(
          notes,
          name,
          made.variables().getOrDefault(name, "(not set)"),
          now.variables().getOrDefault(name, "(not set)"));
    }
  }

  private static String list(List<String> extensions) {
    return String.join(" ", extensions);
  }

  private static void note(
      ImmutableList.Builder<String> notes, String what, String then, String now) {
    if (then != null && !then.equals(now)) {
      notes.add("made with another " + what + ": " + then + ", now " + now);
    }
  }
}

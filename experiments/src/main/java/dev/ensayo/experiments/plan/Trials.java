package dev.ensayo.experiments.plan;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tries a run of each variant for a moment, those first that others start from: these then start
 * from what was learned in that moment. Leaves nothing on disk.
 */
public final class Trials {
  private final Duration moment;
  private final Consumer<String> trying;

  /**
   * @param moment how long each
   * @param trying hears the name of each variant as it begins
   */
  public Trials(Duration moment, Consumer<String> trying) {
    this.moment = moment;
    this.trying = trying;
  }

  /**
   * Tries each of the runs.
   *
   * @param runs one of each variant
   * @return by the variant, in the order of the runs
   */
  public ImmutableMap<String, Trial> of(List<RunPlan> runs) throws IOException {
    Path scratch = Files.createTempDirectory("ensayo-plan-");
    try {
      Map<String, Trial> trials = new LinkedHashMap<>();
      runs.forEach(run -> trials.put(run.variant(), null));
      List<RunPlan> waiting = new ArrayList<>(runs);
      int before;
      do {
        before = waiting.size();
        for (Iterator<RunPlan> each = waiting.iterator(); each.hasNext(); ) {
          RunPlan run = each.next();
          if (run.requiredVariants().stream().allMatch(name -> isTried(trials.get(name)))) {
            trials.put(run.variant(), trial(run, scratch));
            each.remove();
          }
        }
      } while (waiting.size() < before);
      waiting.forEach(
          run ->
              trials.put(
                  run.variant(),
                  Trial.unknown(
                      "it starts from "
                          + String.join(", ", run.requiredVariants())
                          + ", which could not be tried")));
      return ImmutableMap.copyOf(trials);
    } finally {
      MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static boolean isTried(Trial trial) {
    return trial != null && trial.isKnown();
  }

  private Trial trial(RunPlan run, Path scratch) throws IOException {
    trying.accept(run.variant());
    Path folder = Files.createDirectory(scratch.resolve(run.variant()));
    return Trial.of(run, moment, folder, scratch::resolve);
  }
}

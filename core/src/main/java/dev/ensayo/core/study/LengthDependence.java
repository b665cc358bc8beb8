package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.NestedSettings;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.LengthDependent;

/**
 * A setting of a run that would mean something else if the run were longer.
 *
 * @param path of the setting
 * @param instead what does the same in a run of that length and does not depend on it, or comes
 *     nearest, as a study would write it
 */
public record LengthDependence(String path, String instead) {
  /** Those of a configuration, as its records say. */
  static ImmutableList<LengthDependence> of(Record config, String path, Budget budget) {
    ImmutableList.Builder<LengthDependence> all = ImmutableList.builder();
    NestedSettings.of(config, path, LengthDependent.class)
        .forEach(
            (place, settings) ->
                settings
                    .dependingOnLength(budget)
                    .forEach(
                        (key, instead) ->
                            all.add(new LengthDependence(place + "." + key, instead))));
    return all.build();
  }

  /** A clause. */
  String words() {
    return path + " depends on the length of the run, where '" + instead + "' would not";
  }
}

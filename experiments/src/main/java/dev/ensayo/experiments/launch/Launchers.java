package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.service.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The launchers of the class path.
 *
 * @param all those that can be used, each name once, in the order of the class path
 * @param problems why others were left out, a line each
 */
public record Launchers(ImmutableList<LauncherProvider> all, ImmutableList<String> problems) {
  /** Launchers that are known and need not be there, with how one gets them. */
  private static final ImmutableMap<String, String> ELSEWHERE =
      ImmutableMap.of(
          "spark",
          "'spark' is in the module 'cluster', which ./ensayo builds when it is called with"
              + " --launcher spark");

  /** Looks through the class path. */
  public static Launchers load() {
    Services<LauncherProvider> services = Services.of(LauncherProvider.class);
    return of(services.found(), services.broken());
  }

  /** Of several with the same name, or with an option of the same name, the first is used. */
  static Launchers of(List<LauncherProvider> found, List<String> broken) {
    List<String> problems = new ArrayList<>(broken);
    ImmutableList.Builder<LauncherProvider> all = ImmutableList.builder();
    Map<String, LauncherProvider> taken = new HashMap<>();
    for (LauncherProvider provider : found) {
      List<String> names = new ArrayList<>(List.of(provider.name()));
      provider.options().forEach(option -> names.add(option.name()));
      Optional<String> twice = names.stream().filter(taken::containsKey).findFirst();
      if (twice.isPresent()) {
        problems.add(
            provider.getClass().getName()
                + " cannot be used: '"
                + twice.get()
                + "' is of "
                + taken.get(twice.get()).getClass().getName()
                + " already");
      } else {
        names.forEach(name -> taken.put(name, provider));
        all.add(provider);
      }
    }
    return new Launchers(all.build(), ImmutableList.copyOf(problems));
  }

  /**
   * The launcher of that name.
   *
   * @throws LauncherException if there is none, naming those there are
   */
  public LauncherProvider named(String name) {
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LauncherException(unknown(name)));
  }

  private String unknown(String name) {
    List<String> names = all.stream().map(LauncherProvider::name).sorted().toList();
    String how =
        ELSEWHERE.containsKey(name)
            ? "there are: " + NearestName.listed(names) + "; " + ELSEWHERE.get(name)
            : NearestName.hint(name, names);
    return "--launcher: there is no launcher '" + name + "'; " + how;
  }
}

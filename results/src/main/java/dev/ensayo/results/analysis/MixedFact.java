package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.Manifest.Session;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Something that runs were made with and that was not the same for all of them: between variants it
 * may be taken for what the variants change, within one it widens its spread.
 *
 * @param fact what, such as {@code Java}
 * @param variants the labels of the variants of which it made runs, by its value
 */
public record MixedFact(String fact, ImmutableSetMultimap<String, String> variants) {
  private static final ImmutableMap<String, Function<Session, String>> OF_SESSIONS =
      ImmutableMap.of(
          "code of Ensayo",
          Session::code,
          "Java",
          Session::java,
          "processor",
          Session::cpu,
          "kernels of OpenBLAS",
          session -> ofBackend(session, "openblas kernels"),
          "native build",
          session -> ofBackend(session, "native build"));

  private static String ofBackend(Session session, String fact) {
    return session.backend().getOrDefault(fact, "");
  }

  /** Whether variants differ in it. */
  public boolean isBetweenVariants() {
    return variants.asMap().values().stream().distinct().count() > 1;
  }

  /** All facts in which the runs of a study differ. */
  public static ImmutableList<MixedFact> of(List<VariantResults> variants) {
    List<MixedFact> facts = new ArrayList<>();
    OF_SESSIONS.forEach(
        (fact, value) -> {
          ImmutableSetMultimap.Builder<String, String> byValue = ImmutableSetMultimap.builder();
          manifests(
              variants,
              (label, manifest) ->
                  manifest.allSessions().stream()
                      .map(value)
                      .filter(known -> !known.isEmpty())
                      .forEach(known -> byValue.put(known, label)));
          facts.add(new MixedFact(fact, byValue.build()));
        });
    Map<String, ImmutableSetMultimap.Builder<String, String>> files = new TreeMap<>();
    manifests(
        variants,
        (label, manifest) ->
            manifest
                .dataSha256()
                .forEach(
                    (file, sha256) ->
                        files
                            .computeIfAbsent(file, name -> ImmutableSetMultimap.builder())
                            .put("SHA-256 " + sha256, label)));
    files.forEach((file, byHash) -> facts.add(new MixedFact("data file " + file, byHash.build())));
    return facts.stream()
        .filter(fact -> fact.variants.keySet().size() > 1)
        .collect(ImmutableList.toImmutableList());
  }

  private static void manifests(List<VariantResults> variants, BiConsumer<String, Manifest> each) {
    for (VariantResults variant : variants) {
      for (RunRecord run : variant.runs()) {
        Optional<Manifest> manifest = run.manifest();
        manifest.ifPresent(made -> each.accept(variant.label(), made));
      }
    }
  }
}

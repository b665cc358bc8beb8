package dev.ensayo.core.rundir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What a session was made with, by its content. Lists that are the same for many runs lie once
 * beside the study, in {@code provenance/}, under names that begin with their SHA-256.
 *
 * @param program SHA-256 of the list of Ensayo's own jars and of folders of classes, itself lines
 *     of SHA-256 and name; empty if not known. Two builds of one commit may differ in it
 * @param libraries the same of all other jars that the program was started with
 * @param natives the same of the native libraries that were loaded at the end of the session; empty
 *     if not known
 * @param change SHA-256 of what the program's sources had changed since their commit; empty if
 *     nothing, or not known
 * @param processor the processor's extensions for arithmetic, such as {@code avx2}
 * @param variables those of the environment that may change results, speed or what is found
 * @param environment what the environment that is learned from is run with where that is not Ensayo
 *     itself, such as versions of Python and its libraries, and whether its state can be saved
 */
public record Provenance(
    String program,
    String libraries,
    String natives,
    String change,
    List<String> processor,
    Map<String, String> variables,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> environment) {
  /** Of sessions that did not note it. */
  public static final Provenance UNKNOWN =
      new Provenance("", "", "", "", ImmutableList.of(), ImmutableMap.of(), ImmutableMap.of());

  public Provenance {
    program = Strings.nullToEmpty(program);
    libraries = Strings.nullToEmpty(libraries);
    natives = Strings.nullToEmpty(natives);
    change = Strings.nullToEmpty(change);
    processor = processor == null ? ImmutableList.of() : ImmutableList.copyOf(processor);
    variables = variables == null ? ImmutableMap.of() : ImmutableMap.copyOf(variables);
    environment = environment == null ? ImmutableMap.of() : ImmutableMap.copyOf(environment);
  }

  /** The same, of which is now known what native libraries it had loaded. */
  public Provenance withNatives(String sha256) {
    return new Provenance(program, libraries, sha256, change, processor, variables, environment);
  }

  /** The same, of which is now known what its environment is run with. */
  public Provenance withEnvironment(Map<String, String> facts) {
    return new Provenance(program, libraries, natives, change, processor, variables, facts);
  }
}

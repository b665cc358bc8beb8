package dev.ensayo.core.plugin;

/**
 * Something a study can name as a {@code type}.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader}, so they have a public constructor
 * without parameters; loading and constructing one must be cheap and must not touch ND4J.
 *
 * @param <C> the record that holds its settings
 */
public interface Plugin<C extends Record> {
  /** The name in a study: lower case, digits and dashes. New dynamics or meaning, new name. */
  String name();

  /** What it is, in a sentence. */
  String summary();

  /** The record its settings are bound to. */
  Class<C> configType();
}

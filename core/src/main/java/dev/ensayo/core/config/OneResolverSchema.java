package dev.ensayo.core.config;

import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML's core schema with one resolver for all texts. {@link CoreSchema} makes one each time it is
 * asked, for each value that is written, and that takes longer than to write a run's configuration.
 * It is only read, by any number of threads.
 */
final class OneResolverSchema extends CoreSchema {
  private final ScalarResolver resolver = super.getScalarResolver();

  @Override
  public ScalarResolver getScalarResolver() {
    return resolver;
  }
}

package dev.ensayo.core.config;

import java.util.List;

/**
 * Names records that a study can choose for an interface, where they are too many or too far apart
 * for a sealed one: {@code layers: [{type: dense, units: 64}]}. Found by {@link
 * java.util.ServiceLoader}, so an implementation has a public constructor without arguments; it
 * must be cheap to load and construct.
 *
 * <p>A jar that brings one record brings a provider of its own for the interface; what all of them
 * name can be chosen.
 *
 * @param <T> the interface
 */
public interface ChoiceProvider<T> {
  /** The interface, which is not sealed. */
  Class<T> type();

  /** Records with a {@link Choice}, in the order in which {@code describe} lists them. */
  List<Class<? extends T>> choices();
}

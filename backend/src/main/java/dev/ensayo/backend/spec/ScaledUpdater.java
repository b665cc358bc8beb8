package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/** An updater at another learning rate. */
public final class ScaledUpdater {
  private static final String LEARNING_RATE = "learningRate";

  private ScaledUpdater() {}

  /**
   * The same updater, its learning rate times a factor. Every record of {@link UpdaterSpec} that
   * has a learning rate has a component of that name.
   *
   * @throws InvalidSettingException if it has none and the factor is not 1
   */
  public static UpdaterSpec of(UpdaterSpec updater, double factor) {
    if (factor == 1) {
      return updater;
    }
    RecordComponent[] components = updater.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    boolean scaled = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = components[i].getAccessor().invoke(updater);
        if (components[i].getName().equals(LEARNING_RATE)) {
          values[i] = (double) values[i] * factor;
          scaled = true;
        }
      }
      if (!scaled) {
        throw new InvalidSettingException(
            "learningRateFactors", "the chosen updater has no learning rate");
      }
      return (UpdaterSpec) updater.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new InvalidSettingException("learningRateFactors", e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

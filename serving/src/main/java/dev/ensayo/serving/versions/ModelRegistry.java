package dev.ensayo.serving.versions;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.model.ServedModel;
import java.util.List;

/** All models by their names, while a server runs. Thread-safe. */
public final class ModelRegistry implements AutoCloseable {
  private final BatchLimits limits;
  private volatile ImmutableSortedMap<String, NamedModel> models = ImmutableSortedMap.of();

  /**
   * @param limits of each version's queue
   */
  public ModelRegistry(BatchLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds a version of a name. The first one of a name answers its requests; those that follow wait
   * for {@link NamedModel#route} or {@link NamedModel#promote}.
   *
   * @param copies of the same model, now owned by this; at least one, each gets a thread
   * @throws IllegalArgumentException if the name has that version already, or versions that are
   *     asked by other inputs; the copies are then still the caller's
   */
  public synchronized void add(String name, String version, List<ServedModel> copies) {
    NamedModel known = models.get(name);
    if (known != null
        && known.versions().stream().anyMatch(other -> other.version().equals(version))) {
      throw new IllegalArgumentException(
          "the model '%s' has a version '%s' already".formatted(name, version));
    }
    if (known != null && !sameInputs(known, copies.get(0))) {
      throw new IllegalArgumentException(
          "version '%s' is asked by other inputs than those of '%s' before it"
              .formatted(version, name));
    }
    ServedVersion added = new ServedVersion(name, version, copies, limits);
    if (known != null) {
      known.add(added);
    } else {
      models =
          ImmutableSortedMap.<String, NamedModel>naturalOrder()
              .putAll(models)
              .put(name, new NamedModel(added))
              .buildOrThrow();
    }
  }

  private static boolean sameInputs(NamedModel known, ServedModel added) {
    return known.versions().get(0).signature().inputs().equals(added.signature().inputs());
  }

  /** All models by name. */
  public ImmutableList<NamedModel> models() {
    return models.values().asList();
  }

  /**
   * A model.
   *
   * @throws UnknownModelException if there is none of that name
   */
  public NamedModel model(String name) {
    NamedModel model = models.get(name);
    if (model == null) {
      throw new UnknownModelException(
          "there is no model '%s'; %s".formatted(name, NearestName.hint(name, models.keySet())));
    }
    return model;
  }

  /** Fails what waits, where nobody is there to hear it; to be called before {@link #close}. */
  public void giveUp() {
    models.values().forEach(NamedModel::giveUp);
  }

  /** Answers what waits, then closes all models. */
  @Override
  public void close() {
    models.values().forEach(NamedModel::close);
  }
}

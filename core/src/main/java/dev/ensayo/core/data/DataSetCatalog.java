package dev.ensayo.core.data;

import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.service.Services;
import java.util.Collection;

/** All data sets that can be named, by name. */
public final class DataSetCatalog {
  private final ImmutableSortedMap<String, DataSet> dataSets;

  /**
   * @throws IllegalArgumentException if two sets have one name
   */
  public DataSetCatalog(Collection<? extends DataSetProvider> providers) {
    ImmutableSortedMap.Builder<String, DataSet> byName = ImmutableSortedMap.naturalOrder();
    providers.forEach(provider -> provider.dataSets().forEach(set -> byName.put(set.name(), set)));
    this.dataSets = byName.buildOrThrow();
  }

  /** The sets that the class path declares under {@code META-INF/services}. */
  public static DataSetCatalog load() {
    return new DataSetCatalog(Services.of(DataSetProvider.class).found());
  }

  public ImmutableSortedMap<String, DataSet> dataSets() {
    return dataSets;
  }

  /**
   * The set of that name.
   *
   * @throws InvalidSettingException if there is none, with the nearest name
   */
  public DataSet get(String name) {
    DataSet set = dataSets.get(name);
    if (set == null) {
      throw new InvalidSettingException(
          "", "no data set is called '" + name + "'; " + NearestName.hint(name, dataSets.keySet()));
    }
    return set;
  }
}

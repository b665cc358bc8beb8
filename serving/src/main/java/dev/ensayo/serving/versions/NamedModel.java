package dev.ensayo.serving.versions;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.NearestName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A name, its versions, and which of them answer. Thread-safe. */
public final class NamedModel implements AutoCloseable {
  private static final int REMEMBERED = 100;

  private final String name;
  private final Deque<Traffic> before = new ArrayDeque<>();
  private volatile ImmutableMap<String, ServedVersion> versions = ImmutableMap.of();
  private volatile Traffic traffic;

  /**
   * @param first the version that answers until something else is said
   */
  NamedModel(ServedVersion first) {
    this.name = first.name();
    this.versions = ImmutableMap.of(first.version(), first);
    this.traffic = Traffic.to(first.version());
  }

  public String name() {
    return name;
  }

  /** All versions in the order in which they came. */
  public ImmutableList<ServedVersion> versions() {
    return versions.values().asList();
  }

  /** Which versions answer. */
  public Traffic traffic() {
    return traffic;
  }

  /** What it was before, the last first. */
  public synchronized ImmutableList<Traffic> earlierTraffic() {
    return ImmutableList.copyOf(before);
  }

  /**
   * A version.
   *
   * @throws UnknownModelException if there is none of that name
   */
  public ServedVersion version(String version) {
    ServedVersion found = versions.get(version);
    if (found == null) {
      throw new UnknownModelException(
          "the model '%s' has no version '%s'; %s"
              .formatted(name, version, NearestName.hint(version, versions.keySet())));
    }
    return found;
  }

  /** The version that answers a key now. */
  public ServedVersion pick(String key) {
    ServedVersion picked;
    do {
      picked = versions.get(traffic.pick(key));
    } while (picked == null); // between two lines the traffic was sent elsewhere
    return picked;
  }

  /** The versions that answer, whichever the key. */
  ImmutableList<ServedVersion> answering() {
    return traffic.weights().keySet().stream()
        .map(versions::get)
        .filter(Objects::nonNull) // between two words the traffic was sent elsewhere
        .collect(toImmutableList());
  }

  /** The version that is asked as well; empty if there is none. */
  Optional<ServedVersion> shadow() {
    return traffic.shadow().map(versions::get);
  }

  /** Adds a version, which answers when the traffic says so. */
  synchronized void add(ServedVersion version) {
    if (versions.containsKey(version.version())) {
      throw new IllegalArgumentException(
          "the model '%s' has a version '%s' already".formatted(name, version.version()));
    }
    versions =
        ImmutableMap.<String, ServedVersion>builder()
            .putAll(versions)
            .put(version.version(), version)
            .buildOrThrow();
  }

  /**
   * Sends requests elsewhere, at once for those that come from now on; those before are answered by
   * whom they were sent to.
   *
   * @throws UnknownModelException if there is no such version; nothing has changed then
   */
  public synchronized void route(Traffic next) {
    next.weights().keySet().forEach(this::version);
    next.shadow().ifPresent(this::version);
    if (next.equals(traffic)) {
      return;
    }
    before.push(traffic);
    if (before.size() > REMEMBERED) {
      before.removeLast();
    }
    traffic = next;
  }

  /**
   * As {@link #route}, and there is no way back behind it: what was before was not meant to answer.
   *
   * @throws UnknownModelException if there is no such version; nothing has changed then
   */
  public synchronized void begin(Traffic first) {
    route(first);
    before.clear();
  }

  /**
   * Lets one version answer all requests; the shadow stays, unless it is that version.
   *
   * @throws UnknownModelException if there is none of that name
   */
  public synchronized void promote(String version) {
    route(
        Traffic.to(version).withShadow(traffic.shadow().filter(shadow -> !shadow.equals(version))));
  }

  /**
   * Undoes the last change of the traffic.
   *
   * @return false if there was none
   */
  public synchronized boolean back() {
    if (before.isEmpty()) {
      return false;
    }
    traffic = before.pop();
    return true;
  }

  /**
   * Takes a version away that gets no requests; those that wait are answered first.
   *
   * @throws UnknownModelException if there is none of that name
   * @throws IllegalStateException if it answers or is the shadow
   */
  public void remove(String version) {
    ServedVersion removed = version(version);
    synchronized (this) {
      if (traffic.weights().containsKey(version)
          || traffic.shadow().filter(version::equals).isPresent()) {
        throw new IllegalStateException(
            "version '%s' of '%s' gets requests; send them elsewhere first"
                .formatted(version, name));
      }
      Map<String, ServedVersion> rest = new LinkedHashMap<>(versions);
      rest.remove(version);
      versions = ImmutableMap.copyOf(rest);
      before.removeIf(
          earlier ->
              earlier.weights().containsKey(version)
                  || earlier.shadow().filter(version::equals).isPresent());
    }
    removed.close();
  }

  /** Fails what waits, where nobody is there to hear it. */
  void giveUp() {
    versions.values().forEach(ServedVersion::giveUp);
  }

  @Override
  public void close() {
    versions.values().forEach(ServedVersion::close);
  }
}

package dev.ensayo.environments.gymnasium;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.environment.EnvironmentFaultException;
import java.util.List;

/**
 * A Python process could not be started, ended, said that something went wrong, or said nonsense.
 */
final class PythonFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More names than this are not listed to the user. */
  private static final int MOST_LISTED = 12;

  private final String key;
  private final transient ImmutableList<String> known;

  /**
   * @param key the setting that is to blame; empty where none is
   * @param message in one line
   * @param known what the setting could have named, where that is known
   */
  PythonFailure(String key, String message, List<String> known) {
    super(message);
    this.key = key;
    this.known = ImmutableList.copyOf(known);
  }

  PythonFailure(String key, String message) {
    this(key, message, ImmutableList.of());
  }

  /** As told before the first step: of the setting to blame, or of the id. */
  InvalidSettingException inSettings(GymnasiumConfig config) {
    InvalidSettingException invalid =
        new InvalidSettingException(key.isEmpty() ? "id" : key, getMessage() + hint(config.id()));
    invalid.initCause(this);
    return invalid;
  }

  private String hint(String id) {
    if (known.isEmpty()) {
      return "";
    }
    String given = id.substring(id.lastIndexOf(':') + 1);
    String nearest =
        NearestName.of(given, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    if (!nearest.isEmpty() && known.size() > MOST_LISTED) {
      return nearest;
    }
    int shown = Math.min(known.size(), MOST_LISTED);
    String more = shown < known.size() ? " and " + (known.size() - shown) + " more" : "";
    return (nearest.isEmpty() ? "; " : nearest + " ")
        + "known: "
        + NearestName.listed(known.subList(0, shown))
        + more;
  }

  /** As told of a run. */
  EnvironmentFaultException inRun() {
    EnvironmentFaultException fault = new EnvironmentFaultException(getMessage());
    fault.initCause(this);
    return fault;
  }
}

package dev.ensayo.environments.gymnasium;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Map;

/** Settings of an environment that is written in Python. */
public record GymnasiumConfig(
    @Setting(
            "what gymnasium.make takes, such as LunarLander-v3 or module:Id-v0; or module:Class, a"
                + " class with Gymnasium's interface, which needs no gymnasium")
        String id,
    @Setting(
            value = "the Python that runs it: a program on the PATH, or the path of one",
            defaultValue = "python3",
            path = PathTo.FILE)
        String python,
    @Setting(
            value = "arguments of gymnasium.make beside the id, or of the class",
            defaultValue = "{}")
        Map<String, JsonNode> options,
    @Setting(
            value = "folders in which Python looks for modules first, before those of PYTHONPATH",
            defaultValue = "[]",
            path = PathTo.FOLDER)
        List<String> path,
    @Setting(
            value = "how many copies one Python process steps",
            defaultValue = "8",
            min = 1,
            max = 4096)
        int copies,
    @Setting(
            value = "how long Python may take over one answer before its process is ended",
            defaultValue = "60",
            min = 0,
            minExcluded = true,
            max = 86_400,
            unit = "seconds")
        double timeout) {
  public GymnasiumConfig {
    Settings.check(GymnasiumConfig.class, id, python, options, path, copies, timeout);
    if (id.isBlank()) {
      throw new InvalidSettingException(
          "id", "must name an environment, such as CartPole-v1 or module:Class, not be blank");
    }
    if (python.isBlank()) {
      throw new InvalidSettingException("python", "must name a program, such as python3");
    }
    options = ImmutableMap.copyOf(options);
    path = ImmutableList.copyOf(path);
  }
}

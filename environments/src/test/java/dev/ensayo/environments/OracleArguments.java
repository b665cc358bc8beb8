package dev.ensayo.environments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import dev.ensayo.core.config.Settings;

/** Turns the constructor arguments of a recording ({@code kwargs}) into our settings. */
public final class OracleArguments {
  private OracleArguments() {}

  /**
   * The settings; an argument that has no setting here fails with its name.
   *
   * @param arguments such as {@code {"is_slippery": true}}
   * @param stepLimit the recorded time limit: null for none, missing for the default
   */
  public static <C extends Record> C settings(
      Class<C> type, JsonNode arguments, JsonNode stepLimit) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    arguments
        .properties()
        .forEach(
            argument -> {
              if (!argument.getValue().isNull()) {
                put(settings, argument.getKey(), argument.getValue());
              }
            });
    if (!stepLimit.isMissingNode()) {
      settings.put("stepLimit", stepLimit.isNull() ? 0 : stepLimit.intValue());
    }
    return Settings.of(type, settings.toString());
  }

  private static void put(ObjectNode settings, String name, JsonNode value) {
    switch (name) {
      case "map_name" -> {
        if (!settings.has("map")) {
          settings.set("map", value);
        }
      }
      case "g" -> settings.set("gravity", value);
      case "desc" -> {
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("type", "custom");
        settings.set("map", map.set("rows", value));
      }
      case "reward_schedule" -> {
        ObjectNode schedule = settings.putObject("rewardSchedule");
        schedule.set("goal", value.get(0));
        schedule.set("hole", value.get(1));
        schedule.set("other", value.get(2));
      }
      default ->
          settings.set(
              CaseFormat.LOWER_UNDERSCORE.to(
                  CaseFormat.LOWER_CAMEL, name.startsWith("is_") ? name.substring(3) : name),
              value);
    }
  }
}

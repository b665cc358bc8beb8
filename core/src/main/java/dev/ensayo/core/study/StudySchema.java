package dev.ensayo.core.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ensayo.core.config.SettingPaths;
import dev.ensayo.core.config.SettingsSchema;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.search.SearchDesign;
import dev.ensayo.core.search.SearchRange;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema (draft 2020-12) of studies, with the settings of all plugins: what editors
 * complete and check by. It is made from the records that studies are bound to.
 *
 * <p>What holds between settings, and what fits together, it does not say; {@code run} does.
 */
public final class StudySchema {
  /** Begins the name of the definition of a path's value. */
  private static final String AT = "at-";

  private final SettingsSchema settings = new SettingsSchema();
  private final SettingPaths paths = new SettingPaths(settings);
  private final PluginRegistry plugins;

  private StudySchema(PluginRegistry plugins) {
    this.plugins = plugins;
  }

  /** The schema for what these plugins offer. */
  public static ObjectNode of(PluginRegistry plugins) {
    return new StudySchema(plugins).write();
  }

  private ObjectNode write() {
    ObjectNode root = SettingsSchema.empty();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "A study of Ensayo");
    root.put("type", "object");
    for (String key : new String[] {"study", "environment", "agent", "budget"}) {
      root.withArray("required").add(key);
    }
    ObjectNode properties = root.putObject("properties");
    for (String key : StudyReader.KEYS) {
      properties.set(key, key(key));
    }
    root.put("additionalProperties", false);
    paths();
    root.set("$defs", settings.definitions());
    return root;
  }

  private ObjectNode key(String key) {
    return switch (key) {
      case "study" ->
          SettingsSchema.text("the study's name, also of its folder under runs/")
              .put("pattern", VariantNames.PATTERN);
      case "question" -> SettingsSchema.text("what it is to find out, in a sentence");
      case "environment" ->
          described(environment(), "what is learned from, and what it is seen through");
      case "agent" -> described(typed("agent", plugins.agents()), "who learns");
      case "budget" -> section(key, Budget.class, "how long a run lasts, on exactly one clock");
      case "evaluation" -> section(key, Evaluation.class, "when and how the learner is tested");
      case "log" -> section(key, Logging.class, "how often training metrics are written");
      case "backend" -> section(key, BackendConfig.class, "where networks are computed");
      case "report" -> described(settings.record(ReportSpec.class), "what the report compares");
      case "seeds" -> seeds("roots of all randomness: each variant is run with each of them");
      case "variants" -> variants();
      case "grid" -> grid();
      case "search" -> search("makes the variants from points of a space of settings");
      case "tune" -> tune();
      case "language" ->
          SettingsSchema.text("what its report is written in; by default the reader's own")
              .set("enum", tags());
      case "ablation" -> ablation();
      case "hypotheses" -> hypotheses();
      case "drop" -> names("variants that are neither run nor reported");
      default -> SettingsSchema.empty();
    };
  }

  private ObjectNode section(String key, Class<? extends Record> type, String description) {
    ObjectNode schema = settings.record(type);
    paths.add(key, schema.deepCopy());
    paths.addAll(key, type);
    return described(schema, description);
  }

  private static ObjectNode described(ObjectNode schema, String description) {
    ObjectNode all = SettingsSchema.empty().put("description", description);
    all.putArray("allOf").add(schema);
    return all;
  }

  /** A plugin's name, or its type with its settings. */
  private ObjectNode typed(String kind, Map<String, ? extends Plugin<?>> found) {
    Map<String, ObjectNode> branches = new LinkedHashMap<>();
    Map<String, String> summaries = new LinkedHashMap<>();
    ObjectNode names = SettingsSchema.empty();
    ArrayNode each = names.putArray("enum");
    found.forEach(
        (name, plugin) -> {
          ObjectNode branch = settings.chosen(plugin.configType(), kind + "-" + name, name);
          branches.put(name, branch);
          summaries.put(name, plugin.summary());
          each.add(name);
          if (!kind.equals("wrapper")) {
            paths.addAll(kind, plugin.configType());
          }
        });
    ObjectNode schema = SettingsSchema.typed(branches, summaries, Optional.empty());
    if (!kind.equals("wrapper")) {
      paths.add(kind + ".type", names);
      paths.add(kind, schema.deepCopy());
    }
    return schema;
  }

  /** The same with its wrappers, which are a key beside the environment's own settings. */
  private ObjectNode environment() {
    ObjectNode wrappers = SettingsSchema.empty();
    wrappers.put("type", "array");
    wrappers.put("description", "what the environment is seen through, innermost first");
    wrappers.set("items", typed("wrapper", plugins.wrappers()));
    ObjectNode schema = typed("environment", plugins.environments());
    plugins
        .environments()
        .keySet()
        .forEach(
            name ->
                ((ObjectNode) settings.definitions().get("environment-" + name).get("properties"))
                    .set("wrappers", wrappers));
    paths.add("environment.wrappers", wrappers);
    return schema;
  }

  private ObjectNode seeds(String description) {
    ObjectNode schema = SettingsSchema.empty();
    schema.put("description", description);
    ArrayNode either = schema.putArray("anyOf");
    either.add(settings.record(SeedRange.class));
    ObjectNode list = either.addObject().put("type", "array");
    list.putObject("items").put("type", "integer");
    list.put("minItems", 1).put("maxItems", Study.MOST_SEEDS).put("uniqueItems", true);
    return schema;
  }

  private static ObjectNode names(String description) {
    ObjectNode schema = SettingsSchema.empty().put("description", description);
    schema.put("type", "array").set("items", SettingsSchema.text("a variant's name"));
    return schema;
  }

  private static ObjectNode variants() {
    ObjectNode schema = SettingsSchema.empty();
    schema.put("description", "by their names, what each changes, by dotted paths");
    schema.putArray("type").add("object").add("null");
    schema.putObject("propertyNames").put("pattern", VariantNames.PATTERN);
    schema.putObject("additionalProperties").put("$ref", "#/$defs/changes");
    return schema;
  }

  private static ObjectNode grid() {
    return SettingsSchema.empty()
        .put("description", "dotted paths with lists of values: each variant with each combination")
        .put("$ref", "#/$defs/axes");
  }

  private static ArrayNode tags() {
    ArrayNode tags = SettingsSchema.empty().putArray("enum");
    Language.tags().forEach(tags::add);
    return tags;
  }

  /** The settings of the design, and the parts, each of which changes what a variant may. */
  private ObjectNode ablation() {
    ObjectNode design = settings.record(AblationReader.Design.class);
    ObjectNode parts = SettingsSchema.empty();
    parts.put("description", "by their names, what each changes, by dotted paths");
    parts.put("type", "object").put("minProperties", 2);
    parts.putObject("additionalProperties").put("$ref", "#/$defs/changes");
    addTo("Design", "parts", parts);
    return described(design, "makes the variants from named parts of an agent");
  }

  private ObjectNode search(String description) {
    ObjectNode design = settings.record(SearchDesign.class);
    addTo("SearchDesign", SearchReader.SPACE, space());
    return described(design, description);
  }

  private ObjectNode tune() {
    ObjectNode design = settings.record(SearchReader.TuneDesign.class);
    addTo("TuneDesign", SearchReader.SPACE, space());
    addTo(
        "TuneDesign",
        SearchReader.SEEDS,
        seeds("what settings are chosen on; none is reported on"));
    return described(design, "chooses settings of variants on seeds that no result comes from");
  }

  private void addTo(String definition, String key, ObjectNode schema) {
    ((ObjectNode) settings.definitions().get(definition).get("properties")).set(key, schema);
  }

  private static ObjectNode space() {
    return SettingsSchema.empty()
        .put("description", "dotted paths with lists or ranges of values")
        .put("$ref", "#/$defs/space");
  }

  private ObjectNode hypotheses() {
    ObjectNode schema = SettingsSchema.empty();
    schema.put("description", "what is expected of variants before they are run");
    schema.put("type", "array").set("items", settings.record(Hypothesis.class));
    return schema;
  }

  /** What variants, grids and searches may set: each path once, for all of them. */
  private void paths() {
    ObjectNode definitions = settings.definitions();
    Map<String, ObjectNode> owners = new LinkedHashMap<>();
    for (String owner : new String[] {"changes", "axes", "space"}) {
      ObjectNode object = definitions.putObject(owner);
      object.putArray("type").add("object").add("null");
      owners.put(owner, object);
    }
    ObjectNode range = settings.record(SearchRange.class);
    paths
        .values()
        .forEach(
            (path, value) -> {
              definitions.set(AT + path, value);
              allow(owners, range, "properties", path, reference(path));
            });
    paths
        .patterns()
        .forEach((pattern, value) -> allow(owners, range, "patternProperties", pattern, value));
    owners.values().forEach(owner -> owner.put("additionalProperties", false));
  }

  private static void allow(
      Map<String, ObjectNode> owners,
      ObjectNode range,
      String kind,
      String path,
      ObjectNode value) {
    owners.get("changes").withObject("/" + kind).set(path, value);
    list(owners.get("axes").withObject("/" + kind).putObject(path), 1, value);
    ArrayNode either = owners.get("space").withObject("/" + kind).putObject(path).putArray("anyOf");
    list(either.addObject(), 2, value);
    either.add(range);
  }

  private static void list(ObjectNode schema, int least, ObjectNode item) {
    schema.put("type", "array").put("minItems", least).set("items", item);
  }

  private static ObjectNode reference(String path) {
    return SettingsSchema.empty().put("$ref", "#/$defs/" + AT + path);
  }
}

package io.github.mirror4j.compare;

import io.github.mirror4j.text.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the report of a fleet as JSON, in the form of one process's with what was found. */
final class FleetJson {

  private FleetJson() {}

  static String of(FleetReport report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", ReportJson.VERSION);
    json.put("verdict", report.verdict().state());
    json.put("because", report.verdict().because());
    json.put("scope", ReportJson.lower(ReportScope.FLEET));
    json.put("at", report.at());
    json.put("files", report.files());
    json.put("processes", report.processes());
    json.put("mirrors", report.mirrors().stream().map(ReportJson::mirror).toList());
    json.put("found", report.found().stream().map(FleetJson::found).toList());
    json.put("problems", report.problems());
    return JsonText.of(json);
  }

  private static Map<String, @Nullable Object> found(FleetReport.Found found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", found.mirror().rule());
    json.put("mirror", found.mirror().mirror());
    json.put("v1", found.v1());
    json.put("v2", found.v2());
    json.put("processes", found.processes());
    json.put("pairs", found.pairs());
    json.put("at", found.at());
    json.put("judged", found.judged());
    return json;
  }
}

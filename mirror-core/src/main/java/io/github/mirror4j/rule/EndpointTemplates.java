package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Syntax;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the templates of endpoints, such as {@code /orders/{id}}. */
final class EndpointTemplates {

  private static final int MAX_TEMPLATES = 200;
  private static final int MAX_LENGTH = 500;

  private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z0-9_.-]{1,64}}");

  private static final String EXPECTED =
      "a raw path such as \"/orders/{id}\", whose parameters are whole segments, without a query,"
          + " at most "
          + MAX_LENGTH
          + " characters";

  private EndpointTemplates() {}

  static void check(List<String> templates, List<Problem> problems) {
    if (templates.size() > MAX_TEMPLATES) {
      String expected = "at most " + MAX_TEMPLATES;
      problems.add(new Problem("endpoints", templates.size() + " entries", expected));
      return;
    }
    for (int i = 0; i < templates.size(); i++) {
      String template = templates.get(i);
      if (!isTemplate(template)) {
        problems.add(Problem.ofText("endpoints", template, EXPECTED));
        continue;
      }
      for (String earlier : templates.subList(0, i)) {
        if (isTemplate(earlier) && covers(earlier, template)) {
          String expected = "a template that " + earlier + " before it does not cover";
          problems.add(Problem.ofText("endpoints", template, expected));
          break;
        }
      }
    }
  }

  private static boolean isTemplate(String text) {
    if (text.length() > MAX_LENGTH || !text.startsWith("/")) {
      return false;
    }
    StringBuilder path = new StringBuilder();
    for (String segment : text.substring(1).split("/", -1)) {
      path.append('/').append(PARAMETER.matcher(segment).matches() ? "x" : segment);
    }
    return Syntax.isRawPath(path.toString());
  }

  /** Returns whether every path of one template is also one of the other. */
  private static boolean covers(String wide, String narrow) {
    String[] wider = wide.split("/", -1);
    String[] narrower = narrow.split("/", -1);
    if (wider.length != narrower.length) {
      return false;
    }
    for (int i = 0; i < wider.length; i++) {
      boolean isParameter = PARAMETER.matcher(wider[i]).matches();
      if (!wider[i].equals(narrower[i]) && !(isParameter && !narrower[i].isEmpty())) {
        return false;
      }
    }
    return true;
  }
}

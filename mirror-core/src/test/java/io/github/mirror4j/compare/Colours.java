package io.github.mirror4j.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of a style sheet, and how well one can be read on another. */
record Colours(String rules) {

  static Colours of(String css, String scheme) {
    Matcher blocks = Pattern.compile(":root \\{([^}]*)\\}").matcher(css);
    blocks.find();
    if (scheme.equals("dark")) {
      blocks.find();
    }
    return new Colours(blocks.group(1));
  }

  /** The ratio of WCAG 2.2, from 1 to 21. */
  double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private double luminance(String name) {
    Matcher colour = Pattern.compile("--" + name + ": #([0-9a-f]+)").matcher(rules);
    if (!colour.find()) {
      throw new IllegalArgumentException(name);
    }
    String hex = colour.group(1);
    String six = hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1");
    return 0.2126 * part(six, 0) + 0.7152 * part(six, 2) + 0.0722 * part(six, 4);
  }

  private static double part(String hex, int at) {
    double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

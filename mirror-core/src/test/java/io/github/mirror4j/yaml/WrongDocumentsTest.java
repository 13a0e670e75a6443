package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake in a right document is one problem, at the place of the mistake.
 *
 * <p>The table {@code wrong.txt} has a block of lines for each variant: {@code base: text => other
 * text}, then the problem behind an indent. {@code \n} stands for a new line.
 */
class WrongDocumentsTest {

  record Variant(String base, String from, String to, String problem) {
    @Override
    public String toString() {
      return base + ": " + from + " => " + to;
    }
  }

  static Stream<Variant> variants() throws IOException {
    List<Variant> variants = new ArrayList<>();
    String[] lines = Docs.resource("wrong.txt").split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank() || lines[i].startsWith("#")) {
        continue;
      }
      int colon = lines[i].indexOf(": ");
      String[] change =
          lines[i].substring(colon + 2).replace("\\n", "\n").replace("\\t", "\t").split(" => ", -1);
      String problem = lines[++i].strip();
      variants.add(new Variant(lines[i - 1].substring(0, colon), change[0], change[1], problem));
    }
    assertThat(variants).hasSizeGreaterThanOrEqualTo(60);
    return variants.stream();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void oneMistakeIsOneProblemAtItsPlace(Variant variant) throws IOException {
    String right = Docs.resource(variant.base + ".yaml");
    RuleFiles.parse("right", right);
    assertThat(right).contains(variant.from);
    String wrong =
        right.replaceFirst(
            java.util.regex.Pattern.quote(variant.from),
            java.util.regex.Matcher.quoteReplacement(variant.to));

    var error =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> RuleFiles.parse("f", wrong));

    assertThat(error).as("is refused").isNotNull();
    assertThat(error.problems()).map(Object::toString).containsExactly("f:" + variant.problem);
  }
}

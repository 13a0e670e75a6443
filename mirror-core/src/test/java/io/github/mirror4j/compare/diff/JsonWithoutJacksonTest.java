package io.github.mirror4j.compare.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.RouteRule;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Without Jackson on the class path, JSON is compared as text. */
class JsonWithoutJacksonTest {

  @Test
  void isComparedAsText() throws IOException, InterruptedException {
    String path =
        Stream.of(RouteRule.class, Pattern.class, Logger.class, JsonAsText.class)
            .map(JsonWithoutJacksonTest::place)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", path, JsonAsText.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .satisfiesExactly(
            same -> assertThat(same).isEqualTo("[]"),
            blanks -> assertThat(blanks).contains("path=$, kind=REPRESENTATION"),
            other -> assertThat(other).contains("path=$, kind=VALUE"));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

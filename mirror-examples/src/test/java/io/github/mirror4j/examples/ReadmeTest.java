package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java example of every page compiles, with nothing but imports around it. */
class ReadmeTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OPEN_EXPRESSION = Pattern.compile("^(RouteRule|Match|Mirror)\\.");

  private static final List<String> PAGES =
      List.of(
          "README.md",
          "mirror-core/README.md",
          "mirror-http/README.md",
          "mirror-http/COMPARE.md",
          "mirror-http/EVIDENCE.md",
          "mirror-http/METRICS.md",
          "mirror-http/TESTING.md",
          "mirror-examples/README.md");

  @TempDir Path classes;

  record Example(Path file, int number, String code) {
    @Override
    public String toString() {
      return file.getParent().getFileName() + "/" + file.getFileName() + " #" + number;
    }
  }

  static Stream<Example> examples() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<Example> examples = new ArrayList<>();
    for (String name : PAGES) {
      Path file = root.resolve(name);
      if (Files.exists(file)) {
        Matcher blocks = JAVA.matcher(Files.readString(file));
        while (blocks.find()) {
          examples.add(new Example(file, examples.size() + 1, blocks.group(1)));
        }
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void compiles(Example example) {
    assertThat(errors(example.code())).isEmpty();
  }

  private List<String> errors(String code) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-d",
            classes.toString());
    compiler
        .getTask(null, null, diagnostics, options, null, List.of(new Source(around(code))))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null))
        .toList();
  }

  /** What a reader would have around the example: imports, and a client that exists already. */
  private static String around(String code) {
    String statement = OPEN_EXPRESSION.matcher(code).find() ? "var rule = " + code : code;
    return """
        import static org.assertj.core.api.Assertions.*;

        import io.github.mirror4j.compare.*;
        import io.github.mirror4j.http.*;
        import io.github.mirror4j.http.micrometer.*;
        import io.github.mirror4j.http.stats.*;
        import io.github.mirror4j.http.testkit.*;
        import io.github.mirror4j.registry.*;
        import io.github.mirror4j.rule.*;
        import io.github.mirror4j.select.*;
        import io.github.mirror4j.yaml.*;
        import io.micrometer.context.ContextSnapshotFactory;
        import io.micrometer.prometheusmetrics.*;
        import io.opentelemetry.api.*;
        import io.opentelemetry.api.trace.Span;
        import io.opentelemetry.context.Context;
        import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
        import java.net.*;
        import java.net.http.*;
        import java.net.http.HttpRequest.BodyPublishers;
        import java.net.http.HttpResponse.BodyHandlers;
        import java.nio.file.Path;
        import java.time.Duration;
        import java.util.*;
        import org.slf4j.MDC;

        class Example {
          static void run(HttpClient existing) throws Exception {
        """
        + statement
        + "}}";
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String code) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}

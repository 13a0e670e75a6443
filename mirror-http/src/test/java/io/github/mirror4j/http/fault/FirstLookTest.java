package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.SideBySide;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What looks at copies once a second loads no class when it first does. If that failed, for example
 * because the heap is exhausted, it would fail for good, and copies would wait for ever.
 */
class FirstLookTest {

  /**
   * What looks, what it gives up, and how the JDK lists it; not the log, on a thread of its own.
   */
  private static final Pattern LOOKING =
      Pattern.compile(
          "\\] (io\\.github\\.mirror4j\\.http\\.(Waiting|OpenCalls|PrimaryCall|CopyOffers|Lane|guard\\.)"
              + "|java\\.util\\.concurrent\\.(ConcurrentHashMap|Future))");

  @TestFactory
  Stream<DynamicTest> noClassIsFirstUsedByALook() {
    return SideBySide.run(
        2,
        DynamicTest.stream(
            Stream.of(FirstLookProcess.Kind.values()),
            FirstLookProcess.Kind::name,
            FirstLookTest::assertLoadsNone));
  }

  private static void assertLoadsNone(FirstLookProcess.Kind kind) throws Exception {
    List<String> lines =
        FaultProcess.run(
                FirstLookProcess.class,
                Duration.ofSeconds(60),
                "-Xlog:class+load=info:stdout:tid",
                kind.name())
            .lines()
            .toList();
    assertThat(lines).contains("given up");
    assertThat(lines.subList(0, place(lines, FirstLookProcess.Before.class)))
        .anyMatch(LOOKING.asPredicate());
    assertThat(
            lines.subList(
                place(lines, FirstLookProcess.Before.class),
                place(lines, FirstLookProcess.After.class)))
        .noneMatch(LOOKING.asPredicate());
  }

  private static int place(List<String> lines, Class<?> marker) {
    List<String> found =
        lines.stream().filter(line -> line.contains("] " + marker.getName() + " ")).toList();
    assertThat(found).hasSize(1);
    return lines.indexOf(found.getFirst());
  }
}

package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.SideBySide;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No caller loads the library's classes: that was done when the client was wrapped. */
class FirstCallTest {

  private static final String LIBRARY = "io.github.mirror4j.";

  @TestFactory
  Stream<DynamicTest> theFirstCallerLoadsNoClass() {
    return SideBySide.run(
        2,
        DynamicTest.stream(
            Stream.of(FirstCallProcess.Kind.values()),
            FirstCallProcess.Kind::name,
            FirstCallTest::assertLoadsNone));
  }

  private static void assertLoadsNone(FirstCallProcess.Kind kind) throws Exception {
    List<Loaded> loaded =
        FaultProcess.run(
                FirstCallProcess.class,
                Duration.ofSeconds(60),
                "-Xlog:class+load=info:stdout:tid",
                kind.name())
            .lines()
            .filter(line -> line.contains(LIBRARY))
            .map(Loaded::of)
            .toList();
    int before = place(loaded, FirstCallProcess.Before.class);
    int after = place(loaded, FirstCallProcess.After.class);
    String caller = loaded.get(before).thread();

    assertThat(loaded.subList(before + 1, after))
        .filteredOn(each -> each.thread().equals(caller))
        .extracting(Loaded::name)
        .isEmpty();
  }

  private static int place(List<Loaded> loaded, Class<?> marker) {
    List<String> names = loaded.stream().map(Loaded::name).toList();
    assertThat(names).contains(marker.getName());
    return names.indexOf(marker.getName());
  }

  /** A line such as {@code [1234] io.github.mirror4j.http.Lane source: file:...}. */
  private record Loaded(String thread, String name) {

    static Loaded of(String line) {
      String[] words = line.strip().split("[\\[\\] ]+");
      return new Loaded(words[1], words[2]);
    }
  }
}

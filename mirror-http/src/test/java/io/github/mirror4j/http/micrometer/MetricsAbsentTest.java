package io.github.mirror4j.http.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.RouteRule;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Whoever has no Micrometer mirrors all the same. */
class MetricsAbsentTest {

  @Test
  void requestsAreMirroredWithoutMicrometerOnTheClassPath() throws Exception {
    URL[] path =
        Stream.of(
                WithoutMicrometer.class,
                MirrorEngine.class,
                RouteRule.class,
                Bulkhead.class,
                IntervalFunction.class,
                com.google.re2j.Pattern.class,
                Logger.class,
                Assertions.class)
            .map(MetricsAbsentTest::root)
            .toArray(URL[]::new);
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer mirror = RecordingServer.responding("ok")) {
      // Stays open: threads of the client may still load classes when it is closed.
      URLClassLoader alone = new URLClassLoader(path, new JdkAlone());
      assertThatThrownBy(() -> alone.loadClass(MeterRegistry.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> type = alone.loadClass(WithoutMicrometer.class.getName());
      assertThat(type).isNotSameAs(WithoutMicrometer.class);
      Callable<?> use =
          (Callable<?>)
              type.getConstructor(URI.class, URI.class).newInstance(primary.uri(), mirror.uri());
      assertThat(use.call()).isEqualTo(1L);
      assertThat(mirror.requests()).hasSize(1);
    }
  }

  /** The JDK's own loaders know the classes of all named modules, Micrometer's too. */
  private static final class JdkAlone extends ClassLoader {

    private JdkAlone() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.matches("(java|javax|jdk|sun|com\\.sun)\\..*")) {
        return super.loadClass(name, resolve);
      }
      throw new ClassNotFoundException(name);
    }
  }

  /** The folder or jar that a class comes from, also where it was patched into a module. */
  private static URL root(Class<?> type) {
    try {
      String name = type.getName().replace('.', '/') + ".class";
      String file = type.getResource("/" + name).toString();
      String root = file.substring(0, file.length() - name.length());
      return URI.create(root.startsWith("jar:") ? root.substring(4).replace("!/", "") : root)
          .toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}

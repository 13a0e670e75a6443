package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrapped builder loses nothing that it is told, and all its clients mirror. */
class WrappedHttpClientBuilderTest {

  private final List<String> calls = new ArrayList<>();

  static Stream<Method> methods() {
    return Arrays.stream(HttpClient.Builder.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  static Stream<Method> setters() {
    return methods().filter(method -> !method.getName().equals("build"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void eachMethodOfTheRunningJdksBuilderIsImplemented(Method method) {
    assertThat(WrappedHttpClientBuilder.class.getDeclaredMethods())
        .as("a new JDK added %s, or it was forgotten", method)
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  @ParameterizedTest
  @MethodSource("setters")
  void eachSetterIsForwardedAndReturnsTheSameBuilder(Method setter) throws Exception {
    try (MirrorEngine engine = MirrorEngine.builder().build()) {
      WrappedHttpClientBuilder builder = engine.wrap(noting());
      Object[] argument = {argument(setter.getParameterTypes()[0])};

      assertThat(setter.invoke(builder, argument)).isSameAs(builder);
      assertThat(calls).containsExactly(setter.getName() + Arrays.toString(argument));
    }
  }

  @Test
  void eachBuildWrapsANewClientAndAllShareOneEngine() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("primary");
        RecordingServer mirror = RecordingServer.responding("mirror")) {
      WrappedHttpClientBuilder builder =
          MirroringHttpClient.wrap(HttpClient.newBuilder(), Fixtures.copyAll(mirror.uri()));
      HttpClient one = builder.version(HttpClient.Version.HTTP_1_1).build();
      HttpClient other = builder.connectTimeout(Duration.ofSeconds(9)).build();

      one.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      one.close();
      other.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(one).isNotSameAs(other);
      assertThat(other.connectTimeout()).contains(Duration.ofSeconds(9));
      assertThat(builder.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(builder.engine().stats().total().completedInTotal()).isEqualTo(2);
      other.close();
      builder.engine().close();
    }
  }

  @Test
  void whatTheWrappedBuilderRefusesIsRefused() {
    try (MirrorEngine engine = MirrorEngine.builder().build()) {
      WrappedHttpClientBuilder builder = engine.wrap(HttpClient.newBuilder());
      assertThatThrownBy(() -> builder.priority(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.executor(null)).isInstanceOf(NullPointerException.class);
    }
  }

  private HttpClient.Builder noting() {
    InvocationHandler handler =
        (self, method, arguments) -> {
          calls.add(method.getName() + Arrays.toString(arguments));
          return self;
        };
    return (HttpClient.Builder)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpClient.Builder.class}, handler);
  }

  /** Something of that type that can be told from the others. */
  private static Object argument(Class<?> type) {
    if (type == int.class) {
      return 7;
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(7);
    }
    if (type == Executor.class) {
      return (Executor) Runnable::run;
    }
    if (type == InetAddress.class) {
      return InetAddress.getLoopbackAddress();
    }
    return type.isEnum() ? type.getEnumConstants()[0] : null;
  }
}

package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of {@code HttpClient} is the delegate's. */
class DelegationTest {

  private final FakeClient delegate = new FakeClient();
  private final MirroringHttpClient client = MirroringHttpClient.wrap(delegate);

  DelegationTest() {
    delegate.calls.clear();
  }

  static Stream<Method> methods() {
    return Arrays.stream(HttpClient.class.getMethods())
        .filter(method -> method.getDeclaringClass() == HttpClient.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  static Stream<Method> gettersAndLifeTime() {
    return methods().filter(method -> !method.getName().startsWith("send"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void eachMethodOfTheRunningJdksClientIsOverridden(Method method) {
    assertThat(MirroringHttpClient.class.getDeclaredMethods())
        .as("a new JDK added %s, or it was forgotten", method)
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  @ParameterizedTest
  @MethodSource("gettersAndLifeTime")
  void eachIsForwardedOnceWithItsArgumentsAndItsResult(Method method) throws Exception {
    Object result = method.invoke(client, arguments(method));

    assertThat(delegate.onlyCall())
        .isEqualTo(new FakeClient.Call(method.getName(), List.of(arguments(method))));
    if (method.getReturnType() != void.class) {
      assertThat(result).isSameAs(method.invoke(delegate, arguments(method)));
    }
  }

  @ParameterizedTest
  @MethodSource("gettersAndLifeTime")
  void whatTheDelegateThrowsReachesTheCaller(Method method) {
    delegate.failure = new IllegalStateException("the delegate's");

    Throwable thrown = catchThrowable(() -> method.invoke(client, arguments(method)));

    assertThat(thrown).isInstanceOf(InvocationTargetException.class);
    assertThat(thrown.getCause()).isSameAs(delegate.failure);
  }

  @Test
  void theDelegateCanBeAskedFor() {
    assertThat(client.delegate()).isSameAs(delegate);
    assertThat(client).hasToString("MirroringHttpClient[FakeClient, rules: 0]");
  }

  @Test
  void equalityIsIdentity() {
    assertThat(client).isEqualTo(client).isNotEqualTo(MirroringHttpClient.wrap(delegate));
  }

  private static Object[] arguments(Method method) {
    return method.getParameterCount() == 0 ? new Object[0] : new Object[] {Duration.ofSeconds(3)};
  }
}

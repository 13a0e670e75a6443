package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.examples.spring.OrdersApplication.OrdersController;
import io.github.mirror4j.http.MirrorEngine;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.web.client.RestClient;

/** How mirroring starts and ends with an application. */
class LifecycleTest {

  private final BootApplication services = new BootApplication();
  private @TempDir Path folder;

  LifecycleTest() throws IOException {}

  @AfterEach
  void close() {
    services.close();
  }

  /** A request in progress when the shutdown begins still reaches v1 and v2. */
  @Test
  void aGracefulShutdownMirrorsTheLastRequest() throws Exception {
    RunningApplication application =
        RunningApplication.start(
            "mirror4j.rules=" + services.ruleFile(folder), "server.shutdown=graceful");
    OrdersController controller = application.context().getBean(OrdersController.class);
    MirrorEngine engine = application.engine();
    int port = application.uri("/").getPort();
    CompletableFuture<String> response =
        CompletableFuture.supplyAsync(() -> lateOrders(application), Thread::startVirtualThread);
    assertThat(controller.asked.await(30, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(application.context()::close, Thread::startVirtualThread);
    BootApplication.await(() -> isRefused(port));
    controller.mayGoOn.countDown();

    assertThat(response.get(30, TimeUnit.SECONDS)).isEqualTo("/late-orders");
    services.awaitCopy("/late-orders");
    closing.get(30, TimeUnit.SECONDS);
    assertThat(engine.toString()).contains("CLOSED");
    application.client().close();
  }

  private String lateOrders(RunningApplication application) {
    try {
      return application.get("/late-orders?of=" + services.v1.uri(), "text/plain").body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server accepts no further connections once the shutdown has begun. */
  private static boolean isRefused(int port) {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !connection.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * As the developer tools do at each change: in the same process, again and again. A thread that
   * goes on, such as that of the rule files, would hold the engine.
   */
  @Test
  void nothingStaysOfAContextThatWasClosed() throws Exception {
    List<WeakReference<Object>> engines = List.of(useOnce(), useOnce(), useOnce());
    BootApplication.await(
        () -> {
          System.gc();
          return engines.stream().allMatch(engine -> engine.get() == null);
        });
  }

  private WeakReference<Object> useOnce() {
    Object[] engine = new Object[1];
    BootApplication.withMirror4j()
        .withPropertyValues(
            "mirror4j.rules=" + services.ruleFile(folder), "mirror4j.close-grace=0s")
        .run(
            context -> {
              engine[0] = context.getBean(MirrorEngine.class);
              get(context.getBean(RestClient.Builder.class));
              services.awaitCopy("/orders");
            });
    return new WeakReference<>(engine[0]);
  }

  private void get(RestClient.Builder clients) {
    clients.build().get().uri(services.v1.uri() + "/orders").retrieve().toBodilessEntity();
  }

  /** Wrong rules would otherwise be found by the first request. */
  @Test
  void lazyInitialisationFindsWrongRulesAtTheStart() {
    BootApplication.withMirror4j()
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .withPropertyValues("mirror4j.rules=" + folder.resolve("missing"))
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(ConfigurableListableBeanFactory.class))
                    .hasStackTraceContaining("missing (expected: a file or a folder)"));
  }

  @Test
  void lazyInitialisationMirrors() {
    BootApplication.withMirror4j()
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .withPropertyValues("mirror4j.rules=" + services.ruleFile(folder))
        .run(
            context -> {
              get(context.getBean(RestClient.Builder.class));
              services.awaitCopy("/orders");
            });
  }
}

package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.RouteRule;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * The developer tools run a changed application again in the same process, in a class loader of its
 * own each time. The library is in a jar, whose classes stay: what they hold of a context that was
 * closed would hold all classes of the application.
 *
 * <p>In a process of its own, in which soft references, of which the JDK and Spring have many, do
 * not outlive a collection.
 */
@Tag("full")
class DevToolsRestartTest {

  private @TempDir Path folder;

  @Test
  void nothingStaysOfAnApplicationThatWasRestarted() throws Exception {
    assertThat(run("mirror4j.rules")).contains("collected 1", "collected 2");
  }

  /** Otherwise the test above would not tell what holds the class loader. */
  @Test
  void nothingStaysWithoutMirroringEither() throws Exception {
    assertThat(run("no.rules")).contains("collected 1", "collected 2");
  }

  private String run(String property) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Xmx256m",
                "-cp",
                classPath(),
                Application.class.getName(),
                property,
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      Duration patience = BootApplication.PATIENCE.multipliedBy(4);
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      String text = Files.readString(said, Charset.defaultCharset());
      assertThat(ended && process.exitValue() == 0).as(text).isTrue();
      return text;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The class path of the tests, with the library as it is published. */
  private String classPath() throws IOException {
    Set<String> entries = new LinkedHashSet<>();
    for (String name : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
      entries.addAll(List.of(System.getProperty(name, "").split(File.pathSeparator)));
    }
    entries.remove("");
    for (Class<?> type : List.of(RouteRule.class, MirrorEngine.class)) {
      String library = type.getProtectionDomain().getCodeSource().getLocation().getPath();
      Path classes = Path.of(library);
      if (Files.isDirectory(classes)) {
        entries.removeIf(entry -> Path.of(entry).equals(classes));
        entries.add(jar(classes, type.getSimpleName() + ".jar").toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private Path jar(Path classes, String name) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
    return jar;
  }

  /**
   * The application, and, outside of the class loader that is restarted, who has it restarted twice
   * by the developer tools.
   */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** What was of each start: shared by all class loaders, as nothing else here is. */
    private static final Queue<List<WeakReference<?>>> STARTS = starts();

    @SuppressWarnings("unchecked")
    private static Queue<List<WeakReference<?>>> starts() {
      return (Queue<List<WeakReference<?>>>)
          System.getProperties().computeIfAbsent("starts", key -> new ConcurrentLinkedQueue<>());
    }

    public static void main(String[] args) throws Exception {
      if (!(Application.class.getClassLoader() instanceof RestartClassLoader)) {
        Thread.ofPlatform().start(Application::restartTwice);
      }
      try (BootApplication services = new BootApplication()) {
        // Outside of the class loader that is restarted, this never returns.
        use(start(services, args), services, args[0].equals("mirror4j.rules"));
      }
    }

    private static void restartTwice() {
      try {
        BootApplication.await(() -> !STARTS.isEmpty());
        for (int i = 1; i <= 2; i++) {
          Restarter.getInstance().restart();
          BootApplication.await(() -> STARTS.size() == 2);
          STARTS.remove().forEach(Application::awaitCollection);
          System.out.println("collected " + i);
        }
        System.exit(0);
      } catch (Throwable e) {
        e.printStackTrace();
        System.exit(1);
      }
    }

    private static void awaitCollection(WeakReference<?> part) {
      BootApplication.await(
          () -> {
            System.gc();
            return part.get() == null;
          });
    }

    private static ConfigurableApplicationContext start(BootApplication services, String[] args) {
      return new SpringApplicationBuilder(Application.class)
          .bannerMode(Banner.Mode.OFF)
          .web(WebApplicationType.NONE)
          .registerShutdownHook(false) // Boot's hook holds the first class loader for ever.
          .properties(args[0] + "=" + services.ruleFile(Path.of(args[1])))
          .properties("mirror4j.reload.interval=100ms", "mirror4j.close-grace=0s")
          .run(args); // The developer tools call main with these again.
    }

    private static void use(
        ConfigurableApplicationContext context, BootApplication services, boolean mirrors)
        throws Exception {
      RestClient client = context.getBean(RestClient.Builder.class).build();
      assertThat(client.get().uri(services.v1.uri() + "/a").retrieve().body(String.class))
          .isEqualTo("/a");
      List<WeakReference<?>> parts = new ArrayList<>();
      if (mirrors) {
        services.awaitCopy("/a");
        MirrorEngine engine = context.getBean(MirrorEngine.class);
        assertThat(engine.awaitIdle(BootApplication.PATIENCE)).isTrue();
        parts.add(new WeakReference<>(engine));
      }
      assertThat(context.getBeansOfType(MirrorEngine.class)).hasSize(parts.size());
      parts.add(new WeakReference<>(context));
      parts.add(new WeakReference<>(Application.class.getClassLoader()));
      STARTS.add(parts);
    }
  }
}

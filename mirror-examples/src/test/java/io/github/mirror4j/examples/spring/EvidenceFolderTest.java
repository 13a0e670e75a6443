package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;

/** The evidence of comparisons is written to the folder that a property names. */
class EvidenceFolderTest {

  private @TempDir Path folder;

  @Test
  void theEvidenceIsWrittenWhenTheApplicationEnds() throws Exception {
    Path evidence = folder.resolve("evidence");
    try (BootApplication services = new BootApplication()) {
      String compared = "route: none, mirror4j.io/compare: 'baseline: none'}";
      Path rules = folder.resolve("rules.yaml");
      Files.writeString(rules, services.rules("v2").replace("route: none}", compared));

      BootApplication.withMirror4j()
          .withPropertyValues("mirror4j.rules=" + rules, "mirror4j.evidence-folder=" + evidence)
          .run(
              context -> {
                RestClient client = context.getBean(RestClient.Builder.class).build();
                client.get().uri(services.v1.uri() + "/orders").retrieve().toBodilessEntity();
                MirrorEngine engine = context.getBean(MirrorEngine.class);
                assertThat(engine.comparisons().get(0).awaitIdle(BootApplication.PATIENCE))
                    .isTrue();
              });

      BootApplication.await(() -> !isWriterAlive());
      assertThat(isWritten(evidence)).isTrue();
    }
  }

  /** It writes for the last time when mirroring has ended. */
  private static boolean isWriterAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("mirror4j-evidence-"));
  }

  private static boolean isWritten(Path evidence) {
    File[] files = evidence.toFile().listFiles((dir, name) -> name.endsWith(".jsonl"));
    return files != null && files.length == 1 && files[0].length() > 0;
  }
}

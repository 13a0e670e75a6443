package io.github.mirror4j.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A certificate for 127.0.0.1 that nobody trusts but a key store of its own. */
record PrivateAuthority(Path store) {

  private static final String PASSWORD = "changeit";

  private static @Nullable PrivateAuthority created;

  /** Returns the one of this JVM, which takes a second to create. */
  static synchronized PrivateAuthority get() throws Exception {
    if (created == null) {
      Path folder = Files.createTempDirectory("mirror4j");
      created = create(folder.resolve("private.p12"));
      folder.toFile().deleteOnExit(); // after the file, in reverse order
      created.store.toFile().deleteOnExit();
    }
    return created;
  }

  private static PrivateAuthority create(Path store) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return new PrivateAuthority(store);
  }

  /** For a server. */
  SSLContext context() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** The properties of a bundle that trusts the certificate. */
  String[] bundle(String name) {
    String prefix = "spring.ssl.bundle.jks." + name + ".truststore.";
    return new String[] {
      prefix + "location=file:" + store, prefix + "password=" + PASSWORD, prefix + "type=PKCS12"
    };
  }
}

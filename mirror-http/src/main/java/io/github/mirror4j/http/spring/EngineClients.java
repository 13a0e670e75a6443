package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import java.net.http.HttpClient;
import org.slf4j.Logger;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;

/** Wraps clients by the engine of the application, which is created with the first of them. */
final class EngineClients {

  private static final Logger LOG = StartLog.LOGGER;

  private final ObjectProvider<MirrorEngine> engine;

  EngineClients(ObjectProvider<MirrorEngine> engine) {
    this.engine = engine;
  }

  /** Returns a mirroring client; the client itself if it mirrors already. */
  HttpClient wrap(HttpClient client) {
    if (client instanceof MirroringHttpClient) {
      return client;
    }
    try {
      return engine.getObject().wrap(client);
    } catch (BeanCreationException e) {
      if (!e.contains(BeanCurrentlyInCreationException.class)) {
        throw e;
      }
      LOG.info(
          "A client is not mirrored: the rules, a registry or a customizer of Mirror4J need it"
              + " themselves");
      return client;
    }
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.http.guard.LogLines;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/**
 * The classes of the wrapped clients that may look at the class of a body handler, so that
 * responses are compared only where the caller's handler is the JDK's own. Warns of each class
 * once, as soon as rules compare. Bounded and thread-safe; holds no client.
 */
final class ForeignClients {

  private static final Logger LOG = LogLines.MIRRORING;
  private static final int MAX_CLASSES = 20;

  private final Set<String> classes = new LinkedHashSet<>();
  private final Set<String> warned = new HashSet<>();

  /**
   * Notes the class of a client that is wrapped.
   *
   * @param client the client that sends; behind mirroring ones the last
   */
  synchronized void add(HttpClient client) {
    if (PrimaryRequest.mayLookAtClasses(client) && classes.size() < MAX_CLASSES) {
      classes.add(client.getClass().getName());
    }
  }

  /** Warns of the classes that were not warned of yet. */
  void warn() {
    for (String name : notWarnedOf()) {
      LOG.warn(
          "The responses to requests of the wrapped client {} are compared only if the caller's body"
              + " handler is one of the JDK's, such as BodyHandlers.ofString(). Others are lost ({}),"
              + " since this client may look at their class. To compare all of them, wrap the JDK's"
              + " own client, and put this one in front",
          name,
          LossReason.FOREIGN_CLIENT);
    }
  }

  /** {@return the names of the classes} */
  synchronized List<String> names() {
    return List.copyOf(classes);
  }

  private synchronized List<String> notWarnedOf() {
    List<String> names = new ArrayList<>(classes);
    names.removeIf(name -> !warned.add(name));
    return names;
  }
}

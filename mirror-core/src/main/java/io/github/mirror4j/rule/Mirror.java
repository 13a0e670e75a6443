package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.syntax.Share;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rule's target for copies: where they go, how many, and how they differ from their primary.
 *
 * <p>Every method that takes a setting returns a changed copy. Settings are validated when the rule
 * is built. Source of the semantic: {@code mirror} (RouteRule), {@code mirrors[]} (VirtualService),
 * {@code RequestMirrorPolicy} (Envoy), {@code RequestMirror} (Gateway API). Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Mirror {

  /** The status of the primary's response, see {@link #primaryHeaders()}: {@value}. */
  public static final String PRIMARY_STATUS_HEADER = "X-Mirror4J-Primary-Status";

  /**
   * Why the primary failed, as in {@link PrimaryResult.Failure}, see {@link #primaryHeaders()}:
   * {@value}.
   */
  public static final String PRIMARY_FAILURE_HEADER = "X-Mirror4J-Primary-Failure";

  /** The primary's time in whole milliseconds, see {@link #primaryHeaders()}: {@value}. */
  public static final String PRIMARY_MILLIS_HEADER = "X-Mirror4J-Primary-Millis";

  private final Settings settings;
  private final @Nullable Comparison comparison;

  private Mirror(Settings settings) {
    this.settings = settings;
    comparison =
        settings.comparison == null
            ? null
            : settings.comparison.of(settings.onlyAfter != null, settings.editor != null);
  }

  /**
   * Returns a mirror to all endpoints of a service.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @return a mirror that gets 100 %
   */
  public static Mirror to(String service) {
    return to(service, Labels.none());
  }

  /**
   * Returns a mirror to a subset of a service.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @param labels the subset
   * @return a mirror that gets 100 %
   */
  public static Mirror to(String service, Labels labels) {
    return to(new MirrorTarget.ToService(ServiceRef.of(service), labels));
  }

  /**
   * Returns a mirror to one address. A copy's path and query are appended to the base's path.
   *
   * @param base an absolute http or https URI without query, fragment and user info
   * @return a mirror that gets 100 %
   */
  public static Mirror to(URI base) {
    return to(new MirrorTarget.ToUri(base));
  }

  /**
   * Returns a mirror to a target.
   *
   * @param target the target
   * @return a mirror that gets 100 %
   */
  public static Mirror to(MirrorTarget target) {
    Settings settings = new Settings();
    settings.target = requireNonNull(target, "target");
    return new Mirror(settings);
  }

  /**
   * Sets the name of this mirror in statistics, logs and switches. It must be unique within the
   * rule.
   *
   * @param name 1 to 253 printable ASCII characters without blanks; the target's text by default
   * @return a changed copy
   */
  public Mirror name(String name) {
    return with(copy -> copy.name = requireNonNull(name, "name"));
  }

  /**
   * Sets the share of the matching requests that are copied.
   *
   * @param percent 0 (none) to 100 (all, the default), truncated to whole millionths: 0.0001 is one
   *     in a million
   * @return a changed copy
   */
  public Mirror percentage(double percent) {
    return with(copy -> copy.share = Share.ofPercent(percent));
  }

  /**
   * Sets the share of the matching requests that are copied, as a fraction.
   *
   * @param numerator 0 (none) to {@code denominator} (all)
   * @param denominator at least 1
   * @return a changed copy
   */
  public Mirror fraction(int numerator, int denominator) {
    return with(copy -> copy.share = Share.ofFraction(numerator, denominator));
  }

  /**
   * Copies requests of these methods only.
   *
   * @param methods methods such as {@code GET}, case-sensitive; all methods by default
   * @return a changed copy
   */
  public Mirror methods(String... methods) {
    return with(copy -> copy.methods = Set.copyOf(List.of(methods)));
  }

  /**
   * Sets a header on the copy only.
   *
   * @param name the header's name
   * @param value the only value
   * @return a changed copy
   */
  public Mirror setHeader(String name, String value) {
    return edit(new HeaderEdit.Set(name, value));
  }

  /**
   * Adds a header value to the copy only.
   *
   * @param name the header's name
   * @param value the value to add
   * @return a changed copy
   */
  public Mirror addHeader(String name, String value) {
    return edit(new HeaderEdit.Add(name, value));
  }

  /**
   * Removes a header from the copy only.
   *
   * @param name the header's name
   * @return a changed copy
   */
  public Mirror removeHeader(String name) {
    return edit(new HeaderEdit.Remove(name));
  }

  /**
   * Changes the path of the copy only.
   *
   * @param rewrite the change; none by default
   * @return a changed copy
   */
  public Mirror rewritePath(PathRewrite rewrite) {
    return with(copy -> copy.rewrite = requireNonNull(rewrite, "rewrite"));
  }

  /**
   * Sets how a copy treats credentials.
   *
   * @param credentials {@link Credentials#SAME_SERVICE} by default
   * @return a changed copy
   */
  public Mirror credentials(Credentials credentials) {
    return with(copy -> copy.credentials = requireNonNull(credentials, "credentials"));
  }

  /**
   * Sets which host the copy carries.
   *
   * @param host {@link CopyHost#MIRROR} by default
   * @return a changed copy
   */
  public Mirror host(CopyHost host) {
    return with(copy -> copy.host = requireNonNull(host, "host"));
  }

  /**
   * Sets the time limit for a copy's whole exchange, from its dispatch to the end of its response.
   *
   * @param timeout 1 ms to 1 h; the client's setting by default
   * @return a changed copy
   */
  public Mirror timeout(Duration timeout) {
    return with(copy -> copy.timeout = requireNonNull(timeout, "timeout"));
  }

  /**
   * Sets the size of the largest body that is copied. Requests with a larger body are not copied to
   * this mirror.
   *
   * @param bytes 0 (requests without body only) to 1 GiB; the client's setting by default
   * @return a changed copy
   */
  public Mirror bodyLimit(long bytes) {
    return with(copy -> copy.bodyLimit = bytes);
  }

  /**
   * Limits how many copies this mirror gets in a second, with a burst of the copies of one second.
   *
   * @param copies 0.001 to 1,000,000; not limited by default
   * @return a changed copy
   * @see #maxPerSecond(double, int)
   */
  public Mirror maxPerSecond(double copies) {
    return with(copy -> copy.rateLimit = RateLimit.of(copies));
  }

  /**
   * Limits how many copies this mirror gets in a second. Further copies are dropped; nothing waits.
   * The limit holds for each process, and what {@link #percentage} selects is not changed by it.
   *
   * @param copies 0.001 to 1,000,000; not limited by default
   * @param burst how many copies may be sent at once after a quiet time: 1 to 1,000,000
   * @return a changed copy
   */
  public Mirror maxPerSecond(double copies, int burst) {
    return with(copy -> copy.rateLimit = new RateLimit(copies, burst));
  }

  /**
   * Sends each copy when its primary has ended: when the caller has got the response, or the
   * exception that it failed with. Meanwhile the copy waits, with its body. By default a copy is
   * sent together with its primary.
   *
   * <p>A primary that the caller cancels gets no copy.
   *
   * @return a changed copy
   */
  public Mirror afterResponse() {
    return with(copy -> copy.afterResponse = true);
  }

  /**
   * Copies only primaries that ended in a certain way. Each copy waits for the end of its primary,
   * as with {@link #afterResponse}. Copies that are not wanted are withheld, which is no loss.
   *
   * @param anyOf the conditions, at least one, of which one must hold; all primaries by default
   * @return a changed copy
   */
  public Mirror onlyAfter(PrimaryOutcome... anyOf) {
    List<PrimaryOutcome> any = List.of(anyOf);
    return with(
        copy -> copy.onlyAfter = any.size() == 1 ? any.get(0) : new PrimaryOutcome.AnyOf(any));
  }

  /**
   * Tells the mirror how the primary ended, in headers of the copy: {@value
   * #PRIMARY_STATUS_HEADER}, or {@value #PRIMARY_FAILURE_HEADER} if it failed, and {@value
   * #PRIMARY_MILLIS_HEADER}. Headers of the caller with these names are not sent. This applies only
   * to copies that are sent after the response.
   *
   * @return a changed copy
   * @see #afterResponse
   */
  public Mirror primaryHeaders() {
    return with(copy -> copy.primaryHeaders = true);
  }

  /**
   * Edits each copy with your own code before it is sent. A rule file cannot contain an editor.
   *
   * @param editor the editor; none by default. It replaces an earlier one; {@link
   *     CopyEditor#andThen} joins two
   * @return a changed copy
   */
  public Mirror edit(CopyEditor editor) {
    return with(copy -> copy.editor = requireNonNull(editor, "editor"));
  }

  /**
   * Compares the responses to the copies with the responses to their primaries.
   *
   * @param comparison how they are compared; responses are not compared by default
   * @return a changed copy
   */
  public Mirror compare(Comparison comparison) {
    return with(copy -> copy.comparison = requireNonNull(comparison, "comparison"));
  }

  /**
   * Returns the target of the copies.
   *
   * @return the target
   */
  public MirrorTarget target() {
    return requireNonNull(settings.target);
  }

  /**
   * Returns the name in statistics, logs and switches.
   *
   * @return the name that was set, or the target's text
   */
  public String name() {
    return settings.name == null ? target().toString() : settings.name;
  }

  /**
   * Returns the share in millionths: 1,000,000 is every request.
   *
   * @return 0 to 1,000,000
   */
  public int millionths() {
    return settings.share.millionths();
  }

  /**
   * Returns whether requests of this method are copied.
   *
   * @param method the method
   * @return true if no methods were set or this one was
   */
  public boolean copies(String method) {
    return settings.methods.isEmpty() || settings.methods.contains(method);
  }

  /**
   * Returns the methods that are copied.
   *
   * @return an immutable set; empty means all
   */
  public Set<String> methods() {
    return settings.methods;
  }

  /**
   * Returns the changes to the copy's headers, in order.
   *
   * @return an immutable list
   */
  public List<HeaderEdit> headerEdits() {
    return settings.headerEdits;
  }

  /**
   * Returns the change to the copy's path.
   *
   * @return the change, if there is one
   */
  public Optional<PathRewrite> pathRewrite() {
    return Optional.ofNullable(settings.rewrite);
  }

  /**
   * Returns how a copy treats credentials.
   *
   * @return the policy
   */
  public Credentials credentials() {
    return settings.credentials;
  }

  /**
   * Returns which host the copy carries.
   *
   * @return the policy
   */
  public CopyHost host() {
    return settings.host;
  }

  /**
   * Returns the time limit for a copy's whole exchange.
   *
   * @return the time limit, if this mirror has its own
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(settings.timeout);
  }

  /**
   * Returns the largest body that is copied, in bytes.
   *
   * @return the limit, if this mirror has its own
   */
  public OptionalLong bodyLimit() {
    return settings.bodyLimit == null ? OptionalLong.empty() : OptionalLong.of(settings.bodyLimit);
  }

  /**
   * Returns how many copies this mirror gets in a second.
   *
   * @return the limit, if there is one
   */
  public Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(settings.rateLimit);
  }

  /**
   * Returns whether copies wait for the end of their primaries.
   *
   * @return true with {@link #afterResponse} or {@link #onlyAfter}
   */
  public boolean isAfterResponse() {
    return settings.afterResponse || settings.onlyAfter != null;
  }

  /**
   * Returns how a primary must end so that its copy is sent.
   *
   * @return the condition, if there is one
   */
  public Optional<PrimaryOutcome> primaryOutcome() {
    return Optional.ofNullable(settings.onlyAfter);
  }

  /**
   * Returns whether copies say how their primaries ended.
   *
   * @return true with {@link #primaryHeaders}
   */
  public boolean hasPrimaryHeaders() {
    return settings.primaryHeaders;
  }

  /**
   * Returns the code that edits copies.
   *
   * @return the editor, if there is one
   */
  public Optional<CopyEditor> editor() {
    return Optional.ofNullable(settings.editor);
  }

  /**
   * Returns how the responses to the copies are compared with the responses to their primaries.
   *
   * @return the settings, if they are compared; they say whether the copies are a choice, or edited
   */
  public Optional<Comparison> comparison() {
    return Optional.ofNullable(comparison);
  }

  /** Returns whether the other object is a mirror with equal settings. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mirror mirror && settings.values().equals(mirror.settings.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(settings.values());
  }

  /**
   * Returns the mirror as text, such as {@code posts: 10 % of POST to http://orders-v2}: its name
   * if one was set, the share and the methods of the requests that are copied, the target, how many
   * copies are sent and when, and whether responses are compared.
   */
  @Override
  public String toString() {
    String label = settings.name == null ? "" : settings.name + ": ";
    String methods =
        settings.methods.isEmpty() ? "" : " of " + String.join(" and ", sortedMethods());
    String rate = settings.rateLimit == null ? "" : ", " + settings.rateLimit;
    String edited = settings.editor == null ? "" : ", edited";
    String compared = settings.comparison == null ? "" : ", compared";
    return label + settings.share + methods + " to " + target() + rate + when() + edited + compared;
  }

  private String when() {
    if (settings.onlyAfter != null) {
      return ", only after " + settings.onlyAfter;
    }
    return settings.afterResponse ? ", after the response" : "";
  }

  Share share() {
    return settings.share;
  }

  /** Returns the methods in sorted order, for stable messages. */
  Set<String> sortedMethods() {
    return new TreeSet<>(settings.methods);
  }

  private Mirror edit(HeaderEdit edit) {
    return with(
        copy -> {
          List<HeaderEdit> edits = new ArrayList<>(copy.headerEdits);
          edits.add(edit);
          copy.headerEdits = List.copyOf(edits);
        });
  }

  private Mirror with(Consumer<Settings> change) {
    Settings copy = new Settings(settings);
    change.accept(copy);
    return new Mirror(copy);
  }

  /** All settings. An instance changes only between its creation and the end of {@link #with}. */
  private static final class Settings {

    @Nullable MirrorTarget target;
    @Nullable String name;
    Share share = Share.ALL;
    Set<String> methods = Set.of();
    List<HeaderEdit> headerEdits = List.of();
    @Nullable PathRewrite rewrite;
    Credentials credentials = Credentials.SAME_SERVICE;
    CopyHost host = CopyHost.MIRROR;
    @Nullable Duration timeout;
    @Nullable Long bodyLimit;
    @Nullable RateLimit rateLimit;
    boolean afterResponse;
    @Nullable PrimaryOutcome onlyAfter;
    boolean primaryHeaders;
    @Nullable CopyEditor editor;
    @Nullable Comparison comparison;

    Settings() {}

    Settings(Settings other) {
      target = other.target;
      name = other.name;
      share = other.share;
      methods = other.methods;
      headerEdits = other.headerEdits;
      rewrite = other.rewrite;
      credentials = other.credentials;
      host = other.host;
      timeout = other.timeout;
      bodyLimit = other.bodyLimit;
      rateLimit = other.rateLimit;
      afterResponse = other.afterResponse;
      onlyAfter = other.onlyAfter;
      primaryHeaders = other.primaryHeaders;
      editor = other.editor;
      comparison = other.comparison;
    }

    /**
     * Returns all values that equality compares. The share counts by its effect, not by its
     * notation.
     */
    List<@Nullable Object> values() {
      return Arrays.asList(
          target,
          name,
          share.millionths(),
          methods,
          headerEdits,
          rewrite,
          credentials,
          host,
          timeout,
          bodyLimit,
          rateLimit,
          afterResponse || onlyAfter != null,
          onlyAfter,
          primaryHeaders,
          editor,
          comparison);
    }
  }
}

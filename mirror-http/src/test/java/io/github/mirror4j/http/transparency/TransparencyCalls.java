package io.github.mirror4j.http.transparency;

import io.github.mirror4j.http.stats.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ways to make a call and to look at its end. */
final class TransparencyCalls {

  private TransparencyCalls() {}

  /** A request of a caller; made anew for each call. */
  @FunctionalInterface
  interface Request {
    HttpRequest to(TransparencyServer server) throws Exception;
  }

  /** The same call in all ways, one after the other. */
  static TransparencyRow.Call all(Request request, Supplier<BodyHandler<?>> handler) {
    return (client, server, notes) -> {
      send(client, request.to(server), handler.get(), notes);
      get(client, request.to(server), handler.get(), notes);
      join(client, request.to(server), handler.get(), notes);
      stages(client, request.to(server), handler.get(), notes);
      withoutPushes(client, request.to(server), handler.get(), notes);
    };
  }

  /** The two ways that differ most; for calls that take their time. */
  static TransparencyRow.Call sendAndGet(Request request, Supplier<BodyHandler<?>> handler) {
    return (client, server, notes) -> {
      send(client, request.to(server), handler.get(), notes);
      get(client, request.to(server), handler.get(), notes);
    };
  }

  static void send(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, TransparencyNotes notes) {
    try {
      notes.responded("send", client.send(request, handler));
    } catch (Throwable e) {
      notes.threw("send", e);
    }
    notes.add("interrupted: " + Thread.currentThread().isInterrupted());
  }

  static void get(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, TransparencyNotes notes) {
    async("get", () -> client.sendAsync(request, handler), f -> f.get(20, TimeUnit.SECONDS), notes);
  }

  static void join(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, TransparencyNotes notes) {
    async(
        "join",
        () -> client.sendAsync(request, handler),
        f -> f.orTimeout(20, TimeUnit.SECONDS).join(),
        notes);
  }

  static void withoutPushes(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, TransparencyNotes notes) {
    async(
        "3",
        () -> client.sendAsync(request, handler, null),
        f -> f.get(20, TimeUnit.SECONDS),
        notes);
  }

  /** What stages that hang on the future are given. */
  static void stages(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, TransparencyNotes notes) {
    async(
        "stages",
        () -> client.sendAsync(request, handler),
        f -> {
          String own = f.handle((r, e) -> TransparencyNotes.describe(e)).get(20, TimeUnit.SECONDS);
          String next =
              f.thenApply(Function.identity())
                  .handle((r, e) -> TransparencyNotes.describe(e))
                  .get(20, TimeUnit.SECONDS);
          notes.add("handled: " + own + ", a stage later: " + next);
          notes.add("state: " + f.state() + ", cancelled: " + f.isCancelled());
          return f.join();
        },
        notes);
  }

  private interface Outcome {
    HttpResponse<?> of(CompletableFuture<? extends HttpResponse<?>> future) throws Exception;
  }

  private static void async(
      String what,
      Supplier<CompletableFuture<? extends HttpResponse<?>>> call,
      Outcome outcome,
      TransparencyNotes notes) {
    CompletableFuture<? extends HttpResponse<?>> future;
    try {
      future = call.get();
    } catch (Throwable e) {
      notes.threw(what + " at once", e);
      return;
    }
    if (future == null) {
      notes.add(what + " gave no future");
      return;
    }
    try {
      notes.responded(what, outcome.of(future));
    } catch (Throwable e) {
      notes.threw(what, e);
    }
    notes.add("class: " + future.getClass().getName());
  }
}

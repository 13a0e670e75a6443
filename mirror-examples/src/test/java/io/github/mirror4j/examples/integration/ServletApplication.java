package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;

/** Reads and writes in each of the ways that servlets can. */
final class ServletApplication extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    switch (request.getServletPath()) {
      case "/stream" -> response.getOutputStream().write(request.getInputStream().readAllBytes());
      case "/bytewise" -> bytewise(request.getInputStream(), response);
      case "/part" -> response.getOutputStream().write(request.getInputStream().readNBytes(2));
      case "/reader" -> reader(request, response);
      case "/both" -> both(request, response);
      case "/ignores" -> response.getWriter().println("ignored");
      case "/form" -> response.getWriter().print("item: " + request.getParameter("item"));
      case "/error" -> response.sendError(404, "nothing there");
      case "/throws" -> throw new ServletException("broken");
      case "/reset" -> reset(response);
      case "/flushes" -> flushes(response);
      case "/async" -> async(request, response);
      case "/async-original" -> asyncOriginal(request);
      case "/listener" -> listener(request, response);
      case "/empty" -> response.setStatus(204);
      default -> response.setStatus(404);
    }
  }

  private static void bytewise(InputStream in, HttpServletResponse response) throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      response.getOutputStream().write(next);
    }
  }

  private static void reader(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter writer = response.getWriter();
    try (BufferedReader reader = request.getReader()) {
      reader.lines().forEach(writer::println);
    }
    writer.printf("%d%n", 1);
  }

  /** A servlet may use one of the two, and no more. */
  private static void both(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getInputStream();
    try {
      request.getReader();
    } catch (IllegalStateException e) {
      response.getWriter().print("one of both");
    }
  }

  private static void reset(HttpServletResponse response) throws IOException {
    response.getOutputStream().print("not this");
    response.resetBuffer();
    response.getOutputStream().print("but this");
  }

  private static void flushes(HttpServletResponse response) throws IOException {
    response.getOutputStream().print("first");
    response.flushBuffer();
    response.getOutputStream().print("second");
  }

  private static void async(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext context = request.startAsync(request, response);
    context.start(
        () -> {
          try {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          } finally {
            context.complete();
          }
        });
  }

  private static void asyncOriginal(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    context.start(
        () -> {
          try {
            context.getResponse().getWriter().print("by the container's own");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          } finally {
            context.complete();
          }
        });
  }

  private static void listener(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncContext context = request.startAsync(request, response);
    ServletInputStream in = request.getInputStream();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    in.setReadListener(
        new ReadListener() {
          @Override
          public void onDataAvailable() throws IOException {
            byte[] part = new byte[100];
            while (in.isReady() && !in.isFinished()) {
              int length = in.read(part);
              if (length > 0) {
                read.write(part, 0, length);
              }
            }
          }

          @Override
          public void onAllDataRead() throws IOException {
            response.getOutputStream().print("read: " + read.toString(UTF_8));
            context.complete();
          }

          @Override
          public void onError(Throwable failure) {
            context.complete();
          }
        });
  }
}

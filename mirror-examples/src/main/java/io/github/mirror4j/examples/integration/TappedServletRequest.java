package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is read along while the application reads it. */
final class TappedServletRequest extends HttpServletRequestWrapper {

  private final BodyTap tap;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  TappedServletRequest(HttpServletRequest request, BodyTap tap) {
    super(request);
    this.tap = tap;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (reader != null) {
      throw new IllegalStateException("getReader() was called");
    }
    return stream();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    if (reader == null) {
      if (stream != null) {
        throw new IllegalStateException("getInputStream() was called");
      }
      reader = new BufferedReader(new InputStreamReader(stream(), charset()));
    }
    return reader;
  }

  private Charset charset() throws UnsupportedEncodingException {
    String encoding = getCharacterEncoding();
    try {
      return encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEncodingException(encoding);
    }
  }

  private ServletInputStream stream() throws IOException {
    if (stream == null) {
      stream = new TappedStream(super.getInputStream(), tap);
    }
    return stream;
  }

  private static final class TappedStream extends ServletInputStream {

    private final ServletInputStream in;
    private final InputStream along;
    private final BodyTap tap;

    TappedStream(ServletInputStream in, BodyTap tap) {
      this.in = in;
      this.tap = tap;
      along = tap.reading(in);
    }

    @Override
    public int read() throws IOException {
      return along.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return along.read(bytes, offset, length);
    }

    @Override
    public boolean isFinished() {
      boolean isFinished = in.isFinished();
      if (isFinished) {
        tap.complete();
      }
      return isFinished;
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener == null ? null : new TappedListener(listener, tap));
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      along.close();
    }
  }

  /** Who reads by a listener hears there that the body is complete. */
  private record TappedListener(ReadListener listener, BodyTap tap) implements ReadListener {

    @Override
    public void onDataAvailable() throws IOException {
      listener.onDataAvailable();
    }

    @Override
    public void onAllDataRead() throws IOException {
      tap.complete();
      listener.onAllDataRead();
    }

    @Override
    public void onError(Throwable failure) {
      tap.fail(failure);
      listener.onError(failure);
    }
  }
}

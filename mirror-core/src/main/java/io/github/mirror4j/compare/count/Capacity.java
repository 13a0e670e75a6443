package io.github.mirror4j.compare.count;

/** How much more the evidence of one mirror may keep. Guarded by the evidence's lock. */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Capacity {

  /** What a string takes beside its characters. */
  private static final int STRING = 40;

  private int left;
  private int bytes;

  /** Creates a capacity for some things of a bounded size. */
  public Capacity(int left) {
    this(left, Integer.MAX_VALUE);
  }

  /**
   * Creates a capacity for some texts.
   *
   * @param bytes how much memory they may take together
   */
  public Capacity(int left, int bytes) {
    this.left = left;
    this.bytes = bytes;
  }

  /** Returns whether there is room for one more, and takes it. */
  public boolean take() {
    return left > 0 && left-- > 0;
  }

  /** Returns whether there is room for one more text, and takes it. */
  public boolean take(String text) {
    int size = bytes(text);
    if (size > bytes || !take()) {
      return false;
    }
    bytes -= size;
    return true;
  }

  /** Returns how much memory a string takes. */
  public static int bytes(String text) {
    boolean isNarrow = text.chars().allMatch(c -> c <= 0xff);
    return STRING + text.length() * (isNarrow ? Byte.BYTES : Character.BYTES);
  }
}

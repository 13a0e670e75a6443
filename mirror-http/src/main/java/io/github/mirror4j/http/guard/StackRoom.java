package io.github.mirror4j.http.guard;

/**
 * Asks whether the calling thread's stack has room for what the library does on it.
 *
 * <p>Goal: the library's part on a caller's stack either runs to its end or does not begin. Where a
 * stack overflows half-way, a count or a permit may be taken and never given back, and code that is
 * linked at that moment stays unlinked for the life of the process. So the library asks before it
 * takes anything. Without room it takes nothing, and the request goes on unchanged.
 *
 * <p>The JVM does not tell how much is left. So this class tries it out, with calls that go deeper
 * than any of the library's calls between two such questions. That costs some tenths of a
 * microsecond. A call as a whole needs more room than a part of it: its end never lacks the room
 * that its start had.
 */
public final class StackRoom {

  private static final int FOR_A_CALL = 384;
  private static final int FOR_A_PART = 128;

  private StackRoom() {}

  /**
   * Returns if there is room for all that is done for a request.
   *
   * @throws StackOverflowError if there is none, before anything was done
   */
  public static void check() {
    long unused = descend(FOR_A_CALL, 1, 2, 3, 4);
  }

  /**
   * Returns whether there is room for a part, such as the offering of copies.
   *
   * @return whether it can begin
   */
  public static boolean isEnough() {
    return isEnough(FOR_A_PART);
  }

  /**
   * Returns whether there is room for all that is done for a request, as {@link #check} does.
   *
   * @return whether it can begin
   */
  public static boolean isEnoughForACall() {
    return isEnough(FOR_A_CALL);
  }

  private static boolean isEnough(int depth) {
    try {
      long unused = descend(depth, 1, 2, 3, 4);
      return true;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  private static long descend(int depth, long a, long b, long c, long d) {
    return depth == 0 ? a + b : descend(depth - 1, b, c, d, a + depth) + c - d;
  }
}

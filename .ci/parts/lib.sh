# What the parts of .ci/full share; sourced, with the checkout as the working folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root="$PWD"
out="$root/target/full"
mkdir -p "$out"

skip() {
  echo "skipped: $*"
  exit 77
}

# need PROGRAM PACKAGE…: installs the packages of the distribution if the program is missing.
need() {
  local program="$1"
  shift
  if command -v "$program" >/dev/null; then return; fi
  command -v apt-get >/dev/null || skip "no $program here, and no apt-get to install it"
  [[ "$(id -u)" == 0 ]] || skip "no $program here; root may install it: apt-get install $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
  command -v "$program" >/dev/null || skip "no $program in $*"
}

# copy_of_checkout FOLDER: the files as they are now, committed or not, without what is ignored.
copy_of_checkout() {
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - |
    tar -xf - -C "$1"
}

# The version in the parent's pom.
version() {
  sed -n 's,^  <version>\(.*\)</version>$,\1,p' pom.xml
}

# The folder of a JDK 21 or later, as the build would find it.
jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -x "$home/bin/javac" ]] && "$home/bin/javac" --release 21 -version >/dev/null 2>&1; then
      echo "$home"
      return
    fi
  done
  skip "no JDK 21 or later found; JAVA_HOME may name one" >&2
}

# The jars of both modules and their bills of materials in target, what they need in $out/lib: built once for the same
# sources.
package() {
  local sources
  sources="$(git ls-files -z --cached --others --exclude-standard pom.xml mirror-core mirror-http |
    xargs -0 sha256sum 2>/dev/null | sha256sum)"
  if [[ -f "$out/packaged" && "$(cat "$out/packaged")" == "$sources" && -f mirror-http/target/bom.json &&
    -f "mirror-http/target/mirror-http-$(version).jar" ]]; then
    return
  fi
  rm -rf "$out/packaged" "$out/lib"
  mvn -B -q -Prelease -pl mirror-http -am package -Dmaven.test.skip=true -Dmaven.javadoc.skip=true
  # A goal of its own in the build above would keep it from writing the bills.
  mvn -B -q -pl mirror-http -am process-classes \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    -DincludeScope=runtime -DexcludeGroupIds=io.github.mirror4j "-DoutputDirectory=$out/lib"
  echo "$sources" >"$out/packaged"
}

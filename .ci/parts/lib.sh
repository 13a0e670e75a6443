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

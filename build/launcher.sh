# What the launchers share: finds a JDK 25, builds a module when it is missing or older than the sources.
# To be sourced, with $home the repository's root and $program the name that messages begin with.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    awk -F'[".]' '/^JAVA_VERSION=/ { exit !($2 + 0 >= 25) }' "$1/release"
}

find_jdk() {
  local on_path
  on_path=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    ${on_path:+"$(dirname "$(dirname "$(readlink -f "$on_path")")")"}; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# up_to_date MODULE
up_to_date() {
  [ -f "$home/$1/target/built" ] && [ -d "$home/$1/target/lib" ] &&
    [ -z "$(find "$home" \( -name target -o -name runs -o -name .git -o -path '*/src/test' \) -prune -o \
      \( -name '*.java' -o -name '*.proto' -o -name pom.xml -o -path '*/src/main/resources/*' \) -newer "$home/$1/target/built" -print -quit)" ]
}

# class_path MODULE: always in the same order, which the caches insist on.
class_path() {
  printf '%s\n' "$home/$1"/target/lib/*.jar | LC_ALL=C sort | paste -sd:
}

node_class_path() {
  class_path system-under-test/node
}

# Lets the Java runtime note what a node needs at its start, so that the next one starts in half the time. Nodes run without it too.
train() {
  local lib=$home/system-under-test/node/target/lib
  "$jdk/bin/java" -XX:AOTCacheOutput="$lib/node.aot" -Xlog:aot=off -Xlog:cds=off -Xmx256m -Xss256k -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$(node_class_path)" dev.assay.node.program.NodeTraining >"$home/target/node-training.log" 2>&1 </dev/null || rm -f "$lib/node.aot"
}

# Lets the Java runtime note what simulated runs and checks need, methods' profiles above all: commands begin cold, and the first runs
# take many times as long as the later ones, the first checks too. The flags must be those of the program. It runs without the cache too.
train_cli() {
  local cache=$home/harness/cli/target/cli.aot
  mkdir -p "$home/target/cli-training"
  "$jdk/bin/java" -XX:AOTCacheOutput="$cache" -Xlog:aot=off -Xlog:cds=off -Xms768m -Xmx768m -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dassay.home="$home" \
    -cp "$(class_path harness/cli)" dev.assay.cli.Training "$home/target/cli-training" \
    >"$home/target/cli-training.log" 2>&1 </dev/null || true
  grep -q 'AOTCache creation is complete' "$home/target/cli-training.log" || rm -f "$cache"
}

# build MODULE
build() {
  if ! command -v mvn >/dev/null; then
    echo "$program: no Maven on the PATH, and it must be built first: install Maven 3.8.6 or newer (Debian: apt-get install maven)" >&2
    exit 254
  fi
  echo "$program: building (a minute; the first time it also downloads what it needs) ..." >&2
  local log=$home/target/$program-build.log began=$home/$1/target/building
  mkdir -p "$home/target" "$home/$1/target"
  # What is edited while Maven runs is newer than this and is built next time.
  touch "$began"
  # Messages that a changed protocol has no more would stay among the generated sources and fail to compile.
  if [ -n "$(find "$home/system-under-test/protocol/src" -name '*.proto' -newer "$home/$1/target/built" -print -quit 2>/dev/null)" ]; then
    rm -rf "$home/system-under-test/protocol/target"
  fi
  if ! (cd "$home" && mvn -B -q -Dquick -Dmaven.test.skip=true -pl "$1" -am package) >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    echo "$program: the build failed: the whole log is in $log" >&2
    exit 255
  fi
  train
  [ "$1" != harness/cli ] || train_cli
  mv "$began" "$home/$1/target/built"
}

# ready MODULE: sets jdk and JAVA_HOME; afterwards the module's program is in MODULE/target/lib.
ready() {
  if ! jdk=$(find_jdk); then
    echo "$program: no JDK 25 found in JAVA_HOME or the usual folders: install one (Debian: apt-get install temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME" >&2
    exit 254
  fi
  export JAVA_HOME=$jdk
  if ! up_to_date "$1"; then
    mkdir -p "$home/target"
    if command -v flock >/dev/null; then
      exec 9>"$home/target/assay-build.lock"
      flock 9
      up_to_date "$1" || build "$1"
      exec 9>&-
    else
      build "$1"
    fi
  fi
}

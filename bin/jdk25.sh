#!/bin/sh
# Finds a JDK 25 for the other commands, which source this file: JAVA_HOME, the PATH, the usual folders.

is_jdk25() {
    [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"
}

find_jdk25() {
    on_path=$(command -v javac || true)
    for home in "${JAVA_HOME:-}" "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk25 "$home"; then
            echo "$home"
            return
        fi
    done
    echo "No JDK 25 was found: install one (Debian: a Temurin 25 package, macOS: brew install openjdk@25), or set JAVA_HOME." >&2
    return 1
}

JAVA_HOME=$(find_jdk25) || exit 1
PATH="$JAVA_HOME/bin:$PATH"
# Maven's own libraries still use sun.misc.Unsafe, about which a JDK 25 would warn at every start.
MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
export JAVA_HOME PATH MAVEN_OPTS
# The rights of files go into jars, which are to be the same wherever they are made.
umask 022

command -v mvn >/dev/null || {
    echo "Maven was not found: install it (Debian: apt-get install maven, macOS: brew install maven)." >&2
    exit 1
}

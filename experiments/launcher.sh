# What './ensayo' and 'benchmarks/run' have in common; they read it with 'source'.
#
# They set first:
#   name   what messages begin with
#   home   the folder of the checkout
# and may set 'downloads', how much Maven fetches at most.
#
# What is built for them lies in a folder '.launcher' of each module, beside Maven's own 'target', so that neither build undoes
# what the other has done. A program is started from a folder of its own, 'program-…', which holds links to its jars: a build
# that follows makes another, and a study that runs for hours keeps the program with which it began.

die() {
  printf '%s: %s\n' "$name" "$*" >&2
  exit 2
}

say() {
  printf '%s: %s\n' "$name" "$*" >&2
}

# Sets 'java'.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || die "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it"
  else
    java=$(command -v java) || die "no Java found: install a JDK 17 or newer, or set JAVA_HOME"
  fi
}

# Takes a lock of the kernel's on an open file; it ends with the last process that has the file open, however that ends.
#   lock alone|alone-now|shared DESCRIPTOR
# Fails with 1 for 'alone-now' where others have it, with more where locks cannot be had.
lock() {
  if command -v flock >/dev/null; then
    case $1 in
    alone) flock -x "$2" 2>/dev/null ;;
    alone-now) flock -x -n "$2" 2>/dev/null ;;
    shared) flock -s "$2" 2>/dev/null ;;
    esac
  elif command -v perl >/dev/null; then
    perl -MFcntl=:flock -e '
      my %how = (alone => LOCK_EX, "alone-now" => LOCK_EX | LOCK_NB, shared => LOCK_SH);
      open(my $file, "<&=", $ARGV[1]) or exit 2;
      flock($file, $how{$ARGV[0]}) or exit($!{EWOULDBLOCK} ? 1 : 2);' "$1" "$2"
  else
    return 2
  fi
}

# Sets 'program' to the folder with the jars of a module, built first where that is needed.
#   prepare MODULES STAMP OPTIONS ROOM…
# MODULES (separated by commas; the program is that of the first) are built with all that they need, with Maven's OPTIONS
# (words) and those of ENSAYO_BUILD_OPTIONS. They are built again when a source or a POM of a ROOM is newer than the file STAMP
# in the folder of the first, or when ENSAYO_BUILD_OPTIONS says something else than it did.
prepare() {
  modules=$1 own_options=$3
  work=$home/${modules%%,*}/.launcher
  stamp=$work/$2
  rooms=("${@:4}")
  local attempt
  for attempt in 1 2 3; do
    if needs_build; then
      build_alone
    fi
    program=$work/$generation
    # Held by the process that this one becomes, for as long as it runs.
    if { exec 8<"$program/in-use"; } 2>/dev/null; then
      lock shared 8 || true
      [[ ! -e $program/in-use ]] || return 0
    fi
    # It was taken away between two lines, for a newer one.
  done
  die "'$program/in-use' cannot be read (tried $attempt times)"
}

# Sets 'generation' and 'built_with', too.
needs_build() {
  generation='' built_with=''
  [[ -f $stamp ]] || return 0
  {
    read -r generation || true
    read -r built_with || true
  } <"$stamp"
  [[ -e $work/$generation/in-use && ${ENSAYO_BUILD_OPTIONS-$built_with} == "$built_with" ]] || return 0
  newer_than_stamp src/main || newer_than_stamp pom.xml
}

# newer_than_stamp PATH: whether that of a room, or of the whole, is newer than the last build.
newer_than_stamp() {
  local paths=() room
  [[ ! -e $home/$1 ]] || paths+=("$home/$1")
  for room in "${rooms[@]}"; do
    paths+=("$home/$room/$1")
  done
  [[ -n $(find "${paths[@]}" -type f -newer "$stamp" -print -quit) ]]
}

# Builds, unless somebody else does: then it waits, and builds only if there is still need.
build_alone() {
  command -v mvn >/dev/null || die "no Maven found: install Maven 3.8 or newer"
  local folder=$home/experiments/.launcher
  mkdir -p "$folder" "$work"
  exec 9<>"$folder/lock"
  local failed=0
  lock alone-now 9 || failed=$?
  if ((failed == 1)); then
    say "it is being built already ($(cat "$folder/lock")); waiting …"
    lock alone 9 || true
  fi
  printf 'by process %s since %s' "$$" "$(date +%H:%M:%S)" >"$folder/lock"
  if needs_build; then
    build
  fi
  exec 9>&-
}

build() {
  local log=$work/build.log begun=$work/build.begun next jar
  local options=${ENSAYO_BUILD_OPTIONS-$built_with}
  if [[ ! -f $stamp ]]; then
    say "first use; building (downloads ${downloads:-about 300 MB} where Maven has not yet) …"
  elif [[ $options != "$built_with" ]]; then
    say "the options of the build have changed; building …"
  else
    say "the sources have changed; building …"
  fi
  : >"$begun"
  if [[ ! -f $stamp || $options != "$built_with" ]] || newer_than_stamp pom.xml; then
    rm -rf "$work/lib" "$work/spark" "$work"/ensayo-*.jar # some may no longer be needed
  fi
  # shellcheck disable=SC2086 # options are words
  if ! (cd "$home" && mvn -B -ntp -q -DskipTests -Dspotless.check.skip -Densayo.checker=-XDchecked=no -Densayo.target=.launcher \
    $own_options -pl "$modules" -am $options package >"$log" 2>&1); then
    rm -f "$begun"
    tail -n 30 "$log" >&2
    die "the build failed; all of it is in $log"
  fi
  next=$work/program-$(date +%Y%m%d-%H%M%S)-$$
  mkdir "$next"
  for jar in "$work"/ensayo-*.jar "$work"/lib/*.jar; do
    case ${jar##*/} in
    ensayo-*) cp "$jar" "$next" ;; # the next build writes into the same file
    *) ln "$jar" "$next" 2>/dev/null || cp "$jar" "$next" ;;
    esac
  done
  if [[ -d $work/spark/jars ]]; then
    mkdir -p "$next/spark/jars"
    for jar in "$work"/spark/jars/*.jar; do
      ln "$jar" "$next/spark/jars" 2>/dev/null || cp "$jar" "$next/spark/jars"
    done
  fi
  keep_classes "$next"
  : >"$next/in-use"
  # Dated at the start of the build, so that an edit made while it ran is not overlooked.
  printf '%s\n' "${next##*/}" "$options" >"$stamp.new"
  touch -r "$begun" "$stamp.new"
  mv "$stamp.new" "$stamp"
  rm -f "$begun" "$log"
  generation=${next##*/}
  remove_old_programs
}

# Keeps, beside the jars of a program, what Java makes of their classes: it then starts in half the time. They are those that
# the command 'warm_up' loads. Where that fails, or where another Java reads it, all is as without it.
keep_classes() {
  [[ -n ${warm_up[*]-} ]] || return 0
  local made=$work/warm-up
  rm -rf "$made"
  mkdir "$made"
  # Java 17 now and then crashes while it writes them, which then is nobody's concern.
  {
    if ! "$java" -Xlog:all=off -XX:ArchiveClassesAtExit="$made/classes.jsa" -XX:+SuppressFatalErrorMessage \
      -XX:+UseSerialGC -Densayo.home="$home" -cp "$1/*" "${warm_up[@]}" --out "$made" >"$made/log" ||
      ! mv "$made/classes.jsa" "$1"; then
      rm -f "$1/classes.jsa"
    fi
  } 2>>"$made/errors"
  rm -rf "$made"
}

# Those that nobody runs and no stamp names.
remove_old_programs() {
  local old
  for old in "$work"/program-*; do
    if ! grep -qsx "${old##*/}" "$work"/stamp*; then
      if { lock alone-now 7; } 7<>"$old/in-use" 2>/dev/null; then
        rm -rf "$old"
      fi
    fi
  done
}

# Java reads names of files in the encoding of the locale. Where that is none (LC_ALL=C in cron and containers, or a locale
# that is not installed), names with accents cannot be read: take one with UTF-8. Sets 'charset' to that of the
# locale as it was, which is the terminal's, and 'java_names' to options for Java.
read_names_as_utf8() {
  java_names=()
  local locale
  if ! charset=$(locale charmap 2>/dev/null); then
    # A system without that command (Alpine): any name will do there.
    locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
    case $locale in
    *UTF-8* | *utf-8* | *UTF8* | *utf8*) charset=UTF-8 ;;
    '' | C | POSIX) charset=unknown && export LC_ALL=C.UTF-8 ;;
    *) charset=unknown ;;
    esac
    return 0
  fi
  case $charset in
  ANSI_X3.4-1968 | US-ASCII | ASCII | 646) ;;
  *) return 0 ;;
  esac
  for locale in C.UTF-8 en_US.UTF-8 $(locale -a 2>/dev/null | grep -iE '\.utf-?8$' | head -n 1); do
    if [[ $(LC_ALL=$locale locale charmap 2>/dev/null) == UTF-8 ]]; then
      # Of all categories: where a single one is not installed, none is taken.
      export LC_ALL=$locale
      return 0
    fi
  done
  # There is none; Java takes it from here, too.
  java_names=(-Dsun.jnu.encoding=UTF-8)
}

# ND4J's OpenBLAS does not know processors younger than itself and gives them kernels of 2008, which take twice the time: name
# the kernels that fit.
name_kernels() {
  if [[ -z ${OPENBLAS_CORETYPE:-} && -r /proc/cpuinfo ]]; then
    local flags
    flags=" $(grep -m 1 '^flags' /proc/cpuinfo || true) "
    if [[ $flags == *' avx512f '* && $flags == *' avx512bw '* && $flags == *' avx512vl '* ]]; then
      export OPENBLAS_CORETYPE=SkylakeX
    elif [[ $flags == *' avx2 '* && $flags == *' fma '* ]]; then
      export OPENBLAS_CORETYPE=Haswell
    fi
  fi
}

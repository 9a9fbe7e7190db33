#!/bin/sh
# Fuzzes the parsers that strangers reach: lists, forms, HTTP and mechanism files.
#
#   Fuzz/run.sh [seconds] [csv|form|http|multipart|yaml]    60 seconds each when nothing is said
#   Fuzz/run.sh minimise csv|form|http|multipart|yaml       replaces the kept corpus by a minimal one that covers as much
#
# Builds into a folder of its own. What is found lies in .build/fuzz/found; the exit status is that of the first
# target that failed.
set -eu
cd "$(dirname "$0")/.."
export TANDEM_FUZZ=1
export SWIFT_BACKTRACE=enable=no
scratch=.build/fuzz
mode=run
seconds=60
if [ "${1:-}" = minimise ]; then
    mode=minimise
    shift
elif [ $# -gt 0 ]; then
    seconds=$1
    shift
fi
targets=${*:-csv form http multipart yaml}

for target in $targets; do
    case $target in
        csv) product=CSVFuzz longest=4096 ;;
        form) product=FormFuzz longest=4096 ;;
        http) product=HTTPFuzz longest=4096 ;;
        multipart) product=MultipartFuzz longest=4096 ;;
        yaml) product=YAMLFuzz longest=16384 ;;
        *) echo "unknown target: $target (csv, form, http, multipart or yaml)" >&2; exit 2 ;;
    esac
    echo "== $target: building $product"
    swift build --configuration release --scratch-path "$scratch" --product "$product" \
        -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
    binary="$scratch/release/$product"
    grown="$scratch/corpus/$target"
    mkdir -p "$grown" "$scratch/found/$target"
    if [ "$mode" = minimise ]; then
        smallest="$scratch/minimal/$target"
        rm -rf "$smallest"
        mkdir -p "$smallest"
        "$binary" -set_cover_merge=1 -max_len="$longest" "$smallest" "Fuzz/Corpus/$target" "$grown"
        rm -rf "Fuzz/Corpus/$target"
        cp -r "$smallest" "Fuzz/Corpus/$target"
    else
        echo "== $target: fuzzing for $seconds s"
        # The mechanisms that are shipped are the richest seeds for their own parser.
        more=
        if [ "$target" = yaml ] && [ -d mechanisms ]; then more=mechanisms; fi
        "$binary" -max_total_time="$seconds" -max_len="$longest" -timeout=15 -rss_limit_mb=2048 \
            -print_final_stats=1 -artifact_prefix="$scratch/found/$target/" \
            "$grown" "Fuzz/Corpus/$target" $more
    fi
done

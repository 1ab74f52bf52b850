#!/bin/sh
# What Sollya takes for the correctly rounded double of a formula: asked for on standard input as "formula point repeats", answered in nanoseconds a point and the double.
echo Sollya "$(sollya --version | head -1 | cut -d' ' -f1-4)"
while read -r formula point repeats
do
    printf 'verbosity = 0!; display = decimal!; f = %s; p = round(%s, D, RN); t = time({ for i from 1 to %s do r = round(f(p), D, RN); }); round(t / %s * 1e9, D, RN); r;\n' "$formula" "$point" "$repeats" "$repeats" | sollya | tr '\n' ' '
    echo
done

#!/bin/sh
# The libFuzzer dictionary: every word of the language in both spellings, and what else a text is made of. usage: words.sh keywords.def
set -eu

# An entry, byte by byte: libFuzzer takes nothing but ASCII.
entry() { printf '"%s"\n' "$(printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"; }

sed -n 's/^ASSAY_WORD([A-Z_]*, [a-z]*, "\([^"]*\)", "\([^"]*\)").*/\1\n\2/p' "$1" | sed '/^$/d' | LC_ALL=C sort -u | while IFS= read -r word; do
  entry "$word"
done
for text in '>=' '<=' '==' '!=' '..' '{' '}' '(' ')' '[' ']' '%' 'pp' '‰' '万' '亿元' '2/3' '2023-12-31' '2023Q1' '2023H1' '2023-01' '16.6万人' '# ' \
  'unit,fact,period,value' '单位,指标,期间,数值' 'evidence' 'reported_at' 'N/A' '未报' '1.66E+05' '1,200.5' '是' '否' '（' '）' '＞＝' '％' '１２'; do
  entry "$text"
done
printf '%s\n' '"\""' '"\"\"\""' '"\\u{202e}"' '"\x00"' '"\xef\xbb\xbf"' '"\xff\xfe"' '"\xc0\x80"' '"\x0d\x0a"'

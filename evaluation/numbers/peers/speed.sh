#!/bin/sh
# Compare, in one run on the same texts, the speed of numbers and dates with
# quantulum3 (pip install quantulum3) and Recognizers-Text (npm install
# @microsoft/recognizers-text-suite, in the folder NODE_PATH names or here):
#
#     evaluation/numbers/peers/speed.sh FOLDER     (a folder of .txt files)
set -eu
set -- "$(cd "$1" && pwd)"
cd "$(dirname "$0")/../../.."
here=evaluation/numbers/peers
echo "onrecord    $(go run "./$here/.." -speed "$1")"
echo "quantulum3  $(${PYTHON:-python3} "$here/quantulum.py" "$1")"
echo "recognizers $(node "$here/recognizers.js" "$1")"
echo "onrecord    $(go run "./$here/.." -speed "$1")"

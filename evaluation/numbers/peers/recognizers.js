// Words per second of Recognizers-Text on the .txt files of a folder: node recognizers.js FOLDER
// The models are those of numbers, units and date-times, which is what our numbers and dates do.
const fs = require("fs"), path = require("path");
const R = require("@microsoft/recognizers-text-suite");

const culture = R.Culture.English;
const models = [R.recognizeNumber, R.recognizeNumberRange, R.recognizePercentage, R.recognizeOrdinal, R.recognizeCurrency,
  R.recognizeDimension, R.recognizeTemperature, R.recognizeAge, R.recognizeDateTime].filter(f => f);
const folder = process.argv[2];
const texts = fs.readdirSync(folder).filter(f => f.endsWith(".txt")).sort().map(f => fs.readFileSync(path.join(folder, f), "utf8"));
const words = texts.reduce((n, t) => n + t.split(/\s+/).filter(w => w).length, 0);
models.forEach(m => m("5 km on 3 May", culture)); // build the models first
const start = process.hrtime.bigint();
let failed = 0;
for (const text of texts)
  for (const line of text.split("\n").filter(l => l.trim()))
    for (const model of models)
      try { model(line, culture); } catch (e) { failed++; }
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
console.log(JSON.stringify({ words, "words per second": Math.round(words / seconds), "models": models.length, "calls that failed": failed }));

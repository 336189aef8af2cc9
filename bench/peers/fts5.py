#!/usr/bin/env python3
"""Asks SQLite FTS5 the questions of the search sets: fts5.py DIR unicode61|trigram and|or > RUN

Then: dotnet run --project bench/Chancery.Bench -c Release -- search-score DIR RUN
"""
import json
import re
import sqlite3
import sys
import time

folder, tokenizer, joined = sys.argv[1], sys.argv[2], sys.argv[3].upper()
db = sqlite3.connect(":memory:")
db.execute(f"create virtual table d using fts5(id unindexed, story unindexed, title, headings, body, tokenize='{tokenizer}')")
with open(f"{folder}/documents.jsonl", encoding="utf-8") as lines:
    for line in lines:
        d = json.loads(line)
        db.execute("insert into d values (?, ?, ?, ?, ?)", (d["id"], d["story"], d["title"], "\n".join(d["headings"]), d["body"]))
db.commit()

times = []
with open(f"{folder}/queries.tsv", encoding="utf-8") as lines:
    for line in lines:
        query, _, words = line.rstrip("\n").split("\t")
        terms = [w for w in re.findall(r"\w+", words) if tokenizer != "trigram" or len(w) > 2]
        start = time.perf_counter()
        rows = db.execute(
            "select id, story from d where d match ? order by bm25(d, 0, 0, 8.0, 2.0, 1.0) limit 50",
            (f" {joined} ".join(f'"{t}"' for t in terms),)).fetchall() if terms else []
        times.append(time.perf_counter() - start)
        found = [r[1 if query.startswith("cross") else 0] for r in rows]
        print(query, *list(dict.fromkeys(found))[:10], sep="\t")
times.sort()
print(f"p50 {times[len(times) // 2] * 1000:.2f}, p95 {times[int(len(times) * 0.95)] * 1000:.2f} ms", file=sys.stderr)

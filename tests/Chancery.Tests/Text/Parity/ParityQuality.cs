using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>Our own sets, for the tests and for the bench.</summary>
public static class ParityQuality
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Text", "Parity");

    /// <summary>Reports with one to four differences, and a third of them untouched.</summary>
    public static ParityScore Reports(int count, int seed)
    {
        var score = new ParityScore();
        var generator = new ReportGenerator(seed);
        for (var i = 0; i < count; i++)
        {
            var pair = generator.Next($"report {i}", i % 3 == 0 ? 0 : 1 + (i % 4));
            score.Add(pair, ParityCheck.Compare(pair.Source, pair.Target).Findings);
        }
        return score;
    }

    /// <summary>Each help page untouched, then without each of its paragraphs, then without each of its sentences in turn.</summary>
    public static ParityScore HelpPages()
    {
        var score = new ParityScore();
        foreach (var pair in HelpPairs(Path.Combine(Folder, "help-en-ko.tsv")))
            score.Add(pair, ParityCheck.Compare(pair.Source, pair.Target).Findings);
        return score;
    }

    public static IEnumerable<GeneratedPair> HelpPairs(string file)
    {
        var pages = new List<List<(string English, string Korean)>> { new() };
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('#')) continue;
            if (line.Split('\t') is [var english, var korean]) pages[^1].Add((english, korean));
            else if (pages[^1].Count > 0) pages.Add([]);
        }
        for (var p = 0; p < pages.Count; p++)
        {
            var rows = pages[p];
            var source = string.Join("\n\n", rows.Select(row => row.English));
            yield return new($"page {p}", new("en", source), new("ko", string.Join("\n\n", rows.Select(row => row.Korean))), []);
            var at = 0;
            for (var r = 0; r < rows.Count; r++)
            {
                var paragraph = rows[r].English;
                if (r > 0)
                {
                    yield return new($"page {p} without paragraph {r}", new("en", source),
                        new("ko", string.Join("\n\n", rows.Where((_, i) => i != r).Select(row => row.Korean))),
                        [new(FindingKinds.ParagraphOnlySource, (at, at + paragraph.Length), null)]);
                    var english = paragraph.Split(". ");
                    var korean = rows[r].Korean.Split(". ");
                    var from = at;
                    for (var s = 0; english.Length == korean.Length && english.Length > 1 && s < english.Length; s++)
                    {
                        var left = string.Join(". ", korean.Where((_, i) => i != s));
                        if (!left.EndsWith('.')) left += ".";
                        yield return new($"page {p} without sentence {r}.{s}", new("en", source),
                            new("ko", string.Join("\n\n", rows.Select((row, i) => i == r ? left : row.Korean))),
                            [new(FindingKinds.SentenceOnlySource, (from, from + english[s].Length), null)]);
                        from += english[s].Length + 2;
                    }
                }
                at += paragraph.Length + 2;
            }
        }
    }
}

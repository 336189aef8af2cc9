using System.Diagnostics;
using System.Text;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>Broken and hostile documents: never an exception, spans inside the texts, a mirror when exchanged, no quadratic time.</summary>
public sealed class ParityFuzzTests
{
    private const string Junk = "\0\uD800\uDC00\uFFFE\uFFFF\u200B\u202E\u0301\u1100\u1161\u11A8①㎢\u00A0…“”‘’'\"«»()[]{}<>`~*_|\\/@#$%^&+=-–—.,:;!?₩€ 0123456789\n\n\r\t> - # | ``` [](){{<!--가나다 백만 2월 년 Абв アイウ一二三";

    [Fact]
    public void Whatever_the_texts_are_there_is_an_answer()
    {
        var random = new Random(42);
        var generator = new ReportGenerator(42);
        var watch = Stopwatch.StartNew();
        string[] languages = ["en", "ko", "de", "fr", "es", "ru", "ja", "zh", "tr", "az", "xx", ""];
        for (var i = 0; i < 4000 && watch.Elapsed < TimeSpan.FromSeconds(8); i++)
        {
            var pair = generator.Next("fuzz", 1);
            var source = new ParityText(i % 3 == 0 ? "en" : languages[random.Next(languages.Length)], Mutated(pair.Source.Text, random));
            var target = new ParityText(i % 3 == 0 ? "ko" : languages[random.Next(languages.Length)], Mutated(pair.Target.Text, random));
            var report = ParityCheck.Compare(source, target);
            foreach (var finding in report.Findings)
            {
                Inside(finding.Source, source.Text);
                Inside(finding.Target, target.Text);
                Inside(finding.SourceSentence, source.Text);
                Inside(finding.TargetSentence, target.Text);
                Assert.True(finding.Source is not null || finding.Target is not null);
            }
            var line = ParityJson.Write(report, "\uD800");
            Assert.Equal(line, ParityJson.Write(ParityCheck.Compare(source, target), "\uD800"));
            _ = ParityPrint.Write(report);
            var mirror = ParityCheck.Compare(target, source);
            Assert.Equal(report.Findings.Count, mirror.Findings.Count);
        }
    }

    public static TheoryData<string, string, string> Hostile() => new()
    {
        { "empty", "", "" },
        { "one side empty", "There are 12 houses.\n\nThere are 13 roads.", "" },
        { "blank", " \n\t\n ", "\r\n\r\n" },
        { "ten thousand digits", "It cost " + new string('7', 10_000) + " won.", "비용은 " + new string('8', 10_000) + "원이다." },
        { "deep quotes", new string('>', 50_000) + " 12", new string('>', 50_000) + " 12" },
        { "deep lists", string.Concat(Enumerable.Repeat("- ", 20_000)) + "12", string.Concat(Enumerable.Repeat("1. ", 20_000)) + "12" },
        { "deep brackets", new string('[', 50_000) + "a" + new string(']', 50_000), new string('(', 50_000) },
        { "links", string.Concat(Enumerable.Repeat("[a](", 20_000)), string.Concat(Enumerable.Repeat("](", 20_000)) },
        { "emphasis", string.Concat(Enumerable.Repeat("*a_`", 20_000)), string.Concat(Enumerable.Repeat("**`", 20_000)) },
        { "backquotes", string.Concat(Enumerable.Repeat("` `` ", 10_000)), "```\n" + string.Concat(Enumerable.Repeat("x\n", 10_000)) },
        { "tags", string.Concat(Enumerable.Repeat("<a href=\"", 10_000)), string.Concat(Enumerable.Repeat("<!--", 20_000)) },
        { "shortcodes", string.Concat(Enumerable.Repeat("{{< ", 20_000)), string.Concat(Enumerable.Repeat("{% text=\"", 10_000)) },
        { "quotation marks", string.Concat(Enumerable.Repeat("“(", 30_000)), string.Concat(Enumerable.Repeat("\" ‘ ", 20_000)) },
        { "full stops", new string('.', 60_000), string.Concat(Enumerable.Repeat("1. ", 20_000)) },
        { "one long word", new string('a', 200_000), new string('가', 200_000) },
        { "many numbers in one sentence", string.Join(' ', Enumerable.Range(1000, 3000)), string.Join(' ', Enumerable.Range(2000, 3000)) },
        { "many names in one sentence", string.Join(' ', Enumerable.Range(0, 2000).Select(i => "Elnur" + (char)('a' + (i % 26)))), string.Join(' ', Enumerable.Range(0, 2000).Select(i => "Elnar" + (char)('a' + (i % 26)))) },
        { "the same paragraph again and again", string.Join("\n\n", Enumerable.Repeat("There are 12 houses.", 2000)), string.Join("\n\n", Enumerable.Repeat("집이 12채 있다.", 1500)) },
        { "loose jamo", new string('\u1100', 5000) + new string('\u1161', 5000), new string('\u11A8', 5000) },
        { "marks on one letter", "a" + new string('\u0301', 20_000), "가" + new string('\u0301', 20_000) },
        { "half surrogates", new string('\uD800', 5000), new string('\uDC00', 5000) },
        { "right to left", "\u202Eשלום 12 \u202C", "مرحبا ١٢" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void Hostile_texts_cost_no_more_than_their_length(string name, string source, string target)
    {
        // The best of three: what costs the square of its length is slow each time, a busy machine is not.
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && best >= TimeSpan.FromSeconds(6); i++)
        {
            var watch = Stopwatch.StartNew();
            var report = ParityCheck.Compare(new("en", source), new("ko", target));
            foreach (var finding in report.Findings)
            {
                Inside(finding.Source, source);
                Inside(finding.Target, target);
            }
            if (watch.Elapsed < best) best = watch.Elapsed;
        }
        Assert.True(best < TimeSpan.FromSeconds(6), $"{name}: {best}");
    }

    private static void Inside(FindingSpan? span, string text)
    {
        if (span is null) return;
        Assert.True(span.Start >= 0 && span.Start <= span.End && span.End <= text.Length);
        Assert.Equal(text[span.Start..span.End], span.Text);
    }

    private static string Mutated(string text, Random random)
    {
        var output = new StringBuilder(text);
        for (var i = random.Next(12); i > 0; i--)
        {
            var at = random.Next(output.Length + 1);
            switch (random.Next(5))
            {
                case 0: output.Insert(at, Junk[random.Next(Junk.Length)]); break;
                case 1 when output.Length > 0: output.Remove(Math.Min(at, output.Length - 1), 1); break;
                case 2: output.Insert(at, Junk.AsSpan(random.Next(Junk.Length - 6), 6)); break;
                case 3 when output.Length > 20: output.Remove(random.Next(output.Length - 20), random.Next(20)); break;
                default:
                    if (output.Length > 0) output[Math.Min(at, output.Length - 1)] = Junk[random.Next(Junk.Length)];
                    break;
            }
        }
        return output.ToString();
    }
}

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

    private const int Length = 12_000;

    /// <summary>Hostile pairs of any length, about n characters a side where they grow at all.</summary>
    private static readonly Dictionary<string, Func<int, (string Source, string Target)>> Hostiles = new(StringComparer.Ordinal)
    {
        ["empty"] = _ => ("", ""),
        ["one side empty"] = _ => ("There are 12 houses.\n\nThere are 13 roads.", ""),
        ["blank"] = _ => (" \n\t\n ", "\r\n\r\n"),
        ["digits"] = n => ("It cost " + new string('7', n) + " won.", "비용은 " + new string('8', n) + "원이다."),
        ["deep quotes"] = n => (new string('>', n) + " 12", new string('>', n) + " 12"),
        ["deep lists"] = n => (Times("- ", n) + "12", Times("1. ", n) + "12"),
        ["deep brackets"] = n => (new string('[', n) + "a" + new string(']', n), new string('(', n)),
        ["links"] = n => (Times("[a](", n), Times("](", n)),
        ["emphasis"] = n => (Times("*a_`", n), Times("**`", n)),
        ["backquotes"] = n => (Times("` `` ", n), "```\n" + Times("x\n", n)),
        ["tags"] = n => (Times("<a href=\"", n), Times("<!--", n)),
        ["shortcodes"] = n => (Times("{{< ", n), Times("{% text=\"", n)),
        ["quotation marks"] = n => (Times("“(", n), Times("\" ‘ ", n)),
        ["full stops"] = n => (new string('.', n), Times("1. ", n)),
        ["one long word"] = n => (new string('a', 3 * n), new string('가', 3 * n)),
        ["many numbers in one sentence"] = n => (string.Join(' ', Enumerable.Range(1000, n / 16)), string.Join(' ', Enumerable.Range(2000, n / 16))),
        ["the same number again and again in one sentence"] = n => (Times("12 ", n), Times("12 ", n)),
        ["a number on one side again and again on the other"] = n => (Times("12 ", n), "12"),
        ["many names in one sentence"] = n => (string.Join(' ', Enumerable.Range(0, n / 24).Select(i => "Elnur" + (char)('a' + (i % 26)))),
            string.Join(' ', Enumerable.Range(0, n / 24).Select(i => "Elnar" + (char)('a' + (i % 26))))),
        ["the same paragraph again and again"] = n => (Times("There are 12 houses.\n\n", n), Times("집이 12채 있다.\n\n", n / 2)),
        ["loose jamo"] = n => (new string('\u1100', n) + new string('\u1161', n), new string('\u11A8', n)),
        ["marks on one letter"] = n => ("a" + new string('\u0301', n), "가" + new string('\u0301', n)),
        ["half surrogates"] = n => (new string('\uD800', n), new string('\uDC00', n)),
        ["right to left"] = n => (Times("\u202Eשלום 12 \u202C", n), Times("مرحبا ١٢ ", n)),
    };

    public static TheoryData<string> Names() => [.. Hostiles.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Hostile_texts_cost_no_more_than_their_length(string name)
    {
        var fault = ProcessorTime.Growth(length =>
        {
            var (source, target) = Hostiles[name](length);
            return () =>
            {
                foreach (var finding in ParityCheck.Compare(new("en", source), new("ko", target)).Findings)
                {
                    Inside(finding.Source, source);
                    Inside(finding.Target, target);
                }
            };
        }, Length);
        Assert.True(fault is null, $"{name}: {fault}");
    }

    private static string Times(string part, int length) => string.Concat(Enumerable.Repeat(part, length / part.Length));

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

using System.Diagnostics;
using System.Text;
using Chancery.Text.Facts;

namespace Chancery.Tests.Text.Facts;

/// <summary>Broken and hostile text: never an exception, spans inside the text, time that grows with the length.</summary>
public sealed class ReaderFuzzTests
{
    private const string Junk = "\0\uD800\uDC00\uFFFE\u200B\u202E\u0301\u1100\u1161\u11A8٣३十百千万億零０９½²①Ⅳ㎢℃㏊\u00A0…“”‘’'\"«»()[]{}<>`~*_|\\/@#$%^&+=-–—·.,:;!?₩€ 0123456789\n\r\tａ百열이만조일월년시분제";

    public static TheoryData<string> Languages() => ["en", "ko", "az", "ru", "tr", "fr", "de", "es", "ja", "zh", "xx"];

    [Theory, MemberData(nameof(Languages))]
    public void Whatever_is_in_the_text_its_facts_lie_inside(string language)
    {
        var corpus = Directory.EnumerateFiles(ReaderTests.Folder, "*.tsv").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(line => line.Split('\t')[0]).ToArray();
        var random = new Random(20160223);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20_000 && watch.Elapsed < TimeSpan.FromSeconds(1.5); i++)
        {
            var text = Mutated(corpus, random);
            var facts = FactReader.Read(text, language);
            var last = 0;
            foreach (var fact in facts)
            {
                Assert.True(fact.Start >= last && fact.End > fact.Start && fact.End <= text.Length, $"{fact} in {Escaped(text)}");
                Assert.NotEmpty(fact.Key);
                last = fact.Kind == FactKind.Quote ? fact.Start : fact.End;
            }
            Assert.Equal(facts, FactReader.Read(text, language));
            if (facts.Count > 1) _ = FactComparison.Compare(facts[0], facts[^1]);
            foreach (var fact in facts) _ = fact.Split();
        }
    }

    private static string Mutated(string[] corpus, Random random)
    {
        var text = new StringBuilder(corpus[random.Next(corpus.Length)]);
        if (random.Next(3) == 0) text.Append(random.Next(2) == 0 ? ' ' : '\n').Append(corpus[random.Next(corpus.Length)]);
        for (var edits = random.Next(6); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text[at] = Junk[random.Next(Junk.Length)]; break;
                case 1: text.Insert(at, Junk[random.Next(Junk.Length)].ToString(), random.Next(1, 4)); break;
                case 2: text.Remove(at, Math.Min(random.Next(1, 5), text.Length - at)); break;
                default: text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 12), text.Length - at))); break;
            }
        }
        return text.ToString();
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c is < ' ' or > '\uD7FF' and < '\uE000' ? $"\\u{(int)c:X4}" : c.ToString()));

    public static TheoryData<string, string> Walls()
    {
        var rows = new TheoryData<string, string>();
        foreach (var language in Languages().Select(row => row.Data))
            foreach (var unit in new[]
            {
                "9", "1,", "1.", "1 ", "만", "십", "이십", "a ", "two ", "one hundred and ", "(", "[](", "`", "` ``", "\"", "'", "<a ", "{{", "@", "a@", "://", "1/", "1-", "2016-",
                "1:2", "(0", "+1 ", "*", "_", "“", "년", "2월 ", "1일 ", "и", "von ", "1 day and ", "3시 ", "열", "수", "half ", "\u1100", "\u0301", "\uD800", "万", "二十",
            }) rows.Add(language, unit);
        return rows;
    }

    [Theory, MemberData(nameof(Walls))]
    public void A_wall_of_one_thing_takes_no_longer_than_its_length_allows(string language, string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 40_000 / unit.Length));
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5 && best > TimeSpan.FromSeconds(1); i++)
        {
            var watch = Stopwatch.StartNew();
            FactReader.Read(text, language);
            if (watch.Elapsed < best) best = watch.Elapsed;
        }
        // 40,000 characters are read in a few milliseconds; a loaded machine may need a second.
        Assert.True(best < TimeSpan.FromSeconds(1), $"{language} “{unit}”: {best}");
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_number_of_ten_thousand_digits_is_a_number(string language)
    {
        var digits = string.Concat(Enumerable.Repeat("1234567890", 1000));
        var fact = Assert.Single(FactReader.Read($"({digits})", language));
        Assert.Equal("n:" + digits, fact.Key);
        Assert.Null(fact.Value);
        Assert.Equal(new(Likeness.Close, Gaps.Digit), FactComparison.Compare(fact, FactReader.Read(digits[..^1] + "1", language)[0]));
    }
}

using System.Text;
using Chancery.Text.Facts;

namespace Chancery.Tests.Text.Facts;

/// <summary>Mutated sentences for the readers. The tests use it for a moment, the bench for as long as it is told.</summary>
public sealed class ReaderFuzz(string folder, int seed)
{
    private const string Junk = "\0\uD800\uDC00\uFFFE\u200B\u202E\u0301\u1100\u1161\u11A8٣३十百千万億零０９½²①Ⅳ㎢℃㏊\u00A0…“”‘’'\"«»()[]{}<>`~*_|\\/@#$%^&+=-–—·.,:;!?₩€ 0123456789\n\r\tａ百열이만조일월년시분제";

    public static readonly string[] Languages = ["en", "ko", "az", "ru", "tr", "fr", "de", "es", "ja", "zh", "xx"];

    /// <summary>What a text may be made of alone, over and over.</summary>
    public static readonly string[] Walls =
    [
        "9", "1,", "1.", "1 ", "만", "십", "이십", "a ", "two ", "one hundred and ", "(", "[](", "`", "` ``", "\"", "'", "<a ", "{{", "@", "a@", "://", "1/", "1-", "2016-",
        "1:2", "(0", "+1 ", "*", "_", "“", "년", "2월 ", "1일 ", "и", "von ", "1 day and ", "3시 ", "열", "수", "half ", "\u1100", "\u0301", "\uD800", "万", "二十",
    ];

    private readonly string[] corpus = [.. Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).SelectMany(line => line.Split('\t').Take(2))];

    private readonly Random random = new(seed);

    public string Next() => Mutated(corpus, random);

    /// <summary>What is wrong with the facts of this text, or null. Exceptions fly.</summary>
    public static string? Fault(string text, string language)
    {
        var facts = FactReader.Read(text, language);
        var last = 0;
        foreach (var fact in facts)
        {
            if (fact.Start < last || fact.End <= fact.Start || fact.End > text.Length || fact.Key.Length == 0) return $"{fact} in {Escaped(text)}";
            last = fact.Kind == FactKind.Quote ? fact.Start : fact.End;
            _ = fact.Split();
        }
        if (!facts.SequenceEqual(FactReader.Read(text, language))) return $"Two readings of {Escaped(text)}";
        if (facts.Count > 1) _ = FactComparison.Compare(facts[0], facts[^1]);
        return null;
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
}

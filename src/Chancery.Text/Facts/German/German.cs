using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.German;

/// <summary>German writes numbers in one word, the ones before the tens: zweihundertsiebenundzwanzigtausend.</summary>
internal sealed class GermanReader() : TableReader("German/german.txt", Comma, [], pointMakesOrdinal: true, hoursAreClock: true)
{
    private static readonly (string Word, int Value)[] Parts =
    [
        ("dreizehn", 13), ("vierzehn", 14), ("fünfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18), ("neunzehn", 19),
        ("zwanzig", 20), ("dreißig", 30), ("dreissig", 30), ("vierzig", 40), ("fünfzig", 50), ("sechzig", 60), ("siebzig", 70), ("achtzig", 80), ("neunzig", 90),
        ("zehn", 10), ("elf", 11), ("zwölf", 12), ("eine", 1), ("eins", 1), ("ein", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8),
        ("neun", 9),
    ];

    protected override bool Compound(Scan scan, int at, out int end, out decimal value)
    {
        value = 0;
        end = Table.WordEnd(scan.S.AsSpan(0, scan.N), at);
        if (end - at is < 6 or > 80) return false;
        ReadOnlySpan<char> word = scan.S.AsSpan(at, end - at);
        decimal total = 0, current = 0;
        var ones = 0;
        while (word.Length > 0)
        {
            if (Take(ref word, "tausend")) { total += Math.Max(current + ones, 1) * 1000; (current, ones) = (0, 0); continue; }
            if (Take(ref word, "hundert")) { current = Math.Max(ones, 1) * 100; ones = 0; continue; }
            if (ones > 0 && Take(ref word, "und"))
            {
                if (!Part(ref word, out var tens) || tens < 20) return false;
                current += tens + ones;
                ones = 0;
                continue;
            }
            if (current > 0 && ones == 0 && Take(ref word, "und")) continue;
            if (total + current + ones > 0 && Take(ref word, "einhalb")) { value = total + current + ones + 0.5m; return word.Length == 0; }
            if (ones > 0 || !Part(ref word, out ones)) return false;
        }
        value = total + current + ones;
        return value > 0;
    }

    // zweijähriger, fünfzehntägige
    protected override int ReadWord(Scan scan, int at)
    {
        var end = Table.WordEnd(scan.S.AsSpan(0, scan.N), at);
        if (end - at is >= 8 and <= 40 && Table.Match(scan, at, out _) is null && Split(scan, at, end) is { } q)
        {
            scan.Add(q);
            return end;
        }
        return base.ReadWord(scan, at);
    }

    private Quantity? Split(Scan scan, int at, int end)
    {
        ReadOnlySpan<char> word = scan.S.AsSpan(at, end - at);
        foreach (var unit in (ReadOnlySpan<string>)["jährig", "tägig", "stündig", "monatig", "wöchig", "minütig"])
        {
            var cut = word.IndexOf(unit, StringComparison.OrdinalIgnoreCase);
            if (cut < 3) continue;
            var number = word[..cut];
            if (!Part(ref number, out var value) || number.Length > 0) return null;
            if (Table.Match(scan, at + cut, out var stop) is not { Unit: { } period } || stop != end) return null;
            return new() { Start = at, End = end, Value = value, Unit = period, Strength = Strength.Strong };
        }
        return null;
    }

    private static bool Take(ref ReadOnlySpan<char> word, string part)
    {
        if (!word.StartsWith(part, StringComparison.OrdinalIgnoreCase)) return false;
        word = word[part.Length..];
        return true;
    }

    private static bool Part(ref ReadOnlySpan<char> word, out int value)
    {
        foreach (var (part, amount) in Parts)
        {
            if (!word.StartsWith(part, StringComparison.OrdinalIgnoreCase)) continue;
            // "einhalb" is a half, not one and "halb".
            if (amount == 1 && word.StartsWith("einhalb", StringComparison.OrdinalIgnoreCase)) continue;
            word = word[part.Length..];
            value = amount;
            return true;
        }
        value = 0;
        return false;
    }
}

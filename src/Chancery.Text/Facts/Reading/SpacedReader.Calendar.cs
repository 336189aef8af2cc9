namespace Chancery.Text.Facts.Reading;

/// <summary>What stands by itself in figures: years, decades, negative temperatures.</summary>
internal abstract partial class SpacedReader
{
    // 2016 году, 2016-cı ildə, 2016 yılında
    private bool YearAlone(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (!Digits.Small(s, at, 4, out var year, out var stop) || stop - at != 4 || year is < 1000 or > 2999) return false;
        var word = YearWord(scan, stop);
        if (word == stop || word == OrdinalEnd(scan, stop)) return false;
        end = word;
        scan.AddDate(at, end, new(year));
        return true;
    }

    // -5 °C: a minus counts before a temperature; elsewhere it is a dash or an option.
    private int Negative(Scan scan, int dash, int at)
    {
        if (!Quantity(scan, at, out var q) || q.Unit?.Base is not ("°C" or "°F")) return dash;
        q.Start = dash;
        q.Value = q.Value.Times(-1);
        scan.Add(q);
        return q.End;
    }

    private bool Decade(Scan scan, int start, int at, out int end)
    {
        var s = scan.S;
        end = Digits.Run(s, at);
        var count = end - at;
        if (count is not (2 or 4) || s[end - 1] != '0') return false;
        var tail = -1;
        foreach (var ending in (ReadOnlySpan<string>)["s", "’s", "er", "ern", "-х", "-е", "’lar", "’ler", "’larda", "’lerde", "’lı", "’li"])
        {
            if (!scan.At(end, ending) || char.IsLetterOrDigit(s[end + ending.Length])) continue;
            tail = end + ending.Length - 1;
            break;
        }
        // 1990-cı illər
        if (tail < 0 && OrdinalEnd(scan, end) is var ordinal && ordinal > end && Table.Match(scan, scan.SkipSpace(ordinal), out var years)?.Is(Role.DecadeWord) == true) tail = years - 1;
        if (tail < 0) return false;
        if (!Digits.Small(s, at, 4, out var value, out _) || DecadeOf(count, value) is not { } decade) return false;
        end = tail + 1;
        scan.AddDate(start, end, new(decade, IsDecade: true));
        return true;
    }

    private static int? DecadeOf(int digits, int value)
    {
        if (value % 10 != 0) return null;
        if (digits == 2) value += value <= 20 ? 2000 : 1900;
        return digits is 2 or 4 && value is >= 1000 and <= 2100 ? value : null;
    }
}

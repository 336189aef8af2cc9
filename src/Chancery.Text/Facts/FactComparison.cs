using System.Globalization;

namespace Chancery.Text.Facts;

public enum Likeness
{
    /// <summary>Nothing in common that a person would take for a slip.</summary>
    Different,

    /// <summary>Another value, but near enough to be a slip; <see cref="Match.Gaps"/> says in what.</summary>
    Close,

    /// <summary>The same figure said as another kind of thing: third / 3, 15 / 15 days. Good enough as an answer.</summary>
    SameFigure,

    /// <summary>The same date, but only one of the two names the year (or the month).</summary>
    SameButYearMissing,

    /// <summary>Equal values.</summary>
    Same,
}

/// <summary>In what two facts differ.</summary>
[Flags]
public enum Gaps
{
    None = 0,

    /// <summary>Ten-fold, thousand-fold, 만 for 천, million for billion.</summary>
    Scale = 1,

    /// <summary>One digit changed, lost, added, or two neighbours exchanged.</summary>
    Digit = 2,

    /// <summary>Another amount of the same thing.</summary>
    Amount = 4,
    Unit = 8,
    Currency = 16,
    Year = 32,
    Month = 64,
    Day = 128,
    Weekday = 256,

    /// <summary>The end of a range is another, or only one of the two has an end.</summary>
    End = 512,

    /// <summary>Percent for percentage points, or a number for an ordinal.</summary>
    Kind = 1024,

    /// <summary>Letters of a link, an address or a Latin word.</summary>
    Spelling = 2048,
}

public readonly record struct Match(Likeness Likeness, Gaps Gaps = Gaps.None)
{
    /// <summary>One may stand for the other without a finding of its own (a missing year or another weekday apart).</summary>
    public bool IsAnswer => Likeness >= Likeness.SameFigure && (Gaps & Gaps.Weekday) == Gaps.None;
}

/// <summary>Compares two facts of different editions by value. Symmetric, and free of context: who belongs to whom is alignment.</summary>
public static class FactComparison
{
    public static Match Compare(Fact a, Fact b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Says(b.Key) || b.Says(a.Key) || a.OtherKey is { } other && b.Says(other))
        {
            var weekday = a.Weekday is { } x && b.Weekday is { } y && x != y;
            return weekday ? new(Likeness.Close, Gaps.Weekday) : new(Likeness.Same);
        }
        if (a.Date is not null && b.Date is not null) return Dates(a, b);
        if (a.Kind == FactKind.Weekday && b.Kind == FactKind.Weekday) return new(Likeness.Close, Gaps.Weekday);
        // A weekday alone may answer for the date that falls on it.
        if (a.Kind == FactKind.Weekday && b.Date is not null) return WeekdayOf(a, b);
        if (b.Kind == FactKind.Weekday && a.Date is not null) return WeekdayOf(b, a);
        if (IsText(a.Kind) || IsText(b.Kind)) return a.Kind == b.Kind ? Texts(a, b) : new(Likeness.Different);
        return Numbers(a, b);
    }

    private static Match WeekdayOf(Fact weekday, Fact date) => (date.Weekday ?? date.Date!.Value.Weekday) is { } day && day == weekday.Weekday
        ? new(Likeness.SameFigure, Gaps.Kind) : new(Likeness.Different);

    private static bool IsText(FactKind kind) => kind is FactKind.Quote or FactKind.Link or FactKind.Email or FactKind.Phone or FactKind.Code
        or FactKind.LatinWord or FactKind.Name;

    private static Match Dates(Fact a, Fact b)
    {
        var gaps = Gaps.None;
        var missing = false;
        Part(a.Date!.Value, b.Date!.Value, ref gaps, ref missing);
        var (start, ends) = (gaps, Gaps.None);
        if (a.Until is { } x && b.Until is { } y) Part(x, y, ref ends, ref missing);
        else if (a.Until is not null || b.Until is not null) ends = Gaps.End;
        if (a.Weekday is { } d && b.Weekday is { } e && d != e) gaps |= Gaps.Weekday;
        if (a.Date.Value.IsDecade != b.Date.Value.IsDecade) gaps |= Gaps.Kind;
        gaps |= ends;
        if (gaps == Gaps.None) return new(missing ? Likeness.SameButYearMissing : Likeness.Same);
        // Two dates with nothing but the calendar in common are two dates.
        var parts = System.Numerics.BitOperations.PopCount((uint)(start & (Gaps.Year | Gaps.Month | Gaps.Day)));
        var told = Parts(a.Date.Value, b.Date.Value);
        return parts == 0 || parts == 1 && (told > 1 || (start & Gaps.Year) != Gaps.None) || parts == 1 && a.Until is not null && b.Until is not null
            ? new(Likeness.Close, gaps) : new(Likeness.Different, gaps);
    }

    private static int Parts(PartialDate a, PartialDate b)
        => (a.Year is not null && b.Year is not null ? 1 : 0) + (a.Month is not null && b.Month is not null ? 1 : 0) + (a.Day is not null && b.Day is not null ? 1 : 0);

    private static void Part(PartialDate a, PartialDate b, ref Gaps gaps, ref bool missing)
    {
        if (a.Day != b.Day) gaps |= Gaps.Day;
        if (a.Month is { } m && b.Month is { } n) { if (m != n) gaps |= Gaps.Month; }
        else if (a.Month is not null || b.Month is not null)
        {
            // "23일" for 23 February leaves the month out; a year alone for a month is another statement.
            if (a.Day is null || b.Day is null) gaps |= Gaps.Month; else missing = true;
        }
        if (a.Year is { } y && b.Year is { } z) { if (y != z) gaps |= Gaps.Year; }
        else if (a.Year is not null || b.Year is not null) missing = true;
    }

    private static Match Texts(Fact a, Fact b)
    {
        if (a.Key.Length < 4 || b.Key.Length < 4) return new(Likeness.Different);
        var most = Math.Min(a.Key.Length, b.Key.Length) is var length && length > 24 ? 4 : length > 8 ? 2 : 1;
        return IsNear(a.Key, b.Key, most) ? new(Likeness.Close, Gaps.Spelling) : new(Likeness.Different);
    }

    // How a kind is compared: what may be said as one another shares a letter.
    private static bool IsPlain(Fact fact) => fact.Kind is FactKind.Number or FactKind.Count or FactKind.Multiple or FactKind.Ordinal or FactKind.Anniversary
        || fact.Kind == FactKind.Date && fact.Date is { Month: null, Day: null };

    private static Match Numbers(Fact a, Fact b)
    {
        var (x, y) = (Figure(a), Figure(b));
        if (a.Kind == FactKind.Identifier || b.Kind == FactKind.Identifier)
            return IsNear(a.Key, b.Key, 1) ? new(Likeness.Close, Gaps.Digit) : new(Likeness.Different);
        if (x is not { } v || y is not { } w)
            return a.Key.Length > 20 && b.Key.Length > 20 && IsNear(a.Key, b.Key, 2) ? new(Likeness.Close, Gaps.Digit) : new(Likeness.Different);
        if (a.Key.StartsWith("n~", StringComparison.Ordinal) || b.Key.StartsWith("n~", StringComparison.Ordinal))
            return v != w && IsScale(v, w) ? new(Likeness.Close, Gaps.Scale) : new(Likeness.Different);
        var sameFamily = Family(a) == Family(b);
        var end = EndOf(a) != EndOf(b) ? Gaps.End : Gaps.None;
        if (sameFamily && a.Kind == FactKind.Time) return new(Likeness.Close, v == w ? end : Gaps.Amount | end);
        if (sameFamily)
        {
            // The base units may hide that only the unit's word differs: 7 days, 7 weeks.
            if (a.Written is { } told && told == b.Written && v != w) return new(Likeness.Close, Gaps.Unit | end);
            if (v == w) return new(Likeness.Close, end == Gaps.None ? Gaps.Amount : end);
            return Amounts(a.Written is { } p && b.Written is { } q && IsScale(p, q) && !IsScale(v, w) ? (p, q) : (v, w), end);
        }
        var figures = (a.Written ?? v) == (b.Written ?? w);
        if (a.Kind == FactKind.Time || b.Kind == FactKind.Time) return new(Likeness.Different);
        // A number without its unit, or an ordinal for a number.
        if (figures && end == Gaps.None && (IsPlain(a) || IsPlain(b)))
            return new(Likeness.SameFigure, IsPlain(a) && IsPlain(b) ? Gaps.Kind : Gaps.Unit);
        if (IsPlain(a) != IsPlain(b)) return new(Likeness.Different);
        if (IsPlain(a)) return Amounts((v, w), end | Gaps.Kind);
        if (a.Kind == FactKind.Money && b.Kind == FactKind.Money) return figures ? new(Likeness.Close, Gaps.Currency) : new(Likeness.Different);
        if (a.Kind == FactKind.Measure && b.Kind == FactKind.Measure)
        {
            if (Converted(a, b)) return new(Likeness.SameFigure, Gaps.Unit);
            return figures ? new(Likeness.Close, Gaps.Unit) : new(Likeness.Different);
        }
        if (a.Kind == FactKind.Duration && b.Kind == FactKind.Duration)
        {
            // 12 months and 52 weeks, 2 months and 60 days: near enough is the same in another measure.
            var (days, others) = (Days(a), Days(b));
            if (Math.Abs(days - others) <= 0.02m * Math.Max(days, others)) return new(Likeness.SameFigure, Gaps.Unit);
            return figures ? new(Likeness.Close, Gaps.Unit) : new(Likeness.Different);
        }
        var percents = Kinds(a, b, FactKind.Percent, FactKind.PercentPoints) || Kinds(a, b, FactKind.Fraction, FactKind.PercentPoints);
        if (percents) return figures ? new(Likeness.Close, Gaps.Kind) : new(Likeness.Different);
        if (Kinds(a, b, FactKind.Percent, FactKind.Fraction))
        {
            var (percent, share) = a.Kind == FactKind.Percent ? (v, w) : (w, v);
            return Math.Abs(percent - 100 * share) < 1 ? new(Likeness.SameFigure, Gaps.Kind) : new(Likeness.Different);
        }
        return figures ? new(Likeness.Close, Gaps.Unit) : new(Likeness.Different);
    }

    private static bool Kinds(Fact a, Fact b, FactKind one, FactKind two) => a.Kind == one && b.Kind == two || a.Kind == two && b.Kind == one;

    private static ReadOnlySpan<char> FamilySpan(Fact fact) => fact.Key.AsSpan(0, fact.Key.LastIndexOf(':') + 1);

    private static string Family(Fact fact) => FamilySpan(fact).ToString() is "h:" ? "h:" : fact.Key[..FamilyEnd(fact.Key)];

    // h:15:00 has a second colon.
    private static int FamilyEnd(string key) => key.StartsWith("h:", StringComparison.Ordinal) ? 2 : key.LastIndexOf(':') + 1;

    private static decimal? Figure(Fact fact) => fact.Value ?? (fact.Date is { Year: { } year } ? year : null);

    private static decimal? EndOf(Fact fact) => fact.UpTo ?? (fact.Until is { Year: { } year } ? year : null);

    private static decimal Days(Fact fact) => fact.Unit == "month" ? fact.Value!.Value * 365.25m / 12 : fact.Value!.Value / 86400;

    // Pyeong, miles, feet, gallons: the other text may rightly tell the metric figure, rounded.
    private static readonly Dictionary<string, (string Base, decimal Factor)> Metric = new(StringComparer.Ordinal)
    {
        ["mile"] = ("m", 1609.344m), ["foot"] = ("m", 0.3048m), ["inch"] = ("m", 0.0254m), ["yard"] = ("m", 0.9144m), ["acre"] = ("m²", 4046.856m),
        ["mile²"] = ("m²", 2_589_988m), ["foot²"] = ("m²", 0.092903m), ["pyeong"] = ("m²", 3.305785m), ["gallon"] = ("L", 3.785412m), ["lb"] = ("kg", 0.45359237m),
        ["oz"] = ("kg", 0.02834952m), ["mph"] = ("km/h", 1.609344m),
    };

    private static bool Converted(Fact a, Fact b)
    {
        if (a.Value is not { } v || b.Value is not { } w || a.Unit is null || b.Unit is null || Math.Abs(v) > 1e15m || Math.Abs(w) > 1e15m) return false;
        if (a.Unit == "°F" && b.Unit == "°C") return Math.Abs((v - 32) * 5 / 9 - w) < 1;
        if (a.Unit == "°C" && b.Unit == "°F") return Math.Abs((w - 32) * 5 / 9 - v) < 1;
        var (unit, other) = (a.Unit, b.Unit);
        if (Metric.TryGetValue(unit, out var m)) (unit, v) = (m.Base, v * m.Factor);
        if (Metric.TryGetValue(other, out var n)) (other, w) = (n.Base, w * n.Factor);
        return unit == other && Math.Abs(v - w) <= 0.05m * Math.Max(Math.Abs(v), Math.Abs(w));
    }

    private static Match Amounts((decimal, decimal) pair, Gaps more)
    {
        var (v, w) = pair;
        if (v == w) return new(Likeness.Close, more);
        if (IsScale(v, w)) return new(Likeness.Close, Gaps.Scale | more);
        if (IsDigitSlip(v, w)) return new(Likeness.Close, Gaps.Digit | more);
        var (low, high) = Math.Abs(v) < Math.Abs(w) ? (Math.Abs(v), Math.Abs(w)) : (Math.Abs(w), Math.Abs(v));
        return high - low <= 2 || low >= high * 0.5m ? new(Likeness.Close, Gaps.Amount | more) : new(Likeness.Different);
    }

    private static bool IsScale(decimal v, decimal w)
    {
        if (v == 0 || w == 0 || v < 0 != w < 0) return false;
        var (low, high) = (Math.Min(Math.Abs(v), Math.Abs(w)), Math.Max(Math.Abs(v), Math.Abs(w)));
        for (var i = 0; i < 12 && low < high; i++)
        {
            if (low > decimal.MaxValue / 10) return false;
            low *= 10;
        }
        return low == high;
    }

    private static bool IsDigitSlip(decimal v, decimal w)
    {
        var (a, b) = (v.ToString(CultureInfo.InvariantCulture), w.ToString(CultureInfo.InvariantCulture));
        return Math.Max(a.Length, b.Length) > 1 && IsNear(a, b, 1);
    }

    /// <summary>Whether at most <paramref name="most"/> insertions, deletions, changes or exchanges of neighbours lie between.</summary>
    internal static bool IsNear(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return false;
        if (Math.Max(a.Length, b.Length) > 400)
        {
            // Long keys: what differs must lie in one short stretch.
            var front = a.AsSpan().CommonPrefixLength(b);
            var (i, j) = (a.Length, b.Length);
            while (i > front && j > front && a[i - 1] == b[j - 1]) { i--; j--; }
            return Math.Max(i, j) - front <= most;
        }
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > most) return false;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.Length] <= most;
    }
}

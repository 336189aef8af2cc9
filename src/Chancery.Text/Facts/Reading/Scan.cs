using System.Globalization;

namespace Chancery.Text.Facts.Reading;

/// <summary>A number with what it is a number of, still in the folded text.</summary>
internal struct Quantity
{
    public int Start;
    public int End;
    public Amount Value;
    public Amount? UpTo;
    public Amount? Other;
    public Unit? Unit;
    public Strength Strength;
    public Approximation Approximation;
    public bool IsOdd;

    /// <summary>Digits only, neither grouped nor with a decimal mark: what a year or a day looks like.</summary>
    public bool IsPlain;
    public bool IsWords;
    public int Digits;
    public decimal Scale;
}

/// <summary>One reading of one text: the folded characters, and the facts found so far.</summary>
internal sealed class Scan(SourceText source)
{
    public readonly SourceText Source = source;
    public readonly char[] S = source.Chars;
    public readonly int N = source.Length;
    public readonly List<Fact> Facts = [];

    /// <summary>The word of the table read last and where it ends: "from", "about", "in" before a number.</summary>
    public Term? Before;
    public int BeforeEnd;

    /// <summary>The table's word right before <paramref name="at"/>, if there is one.</summary>
    public Term? WordBefore(int at) => Before is not null && (BeforeEnd == at || BeforeEnd == at - 1 && (IsSpace(S[at - 1]) || S[at - 1] == '-')) ? Before : null;

    /// <summary>The letters right before a space before <paramref name="at"/>; no more than 24 are looked at.</summary>
    public ReadOnlySpan<char> WordBehind(int at, out int start)
    {
        start = at;
        if (at < 2 || !IsSpace(S[at - 1])) return [];
        start = at - 1;
        while (start > 0 && at - start < 25 && char.IsLetter(S[start - 1])) start--;
        return S.AsSpan(start, at - 1 - start);
    }

    public static bool IsSpace(char c) => c is ' ' or '\u00A0';

    public int SkipSpace(int at) => IsSpace(S[at]) ? at + 1 : at;

    public static bool IsLatin(char c) => char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F' and not '×' and not '÷' || c is >= '\u1E00' and <= '\u1EFF';

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    public bool At(int at, string word) => S.AsSpan(at, Math.Min(word.Length, S.Length - at)).SequenceEqual(word);

    public bool AtIgnoringCase(int at, string word)
        => S.AsSpan(at, Math.Min(word.Length, S.Length - at)).Equals(word, StringComparison.OrdinalIgnoreCase);

    public void Add(FactKind kind, int start, int end, string key, string reading, Strength strength = Strength.Strong,
        string? unit = null, Amount? value = null)
        => Facts.Add(new()
        {
            Kind = kind, Start = Source.Start(start), End = Source.End(end), Key = key, Reading = reading, Strength = strength, Unit = unit,
            Value = value is { Fits: true } v ? v.Value : null,
        });

    public void AddText(FactKind kind, int start, int end, string key, Strength strength = Strength.Strong,
        string? otherKey = null)
    {
        var (from, to) = (Source.Start(start), Source.End(end));
        Facts.Add(new() { Kind = kind, Start = from, End = to, Key = key, OtherKey = otherKey, Reading = Source.Original[from..to], Strength = strength });
    }

    public void AddDate(int start, int end, PartialDate date, PartialDate? until = null, DayOfWeek? weekday = null, PartialDate? other = null,
        Strength strength = Strength.Strong, string? otherKey = null)
        => Facts.Add(new()
        {
            Kind = FactKind.Date, Start = Source.Start(start), End = Source.End(end), Date = date, Until = until, Weekday = weekday,
            Key = DateKey(date, until), OtherKey = other is { } o ? DateKey(o, null) : otherKey,
            Reading = until is { } u ? $"{date} – {u}" : date.ToString(), Strength = strength,
        });

    // A year alone shares its key with the number: 2016 in one text may be "the year 2016" in the other.
    private static string DateKey(PartialDate date, PartialDate? until) => date is { Month: null, Day: null, IsDecade: false }
        ? until is { } y ? $"n:{date}..{y}" : $"n:{date}"
        : until is { } u ? $"t:{date}..{u}" : $"t:{date}";

    public void AddWeekday(int start, int end, DayOfWeek day, Strength strength = Strength.Strong)
        => Facts.Add(new()
        {
            Kind = FactKind.Weekday, Start = Source.Start(start), End = Source.End(end), Weekday = day, Key = $"wd:{day}", Reading = day.ToString(),
            Strength = strength,
        });

    /// <summary>From one day of the week to another: Monday to Friday.</summary>
    public void AddWeekdays(int start, int end, DayOfWeek day, DayOfWeek until)
        => Facts.Add(new()
        {
            Kind = FactKind.Weekday, Start = Source.Start(start), End = Source.End(end), Weekday = day, Value = (int)day, UpTo = (int)until,
            Key = $"wd:{day}..{until}", Reading = $"{day} – {until}",
        });

    public void AddTime(int start, int end, int minutes, int? until = null, int? otherMinutes = null)
        => Facts.Add(new()
        {
            Kind = FactKind.Time, Start = Source.Start(start), End = Source.End(end), Value = minutes, UpTo = until,
            Key = until is null ? $"h:{Clock(minutes)}" : $"h:{Clock(minutes)}..{Clock(until.Value)}",
            OtherKey = otherMinutes is { } o && until is null ? $"h:{Clock(o)}" : null,
            Reading = until is null ? Clock(minutes) : $"{Clock(minutes)}–{Clock(until.Value)}",
        });

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60 % 24:00}:{minutes % 60:00}");

    public void AddVague(int start, int end, decimal power)
        => Add(FactKind.Number, start, end, "n~:" + Amount.Canonical(power), power == 10 ? "dozens" : new Amount(power).Reading + "s", Strength.Weak, value: power);

    public void AddFraction(int start, int end, long numerator, long denominator, Strength strength = Strength.Strong, string? otherKey = null, bool isOutOf = false)
    {
        long a = numerator, b = denominator;
        while (b != 0) (a, b) = (b, a % b);
        var (n, d) = (numerator / a, denominator / a);
        var percent = 100m * n / d;
        var exact = 1_000_000 * n % d == 0;
        Facts.Add(new()
        {
            Kind = FactKind.Fraction, Start = Source.Start(start), End = Source.End(end), Value = (decimal)n / d, Strength = strength,
            Key = exact ? $"%:{Amount.Canonical(percent)}" : $"f:{n}/{d}", Reading = $"{n}/{d}", OtherKey = otherKey,
            OutOf = isOutOf ? (numerator, denominator) : null,
        });
    }

    public void Add(in Quantity q, string? otherKey = null)
    {
        var unit = q.Unit;
        var (kind, family) = unit?.Kind switch
        {
            null => (FactKind.Number, "n:"),
            UnitKind.Count or UnitKind.Page => (FactKind.Count, "n:"),
            UnitKind.Multiple => (FactKind.Multiple, "n:"),
            UnitKind.Percent => (FactKind.Percent, "%:"),
            UnitKind.PercentPoints => (FactKind.PercentPoints, "pp:"),
            UnitKind.Money => (FactKind.Money, $"${unit.Base}:"),
            UnitKind.Measure => (FactKind.Measure, $"m:{unit.Base}:"),
            UnitKind.Period => (FactKind.Duration, "d:"),
            UnitKind.Months => (FactKind.Duration, "dm:"),
            UnitKind.Anniversary => (FactKind.Anniversary, "o:"),
            _ => (FactKind.Ordinal, "o:"),
        };
        var factor = unit?.Factor ?? 1;
        var value = q.Value.Times(factor);
        var upTo = q.UpTo?.Times(factor);
        Facts.Add(new()
        {
            Kind = kind, Start = Source.Start(q.Start), End = Source.End(q.End),
            Key = upTo is { } u ? $"{family}{value.Key}..{u.Key}" : family + value.Key,
            OtherKey = otherKey ?? (q.Other is { } o && upTo is null ? family + o.Times(factor).Key : null),
            Reading = Describe(q, kind), Value = value.Fits ? value.Value : null, UpTo = upTo is { Fits: true } t ? t.Value : null,
            Written = q.Value.Fits ? q.Value.Value : null, Unit = unit?.Base, Strength = q.Strength, Approximation = q.Approximation,
            IsFormatOdd = q.IsOdd,
        });
    }

    private static string Describe(in Quantity q, FactKind kind)
    {
        var number = q.UpTo is { } upTo ? $"{q.Value.Reading}–{upTo.Reading}" : q.Value.Reading;
        var name = q.Unit?.Id;
        return kind switch
        {
            FactKind.Number or FactKind.Count => number,
            FactKind.Percent when name == "percent" => number + " %",
            FactKind.Percent => number + " ‰",
            FactKind.PercentPoints => number + " percentage points",
            FactKind.Money => $"{number} {name}",
            FactKind.Measure => $"{number} {q.Unit!.Symbol}",
            FactKind.Duration => q.Value.Key == "1" && q.UpTo is null ? $"{number} {name}"
                : $"{number} {(name == "century" ? "centuries" : name == "halfyear" ? "half-years" : name is "ms" or "us" or "ns" ? name : name + "s")}",
            FactKind.Multiple => number + "-fold",
            FactKind.Anniversary => $"anniversary {number}",
            _ => "no. " + number,
        };
    }
}

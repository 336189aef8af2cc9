namespace Chancery.Text.Facts.Reading;

/// <summary>An amount: the number, the unit or currency on either side of it, the other end of a range.</summary>
internal abstract partial class SpacedReader
{
    /// <summary>A number with its unit, its other end, and what is said about its exactness.</summary>
    protected int ReadQuantity(Scan scan, int at)
    {
        var before = scan.WordBefore(at);
        if (!Quantity(scan, at, out var q)) return at;
        if (q.End == at) return at;
        if (scan.Facts.Count > 0 && scan.Facts[^1].Start >= scan.Source.Start(at)) return q.End;
        if (Dimension(scan, q) is var by && by > at) return by;
        // 3D, 5G, 2FA: a word that begins with a figure.
        if (q.Unit is null && q.IsPlain && q.Start == at && IsFigureWord(scan.S, q.End)) return FigureWord(scan, at, q.End);
        if (before is not null && before.Before != Approximation.None) q.Approximation = before.Before;
        if (q.Unit is null && q.Value.Key == "12" && Table.Match(scan, scan.SkipSpace(q.End), out var noon) is { Minute: >= 0 } clock)
        {
            scan.AddTime(at, noon, clock.Minute);
            return noon;
        }
        Range(scan, ref q, before);
        if (ClockOf(scan, at, ref q, before)) return q.End;
        if (before?.Is(Role.DecadeWord) == true && q.Unit is null && q.UpTo is null && q.IsPlain && DecadeOf(q.Digits, (int)q.Value.Value) is { } decade)
        {
            scan.AddDate(q.Start, q.End, new(decade, IsDecade: true));
            return q.End;
        }
        if (YearOf(scan, q, before)) return q.End;
        After(scan, ref q);
        // Seven Sisters: a name, perhaps.
        if (q.IsWords && q.Unit is null && char.IsUpper(scan.S[q.Start]) && char.IsUpper(scan.S[scan.SkipSpace(q.End)])) q.Strength = Strength.Weak;
        if (q.Value.Key == "1" && q.UpTo is null && q.Unit?.Kind is null or UnitKind.Count) q.Strength = Strength.Weak;
        if (q.IsWords && q.Value.Key == "0") q.Strength = Strength.Weak;
        // "on the 23rd" is a day, or the twenty-third of something.
        if (q.Unit?.Kind == UnitKind.Ordinal && !q.IsWords && q.Value.IsWholeIn(1, 31) && before?.Is(Role.DateWord) == true
            && !char.IsLetter(scan.S[scan.SkipSpace(q.End)]))
            scan.Add(q, $"t:{new PartialDate(null, null, (int)q.Value.Value)}");
        else scan.Add(q, q.UpTo is null ? OtherKey(scan, q) : null);
        return q.End;
    }

    // 15 heures is a time or a period, a pound money or weight, a second the second or a moment.
    private string? OtherKey(Scan scan, in Quantity q) => q.Unit?.Id switch
    {
        "hour" when MinutesFollowHour && q.Value.IsWholeIn(0, 24) => $"h:{q.Value.Key.PadLeft(2, '0')}:00",
        "GBP" when scan.S[q.Start] != '£' && char.IsLower(scan.S[q.End - 1]) => $"m:lb:{q.Value.Key}",
        "ordinal" when q.IsWords && q.Value.Key == "2" && Table.Match(scan, q.Start, out _)?.Unit?.Id == "second"
            && scan.S[q.End] != '-' && scan.WordBehind(q.Start, out _) is "a" or "per" or "each" or "every" => "d:1",
        // the nearest tenth
        "ordinal" when q.IsWords && Table.Match(scan, q.Start, out var end) is { Denominator: > 2 } part && end == q.End && (EndsClause(scan.S[end]) || scan.WordBehind(q.Start, out _) is "nearest") && q.Value.Key == Amount.Canonical(part.Denominator)
            => 100 % part.Denominator == 0 ? $"%:{100 / part.Denominator}" : $"f:1/{part.Denominator}",
        _ => null,
    };

    private bool YearOf(Scan scan, Quantity q, Term? before)
    {
        if (q.Unit is not null || !q.IsPlain || q.Digits != 4 || q.Strength == Strength.Weak) return false;
        var prompted = before is not null && (before.Role & (Role.In | Role.From | Role.To | Role.YearWord | Role.Between)) != Role.None;
        if (!q.Value.IsWholeIn(prompted ? 1000 : 1900, 2099)) return false;
        PartialDate? until = q.UpTo is { } end && end.IsWholeIn(1000, 2200) ? new((int)end.Value) : null;
        if (q.UpTo is not null && until is null) return false;
        scan.AddDate(q.Start, q.End, new((int)q.Value.Value), until);
        return true;
    }

    private void After(Scan scan, ref Quantity q)
    {
        if (scan.S[q.End] == '+' && !char.IsLetterOrDigit(scan.S[q.End + 1])) { q.Approximation = Approximation.AtLeast; return; }
        var p = scan.SkipSpace(q.End);
        if (p > q.End && Table.Match(scan, p, out _) is { } term && term.After != Approximation.None) q.Approximation = term.After;
    }

    private void Range(Scan scan, ref Quantity q, Term? before)
    {
        if (!q.Value.Fits || q.UpTo is not null || q.Unit?.Kind is UnitKind.Ordinal or UnitKind.Anniversary) return;
        var s = scan.S;
        var p = q.End;
        if (s[p] is '-' or '–' or '~') p++;
        else if (Scan.IsSpace(s[p]) && s[p + 1] is '–' or '~' && Scan.IsSpace(s[p + 2])) p += 3;
        else
        {
            var word = scan.SkipSpace(p);
            if (word == p || Table.Match(scan, word, out var end) is not { } to) return;
            var joins = to.Is(Role.To) || to.Is(Role.And) && before?.Is(Role.Between) == true || to.Is(Role.Or) && q.IsWords && q.Unit is null;
            if (!joins || !Scan.IsSpace(s[end])) return;
            p = end + 1;
        }
        if (!Quantity(scan, p, out var upper) || !upper.Value.Fits || upper.Unit?.Kind is UnitKind.Ordinal or UnitKind.Anniversary) return;
        // $3–4 million
        if (q.Unit is { Kind: UnitKind.Money } && upper.Unit is null && s[p - 1] is '-' or '–') upper.Unit = q.Unit;
        if (q.Unit is not null && q.Unit != upper.Unit) return;
        var low = q.Value;
        if (q.Scale == 0 && upper.Scale > 1 && q.Value.Value < upper.Value.Value / upper.Scale) low = low.Times(upper.Scale);
        var high = upper.Value;
        // 2014–16
        if (q.IsPlain && q.Digits == 4 && upper.IsPlain && upper.Digits == 2 && upper.Unit is null && low.IsWholeIn(1000, 2100))
            high = decimal.Truncate(low.Value / 100) * 100 + high.Value;
        // "zero or one" is a figure of speech (null oder einer).
        if (high.Value <= low.Value || low.Value == 0 && upper.IsWords) return;
        (q.Value, q.UpTo, q.Unit, q.End) = (low, high, upper.Unit, upper.End);
        q.IsPlain &= upper.IsPlain;
        q.Strength = q.IsWords && low.Key == "1" ? Strength.Weak : Strength.Strong;
        q.Other = null;
    }

    /// <summary>A number and the unit before or behind it.</summary>
    protected bool Quantity(Scan scan, int at, out Quantity q)
    {
        q = new() { Start = at, End = at, Strength = Strength.Strong };
        var s = scan.S;
        var p = at;
        if (!char.IsAsciiDigit(s[at])) p = CurrencyBefore(scan, at, ref q);
        if (p == at && q.Unit is not null) return false;
        if (!Number(scan, p, ref q)) return false;
        q.Start = at;
        if (q.Unit is { Kind: UnitKind.Money })
        {
            MoneyScale(scan, ref q);
            return true;
        }
        if (q.Unit is null) AddUnit(scan, ref q);
        else if (q.Unit.Kind == UnitKind.Ordinal) AddAnniversary(scan, ref q);
        return true;
    }

    private int CurrencyBefore(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        foreach (var length in (ReadOnlySpan<int>)[3, 2, 1])
        {
            if (!Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(length, s.Length - at)), out var unit) || unit.Kind != UnitKind.Money && s[at] != '%') continue;
            var p = scan.SkipSpace(at + length);
            if (!char.IsAsciiDigit(s[p])) continue;
            q.Unit = unit;
            return p;
        }
        if (Table.Match(scan, at, out var end) is { Currency: { } named })
        {
            var p = scan.SkipSpace(end);
            if (char.IsAsciiDigit(s[p]) || named.Kind == UnitKind.Percent && Table.Match(scan, p, out _) is { Number: not null }) { q.Unit = named; return p; }
        }
        return at;
    }

    private static void MoneyScale(Scan scan, ref Quantity q)
    {
        if (q.Scale > 1) return;
        var s = scan.S;
        var p = q.End;
        var (scale, length) = (s[p], s[p + 1]) switch
        {
            ('b' or 'B', 'n') => (1_000_000_000m, 2),
            ('t', 'n') => (1_000_000_000_000m, 2),
            ('m' or 'M', 'n') => (1_000_000m, 2),
            ('k' or 'K', _) => (1_000m, 1),
            ('m' or 'M', _) => (1_000_000m, 1),
            ('b' or 'B', _) => (1_000_000_000m, 1),
            _ => (1m, 0),
        };
        if (length == 0 || char.IsLetterOrDigit(s[p + length])) return;
        (q.Value, q.Scale, q.End, q.IsPlain) = (q.Value.Times(scale), scale, p + length, false);
    }
}

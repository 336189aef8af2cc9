namespace Chancery.Text.Facts.Reading;

/// <summary>Halves, thirds, one in five, and what is one because an article stands before it.</summary>
internal abstract partial class SpacedReader
{
    // Half a million, half an hour, half of them.
    private int ReadHalf(Scan scan, int at, int end, Term term)
    {
        var p = SkipWord(scan, SkipWord(scan, end, Role.Of), Role.Article);
        var next = scan.SkipSpace(p == end && scan.S[end] == '-' ? end + 1 : p);
        if (next > end && Table.Match(scan, next, out var stop) is { } what)
        {
            if (what.Scale is { } scale) return AddScaled(scan, at, stop, 0.5m * scale);
            if (what.Collective is { } collective) return AddScaled(scan, at, stop, 0.5m * collective);
            if (what.Unit is { Kind: UnitKind.Period or UnitKind.Months or UnitKind.Measure } unit)
            {
                scan.Add(new Quantity { Start = at, End = stop, Value = 0.5m, Unit = unit, Strength = Strength.Strong });
                return stop;
            }
        }
        // "the first half of 2016" is six months, not a share.
        var which = scan.WordBehind(at, out var start).Length > 0 && Table.Match(scan, start, out _) is { Ordinal: > 0 };
        scan.AddFraction(at, end, 1, 2, SkipWord(scan, end, Role.Of) > end && !term.Is(Role.Cautious) && !which ? Strength.Strong : Strength.Weak);
        return end;
    }

    private int AddScaled(Scan scan, int at, int end, decimal value)
    {
        var q = new Quantity { Start = at, End = end, Value = value, Strength = Strength.Strong };
        AddUnit(scan, ref q);
        scan.Add(q);
        return q.End;
    }

    // "two thirds of", "a quarter of a century".
    private int ReadShare(Scan scan, int at, int end, int numerator, int denominator)
    {
        var of = SkipWord(scan, end, Role.Of);
        var article = SkipWord(scan, of, Role.Article);
        if (article > of && Table.Match(scan, scan.SkipSpace(article), out var stop) is { Unit: { Kind: UnitKind.Period or UnitKind.Months } unit })
        {
            scan.Add(new Quantity { Start = at, End = stop, Value = (decimal)numerator / denominator, Unit = unit, Strength = Strength.Strong });
            return stop;
        }
        // "by a tenth" and "a third." are shares; "a third meeting" is the third, "a quarter" may be three months.
        if (of > end && Table.Match(scan, scan.SkipSpace(article), out var scaled) is { Scale: >= 1000 } part)
            return AddScaled(scan, at, scaled, (decimal)numerator / denominator * part.Scale.Value);
        if (numerator == 1 && of == end && !(Table.Match(scan, at, out _)?.Is(Role.Article) == true
            && (scan.WordBehind(at, out _) is "by" || denominator != 4 && EndsClause(scan.S[end])))) return at;
        scan.AddFraction(at, end, numerator, denominator);
        return end;
    }

    private static bool EndsClause(char c) => c is '.' or ',' or ';' or ':' or ')' or '!' or '?' or '\n' or '\0';

    // üçte iki, beşdə bir
    private int PartFirst(Scan scan, int at, int end, int denominator)
    {
        var p = scan.SkipSpace(end);
        if (p == end || Table.Match(scan, p, out var stop) is not { Number: { } numerator } || numerator < 1 || numerator >= denominator) return at;
        scan.AddFraction(at, stop, (long)numerator, denominator);
        return stop;
    }

    // A week, a kilometre, a third of: one, weakly.
    private bool Single(Scan scan, int p, int at, ref Quantity q)
    {
        if (Table.Match(scan, p, out var end) is not { } term) return false;
        if (term.Denominator > 0 && ReadShare(scan, at, end, 1, term.Denominator) is var share && share > at)
        {
            q.End = share;
            return true;
        }
        if (term.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && !term.Is(Role.Cautious) && term.Ordinal == 0)
        {
            (q.Value, q.End, q.Unit, q.Strength, q.IsWords) = (1, end, unit, Strength.Weak, true);
            MorePeriods(scan, ref q);
            return true;
        }
        return false;
    }

    // Two thirds, one in five, three out of ten.
    private bool Shared(Scan scan, int at, ref Quantity q)
    {
        if (!q.Value.IsWholeIn(1, 999)) return true;
        var s = scan.S;
        var p = s[q.End] == '-' ? q.End + 1 : scan.SkipSpace(q.End);
        if (p == q.End || Table.Match(scan, p, out var end) is not { } term) return true;
        if (term.Denominator > q.Value.Value && term.Unit is null)
        {
            var share = ReadShare(scan, at, end, (int)q.Value.Value, term.Denominator);
            if (share == at) { scan.AddFraction(at, end, (int)q.Value.Value, term.Denominator); share = end; }
            q.End = share;
            return true;
        }
        if (term.Is(Role.OutOf) && Scan.IsSpace(s[end]))
        {
            var next = new Quantity();
            var value = q.Value.Value;
            if (char.IsAsciiDigit(s[end + 1]))
            {
                // 3 out of 10; "5 in 2016" is something else.
                var isOne = value == 1 && q.IsPlain && !char.IsUpper(scan.WordBehind(at, out var noun) is [var c, ..] && Table.Match(scan, noun, out _) is null ? c : 'a');
                var figure = Digits.Read(scan, end + 1, Style);
                var (whole, stop) = (figure.Value.IsWholeIn(2, 1_000_000) ? (int)figure.Value.Value : 0, figure.End);
                if (term.Is(Role.In) && (!isOne || figure.IsPlain && whole is >= 1900 and <= 2099) || figure.IsIdentifier || whole <= value || char.IsLetterOrDigit(s[stop]) || s[stop] == '%') return true;
                scan.AddFraction(at, stop, (int)value, whole, isOutOf: true);
                q.End = stop;
                return true;
            }
            if (q.IsWords && Table.Match(scan, end + 1, out _) is { Number: not null } && Words(scan, end + 1, ref next) && next.IsWords && next.Unit is null
                && next.Value.IsWholeIn((int)value + 1, 1000) && (scan.Facts.Count == 0 || scan.Facts[^1].Start < scan.Source.Start(at)))
            {
                // "один из четырёх" is a share or one of four.
                scan.AddFraction(at, next.End, (int)value, (int)next.Value.Value, otherKey: value == 1 && !term.Is(Role.In) ? $"n:{next.Value.Key}" : null, isOutOf: true);
                q.End = next.End;
            }
        }
        return true;
    }
}

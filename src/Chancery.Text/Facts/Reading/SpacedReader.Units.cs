namespace Chancery.Text.Facts.Reading;

/// <summary>The unit behind a number, and periods told in several units.</summary>
internal abstract partial class SpacedReader
{
    /// <summary>The unit behind a number, over a hyphen and one filling word (15 full days).</summary>
    private void AddUnit(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        var end = q.End;
        if (Symbol(scan, end, q, out var stop) is { } symbol)
        {
            (q.Unit, q.End) = (symbol, stop);
            MorePeriods(scan, ref q);
            return;
        }
        if (s[end] == '’' && char.IsLetter(s[end + 1])) return;
        var p = s[end] == '-' ? end + 1 : scan.SkipSpace(end);
        if (p == end && !char.IsLetter(s[p])) return;
        var term = Table.Match(scan, p, out stop);
        if (p > end && term is not null && term.Is(Role.Filler))
        {
            p = s[stop] == '-' ? stop + 1 : scan.SkipSpace(stop);
            term = p > stop ? Table.Match(scan, p, out stop) : null;
        }
        if (term?.Unit is not { } unit) return;
        if (term.Is(Role.Cautious) && !(q.Value.Value >= 100 || q.Scale > 1)) return;
        if (term.Ordinal > 0 && q.Value.Key == "1") return;
        // 2016 years are none.
        if (char.IsAsciiDigit(s[stop])) return;
        if (term.Is(Role.YearWord) && unit.Id == "year" && q.IsPlain && q.Digits == 4 && q.Value.IsWholeIn(1000, 2999))
        {
            q.End = stop;
            return;
        }
        // в 21 веке; "пять веков" are five centuries.
        if (unit.Id == "century" && q.IsPlain && s[p] == 'в' && s[stop - 1] != 'в') unit = Units.Get("ordinal");
        (q.Unit, q.End) = (unit, stop);
        if (unit.Kind != UnitKind.Count) Strengthen(ref q);
        if (unit.Kind == UnitKind.Money) Cents(scan, ref q);
        if (unit.Kind is not (UnitKind.Period or UnitKind.Months)) return;
        MorePeriods(scan, ref q);
        AddAnniversary(scan, ref q, onlyNext: true);
    }

    // 9 dollars 50 cents, 9 dollars and 50 cents
    private void Cents(Scan scan, ref Quantity q)
    {
        var p = scan.SkipSpace(SkipWord(scan, q.End, Role.And));
        if (p == q.End || !q.Value.IsWhole || !Digits.Small(scan.S, p, 2, out var cents, out var stop) || stop == p || cents > 99) return;
        var word = scan.SkipSpace(stop);
        if (word == stop || Table.Match(scan, word, out var end) is not { Unit.Id: "CENT" }) return;
        (q.Value, q.End, q.IsPlain) = (q.Value + cents / 100m, end, false);
    }

    private static void Strengthen(ref Quantity q)
    {
        if (q.Value.Key != "1") q.Strength = Strength.Strong;
    }

    private static Unit? Symbol(Scan scan, int at, Quantity q, out int end)
    {
        var s = scan.S;
        end = at;
        if (q.IsWords) return null;
        var p = s[at] == '-' && char.IsLetter(s[at + 1]) ? at + 1 : scan.SkipSpace(at);
        for (var length = Units.LongestSymbol; length > 0; length--)
        {
            if (p + length > scan.N) continue;
            if (!Units.Symbols.TryGetValue(s.AsSpan(p, length), out var unit)) continue;
            if (char.IsLetterOrDigit(s[p + length - 1]) && char.IsLetterOrDigit(s[p + length])) continue;
            if (length == 1 && p > at && (s[p] is 'A' or 'K' or 'B' or 'C' or 'd' or '×')) continue;
            if (s[p] is '$' or '£' or '₩' or '¥' && char.IsAsciiDigit(s[p + 1])) continue;
            if (unit.Kind == UnitKind.Money && char.IsAsciiDigit(s[scan.SkipSpace(p + length)]) && p > at) continue;
            if (s[p] == '%' && p > at && char.IsLetterOrDigit(s[p + 1])) continue;
            end = p + length;
            return unit;
        }
        return null;
    }

    // 2 hours and 30 minutes, 1 year 6 months: one period.
    private void MorePeriods(Scan scan, ref Quantity q)
    {
        while (q.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && q.Value.Fits)
        {
            var and = SkipWord(scan, q.End, Role.And);
            // an hour and a half
            var article = SkipWord(scan, and, Role.Article);
            if (and > q.End && Table.Match(scan, scan.SkipSpace(article), out var half) is { } term && term.Is(Role.Half))
            {
                (q.Value, q.End, q.Strength) = (q.Value + 0.5m, half, Strength.Strong);
                return;
            }
            var p = scan.SkipSpace(scan.S[and] == ',' && and == q.End ? and + 1 : and);
            if (p == q.End || !char.IsAsciiDigit(scan.S[p]) && !char.IsLetter(scan.S[p])) return;
            var next = new Quantity();
            var facts = scan.Facts.Count;
            if (!char.IsAsciiDigit(scan.S[p]) && (Table.Match(scan, p, out _) is not { Number: not null })) return;
            if (!Number(scan, p, ref next) || next.Unit is not null || scan.Facts.Count > facts || !next.Value.Fits) { Undo(scan, facts); return; }
            // "une année, un mois ou un jour" is a list.
            if (next.IsWords && next.Value.Key == "1" && and == q.End && scan.S[and] == ',') { Undo(scan, facts); return; }
            var q2 = next.End;
            var own = Symbol(scan, q2, next, out var stop);
            if (own is null)
            {
                p = scan.SkipSpace(q2);
                if (p == q2 || Table.Match(scan, p, out stop) is not { Unit: { } named }) return;
                own = named;
            }
            if (own.Kind != unit.Kind || own.Factor >= unit.Factor) return;
            // Told in the smaller unit from here on.
            var amount = q.Value.Times(unit.Factor / own.Factor) + next.Value;
            (q.Value, q.Unit, q.End, q.Strength) = (amount, own, stop, Strength.Strong);
        }
    }

    private static void Undo(Scan scan, int facts) => scan.Facts.RemoveRange(facts, scan.Facts.Count - facts);

    private void AddAnniversary(Scan scan, ref Quantity q, bool onlyNext = false)
    {
        var p = scan.S[q.End] == '-' ? q.End + 1 : scan.SkipSpace(q.End);
        if (p == q.End) return;
        var term = Table.Match(scan, p, out var end);
        if (term?.Unit?.Kind != UnitKind.Anniversary && !onlyNext)
        {
            end = Table.WordEnd(scan.S.AsSpan(0, scan.N), p);
            if (end == p) return;
            p = scan.SkipSpace(end);
            term = p > end ? Table.Match(scan, p, out end) : null;
        }
        if (term?.Unit is not { Kind: UnitKind.Anniversary } unit) return;
        (q.Unit, q.End, q.Strength) = (unit, end, Strength.Strong);
    }
}

namespace Chancery.Text.Facts.Reading;

/// <summary>
/// Languages that write words with spaces between: English, and by table French, German, Spanish, Russian, Turkish and
/// Azerbaijani. Numbers come first, then what they are a number of; dates are tried before numbers.
/// </summary>
internal abstract partial class SpacedReader(Table table) : Reader
{
    protected Table Table { get; } = table;

    /// <summary>Endings that turn figures into an ordinal: 24th, 24-ci, 24e.</summary>
    protected virtual IReadOnlyList<string> OrdinalEndings => [];

    /// <summary>"23." is an ordinal, as in German.</summary>
    protected virtual bool PointMakesOrdinal => false;

    protected virtual bool IsSingular(ReadOnlySpan<char> word) => false;

    /// <summary>A form of the language that no table holds. Returns where to go on, or <paramref name="at"/>.</summary>
    protected virtual int ReadSpecial(Scan scan, int at, Term term, int end) => at;

    /// <summary>A number in one word that is not in the table (German dreiundzwanzig).</summary>
    protected virtual bool Compound(Scan scan, int at, out int end, out decimal value)
    {
        (end, value) = (at, 0);
        return false;
    }

    protected override int ReadFigure(Scan scan, int at)
    {
        var s = scan.S;
        switch (s[at])
        {
            case '’':
                // The ’90s; ’16 is left alone.
                return char.IsAsciiDigit(s[at + 1]) && Decade(scan, at, at + 1, out var past) ? past : at;
            case '%':
                if (!char.IsAsciiDigit(s[at + 1]) || at > 0 && char.IsAsciiDigit(s[at - 1])) return at;
                break;
            case '-':
                return char.IsAsciiDigit(s[at + 1]) && (at == 0 || s[at - 1] is ' ' or '(' or '\u00A0' or '\n') ? Negative(scan, at, at + 1) : at;
        }
        if (char.IsAsciiDigit(s[at]))
        {
            // Лист2 is a name.
            if (at > 0 && char.IsLetter(s[at - 1]) && !Scan.IsLatin(s[at - 1])) return Digits.Run(s, at);
            if (scan.At(at, "24/7") && !char.IsLetterOrDigit(s[at + 4]))
            {
                scan.Add(new Quantity { Start = at, End = at + 4, Value = 24, Unit = Units.Get("hour"), Strength = Strength.Weak });
                return at + 4;
            }
            if (ReadNumericDate(scan, at, out var end) || ReadClock(scan, at, out end) || ReadDate(scan, at, out end)
                || Decade(scan, at, at, out end) || YearAlone(scan, at, out end) || ShortDate(scan, at, out end) || Digits.Fraction(scan, at, out end)) return end;
        }
        return ReadQuantity(scan, at);
    }

    protected override int ReadWord(Scan scan, int at)
    {
        var s = scan.S;
        if (at > 0 && (char.IsAsciiDigit(s[at - 1]) || s[at - 1] == '_')) return Scan.IsLatin(s[at]) ? at : Table.WordEnd(s, at);
        var dollar = s[at + 1] == '$' ? at + 1 : s[at + 1] == 'S' && s[at + 2] == '$' ? at + 2 : -1;
        if (dollar > 0 && s[at] is 'U' or 'A' or 'C' && char.IsAsciiDigit(s[scan.SkipSpace(dollar + 1)])) return ReadQuantity(scan, at);
        if (s[at] is 'I' or 'V' or 'X' or 'Х' && ReadRoman(scan, at) is var roman && roman > at) return roman;
        var term = Table.Match(scan, at, out var end);
        if (term is null)
        {
            if (Compound(scan, at, out _, out _)) return ReadQuantity(scan, at) is var past && past > at ? past : at;
            return Scan.IsLatin(s[at]) ? at : Table.WordEnd(s, at);
        }
        var next = ReadTerm(scan, at, term, end);
        if (next > at) return next;
        (scan.Before, scan.BeforeEnd) = (term, end);
        // A name may be a word of the table too (May, Will Won); a hyphen or a figure behind makes another word of it.
        return Scan.IsLatin(s[at]) && (char.IsAsciiDigit(s[end]) || s[end] == '.' && Scan.IsLatin(s[end + 1])
            || s[end] is '-' or '_' && Scan.IsLatin(s[end + 1]) && char.IsUpper(s[at]))
            ? at : end;
    }

    private int ReadTerm(Scan scan, int at, Term term, int end)
    {
        var special = ReadSpecial(scan, at, term, end);
        if (special > at) return special;
        if (term.Minute >= 0)
        {
            scan.AddTime(at, end, term.Minute);
            return end;
        }
        if (term.Period is { } seconds)
        {
            scan.Add(new Quantity { Start = at, End = end, Value = seconds / 3600, Unit = Units.Get("hour"), Strength = Strength.Weak });
            return end;
        }
        if (term.Cycle > 0)
        {
            scan.Add(new Quantity { Start = at, End = end, Value = term.Cycle, Unit = Units.Get("month"), Strength = Strength.Weak });
            return end;
        }
        if (term.Decade > 0)
        {
            scan.AddDate(at, end, new(term.Decade, IsDecade: true), strength: term.Is(Role.Weak) ? Strength.Weak : Strength.Strong);
            return end;
        }
        if (term.Vague is { } power)
        {
            scan.AddVague(at, end, power);
            return end;
        }
        if ((term.Month > 0 || term.Weekday >= 0 || term.Ordinal > 0) && ReadDate(scan, at, out var past)) return past;
        if (term.Is(Role.Half)) return ReadHalf(scan, at, end, term);
        if (term.Is(Role.Minus) && char.IsAsciiDigit(scan.S[scan.SkipSpace(end)]) && Negative(scan, at, scan.SkipSpace(end)) is var minus && minus > at) return minus;
        if (term.Currency is not null || term.Number is not null || term.Collective is not null || term.Ordinal > 0
            || term.Scale is not null && !term.Is(Role.Cautious) || term.Is(Role.Article))
        {
            var next = ReadQuantity(scan, at);
            if (next > at) return next;
        }
        if (term.Is(Role.PartFirst) && PartFirst(scan, at, end, term.Denominator) is var part && part > at) return part;
        if (term.Denominator > 0 && !term.Is(Role.PartFirst) && ReadShare(scan, at, end, 1, term.Denominator) is var share && share > at) return share;
        // четверть членов: no article tells a share from a period.
        if (term.Denominator > 0 && term.Ordinal == 0 && term.Is(Role.Weak))
        {
            scan.AddFraction(at, end, 1, term.Denominator, Strength.Weak);
            return end;
        }
        if (term.Multiple > 0)
        {
            scan.Add(new Quantity { Start = at, End = end, Value = term.Multiple, Unit = Units.Get("fold"), Strength = term.Is(Role.Weak) ? Strength.Weak : Strength.Strong });
            return end;
        }
        if (term.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && IsSingular(scan.S.AsSpan(at, end - at)))
        {
            scan.Add(new Quantity { Start = at, End = end, Value = 1, Unit = unit, Strength = Strength.Weak });
            return end;
        }
        return at;
    }

    /// <summary>The words "and", "of", "a" between the parts of an amount, each at most once.</summary>
    private int SkipWord(Scan scan, int at, Role role)
    {
        var p = scan.SkipSpace(at);
        return Table.Match(scan, p, out var end) is { } term && term.Is(role) ? end : at;
    }
}

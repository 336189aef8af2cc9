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
            if (scan.At(at, "24/7") && !char.IsLetterOrDigit(s[at + 4]))
            {
                scan.Add(new Quantity { Start = at, End = at + 4, Value = 24, Unit = Units.Get("hour"), Strength = Strength.Weak });
                return at + 4;
            }
            if (ReadNumericDate(scan, at, out var end) || ReadClock(scan, at, out end) || ReadDate(scan, at, out end)
                || YearAlone(scan, at, out end) || Decade(scan, at, at, out end) || Digits.Fraction(scan, at, out end)) return end;
        }
        return ReadQuantity(scan, at);
    }

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

    private static bool Decade(Scan scan, int start, int at, out int end)
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
        if (tail < 0) return false;
        if (!Digits.Small(s, at, 4, out var value, out _)) return false;
        if (count == 2) value += value <= 20 ? 2000 : 1900;
        if (value is < 1000 or > 2100) return false;
        end = tail + 1;
        scan.AddDate(start, end, new(value, IsDecade: true));
        return true;
    }

    protected override int ReadWord(Scan scan, int at)
    {
        var s = scan.S;
        if (at > 0 && (char.IsAsciiDigit(s[at - 1]) || s[at - 1] == '_')) return Scan.IsLatin(s[at]) ? at : Table.WordEnd(s, at);
        var dollar = s[at + 1] == '$' ? at + 1 : s[at + 1] == 'S' && s[at + 2] == '$' ? at + 2 : -1;
        if (dollar > 0 && s[at] is 'U' or 'A' or 'C' && char.IsAsciiDigit(s[scan.SkipSpace(dollar + 1)])) return ReadQuantity(scan, at);
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
        if (term.Denominator > 0 && ReadShare(scan, at, end, 1, term.Denominator) is var share && share > at) return share;
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
        scan.AddFraction(at, end, 1, 2, SkipWord(scan, end, Role.Of) > end && !term.Is(Role.Cautious) ? Strength.Strong : Strength.Weak);
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
        if (numerator == 1 && of == end) return at;
        scan.AddFraction(at, end, numerator, denominator);
        return end;
    }

    /// <summary>A number with its unit, its other end, and what is said about its exactness.</summary>
    protected int ReadQuantity(Scan scan, int at)
    {
        var before = scan.WordBefore(at);
        if (!Quantity(scan, at, out var q)) return at;
        if (q.End == at) return at;
        if (scan.Facts.Count > 0 && scan.Facts[^1].Start >= scan.Source.Start(at)) return q.End;
        if (Dimension(scan, q) is var by && by > at) return by;
        // 3D, 5G, 2FA: a word that begins with a figure.
        if (q.Unit is null && q.IsPlain && q.Start == at && Scan.IsLatin(scan.S[q.End])) return FigureWord(scan, at, q.End);
        if (before is not null && before.Before != Approximation.None) q.Approximation = before.Before;
        if (q.Unit is null && q.Value.Key == "12" && Table.Match(scan, scan.SkipSpace(q.End), out var noon) is { Minute: >= 0 } clock)
        {
            scan.AddTime(at, noon, clock.Minute);
            return noon;
        }
        Range(scan, ref q, before);
        if (YearOf(scan, q, before)) return q.End;
        After(scan, ref q);
        // Seven Sisters: a name, perhaps.
        if (q.IsWords && q.Unit is null && char.IsUpper(scan.S[q.Start]) && char.IsUpper(scan.S[scan.SkipSpace(q.End)])) q.Strength = Strength.Weak;
        if (q.Value.Key == "1" && q.UpTo is null && q.Unit?.Kind is null or UnitKind.Count) q.Strength = Strength.Weak;
        // "on the 23rd" is a day, or the twenty-third of something.
        if (q.Unit?.Kind == UnitKind.Ordinal && !q.IsWords && q.Value.IsWholeIn(1, 31) && before?.Is(Role.DateWord) == true
            && !char.IsLetter(scan.S[scan.SkipSpace(q.End)]))
            scan.Add(q, $"t:{new PartialDate(null, null, (int)q.Value.Value)}");
        else scan.Add(q, MinutesFollowHour && q.Unit?.Id == "hour" && q.UpTo is null && q.Value.IsWholeIn(0, 24) ? $"h:{q.Value.Key.PadLeft(2, '0')}:00" : null);
        return q.End;
    }

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
        if (high.Value <= low.Value) return;
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

    /// <summary>Figures or words, with the scale behind (1.2 million).</summary>
    private bool Number(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        if (s[at] is '½' or '¼' or '¾')
        {
            (q.Value, q.End) = (s[at] switch { '½' => 0.5m, '¼' => 0.25m, _ => 0.75m }, at + 1);
            return true;
        }
        if (!char.IsAsciiDigit(s[at])) return Words(scan, at, ref q);
        var figure = Digits.Read(scan, at, Style);
        if (figure.IsIdentifier)
        {
            scan.AddText(FactKind.Identifier, at, figure.End, "v:" + s.AsSpan(at, figure.End - at).ToString());
            q.End = figure.End;
            return true;
        }
        (q.Value, q.Other, q.IsOdd, q.IsPlain, q.Digits, q.End) = (figure.Value, figure.Other, figure.IsOdd, figure.IsPlain, figure.Digits, figure.End);
        AndHalf(scan, ref q);
        Scaled(scan, ref q);
        if (q.Scale == 0 && figure.IsPlain && q.Unit is null && OrdinalEnd(scan, q.End) is var end && end > q.End)
        {
            (q.Unit, q.End, q.IsPlain) = (Units.Get("ordinal"), end, false);
            return true;
        }
        return q.Unit is not null || q.Scale > 0 || Shared(scan, at, ref q);
    }

    private int OrdinalEnd(Scan scan, int at)
    {
        // Der 24. Jahrestag; at the end of a sentence a common word begins the next.
        var s = scan.S;
        if (PointMakesOrdinal && s[at] == '.' && s[at + 1] == ' ' && char.IsLetter(s[at + 2]) && at > 2 && !char.IsAsciiDigit(s[at - 3])
            && Table.Match(scan, at + 2, out _)?.Is(Role.Common) != true) return at + 1;
        foreach (var ending in OrdinalEndings)
            if (scan.AtIgnoringCase(at, ending) && !char.IsLetterOrDigit(scan.S[at + ending.Length])) return at + ending.Length;
        return at;
    }

    private void Scaled(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        var p = scan.S[q.End] == '-' ? q.End + 1 : scan.SkipSpace(q.End);
        if (p > q.End || char.IsLetter(s[p]))
        {
            while (Table.Match(scan, p, out var end) is { Scale: { } scale } term && (!term.Is(Role.Cautious) || p == q.End))
            {
                if (p == q.End && end - p > 2 && !term.Is(Role.Cautious)) break;
                q.Value = q.Value.Times(scale);
                q.Other = null;
                q.Scale = Math.Max(q.Scale, 1) * Math.Min(scale, 1_000_000_000_000m);
                if (q.Scale > 1_000_000_000_000m) q.Scale = 1_000_000_000_000m;
                (q.End, q.IsPlain, q.IsOdd) = (end, false, false);
                p = scan.SkipSpace(end);
                if (p == end) break;
            }
        }
    }

    // two and a half
    private void AndHalf(Scan scan, ref Quantity q)
    {
        var p = SkipWord(scan, q.End, Role.And);
        if (p == q.End || !q.Value.Fits) return;
        var article = SkipWord(scan, p, Role.Article);
        if (Table.Match(scan, scan.SkipSpace(article), out var end) is not { } term || !term.Is(Role.Half)) return;
        if (article == p && Table.Match(scan, scan.SkipSpace(end), out _) is { Unit: null, Scale: null }) return;
        (q.Value, q.End, q.IsPlain, q.Strength) = (q.Value + 0.5m, end, false, Strength.Strong);
    }

    private bool Words(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        decimal total = 0, current = 0, lastScale = decimal.MaxValue;
        var (p, end, count, article, weak, ordinal) = (at, at, 0, false, true, false);
        var collective = false;
        while (true)
        {
            if (Table.Match(scan, p, out var stop) is not { } term)
            {
                if (!Compound(scan, p, out stop, out var compound) || current != 0) break;
                (current, end, weak, count) = (compound, stop, false, count + 1);
            }
            else if (term.Number is { } number && Fits(current, number, count > 0 && !article))
            {
                // "a four-character code": the article is not the number's.
                if (article && count == 0) return false;
                current += number;
                (end, count) = (stop, count + 1);
                weak &= term.Is(Role.Weak);
            }
            else if (term.Scale is { } scale && !term.Is(Role.Cautious) && (count > 0 || article))
            {
                if (scale <= 100)
                {
                    if (current is >= 100 or < 0) break;
                    current = Math.Max(current, 1) * scale;
                }
                else
                {
                    if (total + current == 0 && count > 0 && !article) break;
                    if (scale >= lastScale && (current != 0 || total > 1_000_000)) break;
                    // dos mil millones: the smaller before the larger multiplies.
                    if (scale >= lastScale) total *= scale;
                    else total += Math.Max(current, 1) * scale;
                    (current, lastScale) = (0, scale);
                    q.Scale = scale;
                }
                (end, weak, count) = (stop, false, count + 1);
            }
            else if (term.Collective is { } some && (count > 0 || article))
            {
                total = (total + Math.Max(current, 1)) * some;
                (current, end, collective) = (0, stop, true);
                weak = term.Is(Role.Weak);
                count++;
                break;
            }
            else if (term.Ordinal > 0 && !article && Fits(current, term.Ordinal, count > 0) && !(count > 0 && term.Denominator > 0 && total + current < term.Denominator && !IsTens(current)))
            {
                current += term.Ordinal;
                (end, ordinal, count) = (stop, true, count + 1);
                weak = weak && term.Is(Role.Weak);
                break;
            }
            else if (term.Is(Role.Article) && count == 0 && !article)
            {
                article = true;
                p = scan.SkipSpace(stop);
                if (p == stop) return false;
                continue;
            }
            else break;
            // On to the next word: a space, a hyphen, "and".
            p = s[end] == '-' ? end + 1 : scan.SkipSpace(end);
            if (p == end) break;
            if (Table.Match(scan, p, out var and) is { } join && join.Is(Role.And) && join.Number is null)
            {
                if (current != 0 && current % 100 != 0 && !AndAfterUnits) break;
                if (total + current == 0 && count == 0) break;
                var after = s[and] == '-' ? and + 1 : scan.SkipSpace(and);
                if (Table.Match(scan, after, out _) is not { } next || next.Number is null && next.Ordinal == 0) break;
                if (next.Number >= 100 || current == 0 && next.Scale is not null) break;
                p = after;
            }
        }
        if (article && count == 0) return Single(scan, p, at, ref q);
        if (count == 0) return false;
        q.Value = total + current;
        (q.End, q.IsWords, q.Strength) = (end, true, weak ? Strength.Weak : Strength.Strong);
        if (ordinal) { q.Unit = Units.Get("ordinal"); return true; }
        if (!collective) { AndHalf(scan, ref q); if (q.Value.Value != decimal.Truncate(q.Value.Value)) Scaled(scan, ref q); }
        return Shared(scan, at, ref q);
    }

    private static bool IsTens(decimal value) => value % 100 is >= 20 && value % 10 == 0;

    /// <summary>Whether "and" may stand between ones and tens (trinta e um, drei und zwanzig).</summary>
    protected virtual bool AndAfterUnits => false;

    private static bool Fits(decimal current, decimal number, bool isNext)
    {
        if (!isNext) return current == 0;
        if (number >= 100) return current == 0 || number < 1000 && current % 1000 == 0;
        if (number >= 10) return current % 100 == 0 && current > 0 || current == 0;
        return current % 10 == 0 && current % 100 != 10 && (number > 0);
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
                if (term.Is(Role.In) || !Digits.Small(s, end + 1, 3, out var whole, out var stop) || whole <= value || char.IsLetterOrDigit(s[stop]) || s[stop] == '%') return true;
                scan.AddFraction(at, stop, (int)value, whole);
                q.End = stop;
                return true;
            }
            if (q.IsWords && Table.Match(scan, end + 1, out _) is { Number: not null } && Words(scan, end + 1, ref next) && next.IsWords && next.Unit is null
                && next.Value.IsWholeIn((int)value + 1, 1000) && (scan.Facts.Count == 0 || scan.Facts[^1].Start < scan.Source.Start(at)))
            {
                scan.AddFraction(at, next.End, (int)value, (int)next.Value.Value);
                q.End = next.End;
            }
        }
        return true;
    }

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
        (q.Unit, q.End) = (unit, stop);
        if (unit.Kind != UnitKind.Count) Strengthen(ref q);
        if (unit.Kind is not (UnitKind.Period or UnitKind.Months)) return;
        MorePeriods(scan, ref q);
        AddAnniversary(scan, ref q, onlyNext: true);
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
            if (length == 1 && p > at && (s[p] is 'A' or 'K' or 'B' or 'C' or 'd' or '$' or '£' or '₩' or '¥' or '×')) continue;
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

namespace Chancery.Text.Facts.Reading;

/// <summary>The number itself, in figures or in words, with the scale behind it and the ending of an ordinal.</summary>
internal abstract partial class SpacedReader
{
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
        // LibreOffice 4.3, Version 1.3: a version keeps its point in every language.
        if (q.IsOdd && s[Digits.Run(s, at)] == '.' && scan.WordBehind(at, out _) is [var first, ..] && (char.IsUpper(first) || scan.WordBehind(at, out _) is "version" or "versión" or "версия" or "версии")) q.IsOdd = false;
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
        var (collective, tens) = (false, false);
        while (true)
        {
            if (Table.Match(scan, p, out var stop) is not { } term)
            {
                if (!Compound(scan, p, out stop, out var compound) || current != 0) break;
                (current, end, weak, count) = (compound, stop, false, count + 1);
            }
            else if (term.Number is { } number && Fits(current, number, count > 0 && !article, tens))
            {
                // "a four-character code": the article is not the number's.
                if (article && count == 0) return false;
                current += number;
                (end, count, tens) = (stop, count + 1, term.Is(Role.Tens));
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
            else if (term.Ordinal > 0 && !article && (count == 0 || total + current > 0) && Fits(current, term.Ordinal, count > 0, tens) && !(count > 0 && term.Denominator > 0 && total + current < term.Denominator && !IsTens(current)))
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

    // "ten one" is no number, "on bir" is: where ten counts among the tens.
    private static bool Fits(decimal current, decimal number, bool isNext, bool afterTens)
    {
        if (!isNext) return current == 0;
        if (number >= 100) return current == 0 || number < 1000 && current % 1000 == 0;
        if (number >= 10) return current % 100 == 0 && current > 0 || current == 0;
        return current % 10 == 0 && (current % 100 != 10 || afterTens) && number > 0;
    }
}

namespace Chancery.Text.Facts.Reading;

/// <summary>The loop that all languages share: what needs no words is read here, the rest is asked of the language.</summary>
internal abstract class Reader
{
    protected virtual DigitStyle Style => DigitStyle.Point;

    protected virtual bool MonthFirst => false;

    /// <summary>Whether any Latin word stands out, because the script is another.</summary>
    protected virtual bool IsLatinForeign => false;

    /// <summary>Reads what begins with a digit or a currency sign. Returns where to go on; <paramref name="at"/> if nothing was read.</summary>
    protected abstract int ReadFigure(Scan scan, int at);

    /// <summary>Reads what begins with a letter.</summary>
    protected abstract int ReadWord(Scan scan, int at);

    public List<Fact> Read(string text)
    {
        var scan = new Scan(SourceText.From(text));
        var regions = Regions.Find(scan);
        var (s, n) = (scan.S, scan.N);
        var region = 0;
        for (var i = 0; i < n;)
        {
            while (region < regions.Count && regions[region].Start < i) region++;
            if (region < regions.Count && regions[region].Start == i)
            {
                Regions.Emit(scan, regions[region]);
                i = regions[region++].End;
                continue;
            }
            var next = Step(scan, i);
            // A scanner that read into a link gave too much: the link stays whole.
            if (region < regions.Count && next > regions[region].Start)
            {
                while (scan.Facts.Count > 0 && scan.Facts[^1].End > scan.Source.Start(regions[region].Start)
                    && scan.Facts[^1].Kind != FactKind.Quote) scan.Facts.RemoveAt(scan.Facts.Count - 1);
                next = regions[region].Start;
            }
            i = Math.Max(next, i + 1);
        }
        Quotes.Find(scan, regions);
        Sort(scan.Facts);
        Part(scan.Facts);
        return scan.Facts;
    }

    // Nearly ordered already: insertion keeps equals in place (a quote before what it holds).
    private static void Sort(List<Fact> facts)
    {
        for (var i = 1; i < facts.Count; i++)
        {
            if (facts[i - 1].Start <= facts[i].Start) continue;
            facts.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
            return;
        }
    }

    // One character of the text may have become several of the scan (℃), and two facts may meet inside it.
    private static void Part(List<Fact> facts)
    {
        var end = 0;
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (fact.Kind == FactKind.Quote) continue;
            if (fact.Start < end)
            {
                if (fact.End <= end) { facts.RemoveAt(i--); continue; }
                facts[i] = fact with { Start = end };
            }
            end = fact.End;
        }
    }

    private int Step(Scan scan, int i)
    {
        var s = scan.S;
        var c = s[i];
        if (c is ' ' or '\u00A0' or '\n') return i + 1;
        if (char.IsAsciiDigit(c))
        {
            if (ListMarker(s, i) is var past and > 0) return past;
            if (c == '0' && Digits.Phone(scan, i, out var end, out var key)) { scan.AddText(FactKind.Phone, i, end, key); return end; }
            var next = ReadFigure(scan, i);
            return next > i ? next : Digits.Run(s, i);
        }
        if (c is '+' or '(' && Digits.Phone(scan, i, out var stop, out var phone))
        {
            scan.AddText(FactKind.Phone, i, stop, phone);
            return stop;
        }
        if (char.IsLetter(c))
        {
            var next = ReadWord(scan, i);
            if (next > i) return next;
            return Scan.IsLatin(c) ? LatinWord(scan, i) : i + 1;
        }
        if (c is '$' or '€' or '£' or '₩' or '¥' or '₽' or '₼' or '₺' or '₹' or '%' or '’' or '-' or '½' or '¼' or '¾' or '⅓' or '⅔') return Math.Max(ReadFigure(scan, i), i + 1);
        if (c == '[' && s[i + 1] == '^') return SkipTo(s, i, ']');
        return i + 1;
    }

    private static int SkipTo(char[] s, int i, char close)
    {
        for (var k = i; k < i + 40 && k < s.Length; k++) if (s[k] == close) return k + 1;
        return i + 1;
    }

    /// <summary>"1. " and "2) " that open a block number it; they say nothing.</summary>
    private static int ListMarker(char[] s, int i)
    {
        if (i > 0 && s[i - 1] != '\n' && !(i > 1 && Scan.IsSpace(s[i - 1]) && s[i - 2] is '\n' or '>')) return 0;
        var end = Digits.Run(s, i);
        if (end - i > 2 || s[end] is not ('.' or ')') || s[end + 1] != ' ' || char.IsAsciiDigit(s[end + 2])) return 0;
        return end + 1;
    }

    /// <summary>A Latin word with what belongs to it (Node.js, UTF-8, C++, v1.2.3, O’Neill); an unknown host is a link.</summary>
    protected int LatinWord(Scan scan, int i)
    {
        var (s, n) = (scan.S, scan.N);
        if (i > 0 && (char.IsAsciiLetterOrDigit(s[i - 1]) || s[i - 1] == '_')) return i + 1;
        var (end, digits, inner, upper, lower, dots) = (i, false, false, 0, 0, 0);
        for (; end < n; end++)
        {
            var c = s[end];
            if (char.IsAsciiDigit(c)) { digits = true; continue; }
            if (Scan.IsLatin(c))
            {
                if (char.IsUpper(c)) { upper++; inner |= end > i; } else lower++;
                continue;
            }
            if (c is '+' or '#' && end - i <= 2 && upper == 1 && !char.IsLetterOrDigit(s[end + 1]) && (c != '+' || s[end + 1] == '+' || s[end - 1] == '+')) continue;
            var next = s[end + 1];
            var goesOn = char.IsAsciiDigit(next) || Scan.IsLatin(next);
            if (!goesOn || !(c is '.' or '-' or '_' or '’' or '&')) break;
            if (c == '’' && (s[end + 1] is 's' or 'S' || !IsLatinForeign && end - i > 2) && !char.IsLetter(s[end + 2])) break;
            // mid-February, Seoul-based, then.Next: the parts stand for themselves.
            if (c == '-' && !IsLatinForeign && !digits && (upper == 0 || upper == 1 && !inner && char.IsAsciiLetterLower(next) || lower > 1 && char.IsUpper(next))) break;
            // UTF-8, GIMP-2.8, Figure A.5: the number stands for itself.
            if (char.IsAsciiDigit(next) && (c == '-' || c == '.' && !char.IsAsciiDigit(s[end - 1]))) break;
            if (c == '.') dots++;
        }
        while (end > i + 1 && s[end - 1] is '.' or '-' or '_' or '’' or '&') end--;
        var word = s.AsSpan(i, end - i);
        if (word is "UTC" or "GMT" && s[end] is '+' or '-' or '–' or '±' && char.IsAsciiDigit(s[end + 1])) return Zone(scan, i, end);
        if (dots > 0 && IsHost(word))
        {
            var stop = s[end] == '/' ? Regions.UrlEnd(s, n, end) : end;
            scan.AddText(FactKind.Link, i, stop, Regions.LinkKey("http://" + s.AsSpan(i, stop - i).ToString()));
            return stop;
        }
        if (digits && word[0] is 'v' or 'V' && char.IsAsciiDigit(word[1]))
        {
            var version = word[1..];
            var figures = version.IndexOfAnyExceptInRange('.', '9') < 0 && !version.Contains('/');
            scan.AddText(FactKind.Identifier, i, end, figures && version.Count('.') < 2
                ? "n:" + Digits.Read(scan, i + 1, DigitStyle.Point).Value.Key : "v:" + version.ToString().ToLowerInvariant());
            return end;
        }
        var strong = digits || inner || dots > 0 || upper > 1;
        if (!IsLatinForeign && !strong && upper == 0 || word.Length == 1 && !IsLatinForeign) return end;
        scan.AddText(FactKind.LatinWord, i, end, "w:" + word.ToString().ToLowerInvariant(),
            strong || IsLatinForeign && word.Length > 1 ? Strength.Strong : Strength.Weak);
        return end;
    }

    // UTC+9, GMT−05:00: kept, but weak: the other edition may name the zone.
    private static int Zone(Scan scan, int at, int mark)
    {
        var s = scan.S;
        var end = Digits.Run(s, mark + 1);
        if (s[end] == ':' && char.IsAsciiDigit(s[end + 1])) end = Digits.Run(s, end + 1);
        scan.AddText(FactKind.LatinWord, at, end, "w:" + s.AsSpan(at, end - at).ToString().ToLowerInvariant(), Strength.Weak);
        return end;
    }

    /// <summary>1920×1080: a number and a number. Returns where the second begins, or 0.</summary>
    protected static int Dimension(Scan scan, Quantity q)
    {
        var s = scan.S;
        if (!q.IsPlain || q.Unit is not null and not { Kind: UnitKind.Multiple } || !char.IsAsciiDigit(s[q.Start])) return 0;
        var end = Digits.Run(s, q.Start);
        if (s[end] is not ('x' or 'X' or '×') || !char.IsAsciiDigit(s[end + 1])) return 0;
        q.Unit = null;
        q.End = end;
        scan.Add(q);
        return end + 1;
    }

    /// <summary>Whether a word that is no number goes on behind a figure: 3D, and 3-D.</summary>
    protected static bool IsFigureWord(char[] s, int end)
        => Scan.IsLatin(s[end]) || s[end] == '-' && s[end + 1] == 'D' && !char.IsLetterOrDigit(s[end + 2]);

    /// <summary>3D, 5G, 2FA, 1Password.</summary>
    protected static int FigureWord(Scan scan, int at, int end)
    {
        var s = scan.S;
        while (Scan.IsLatin(s[end]) || char.IsAsciiDigit(s[end]) || s[end] is '-' or '.' && Scan.IsLatin(s[end + 1])) end++;
        // 3D is 3차원 in Korean.
        var figures = Digits.Run(s, at);
        var word = s.AsSpan(at, end - at).ToString().ToLowerInvariant();
        if (word.EndsWith("-d", StringComparison.Ordinal)) word = word.Replace("-", "", StringComparison.Ordinal);
        if (word[^1] == 'd' && word.Length == figures - at + 1 && word.Length <= 3)
            scan.Add(new Quantity { Start = at, End = end, Value = Amount.Of(s.AsSpan(at, figures - at), []), Strength = Strength.Weak }, "w:" + word);
        else scan.AddText(FactKind.LatinWord, at, end, "w:" + word);
        return end;
    }

    private static bool IsHost(ReadOnlySpan<char> word)
    {
        var dot = word.LastIndexOf('.');
        if (dot < 2) return false;
        return word[(dot + 1)..] is "com" or "org" or "net" or "gov" or "edu" or "kr" or "az" or "info" or "eu" or "uk" or "de" or "fr" or "jp" or "cn"
            or "ru" or "dev" or "app" or "int" or "example" or "tr" or "io" or "es";
    }
}

/// <summary>A language that is not known: its digits, numeric dates, links, addresses and Latin words.</summary>
internal sealed class UnknownReader : Reader
{
    protected override bool IsLatinForeign => false;

    protected override int ReadFigure(Scan scan, int at)
    {
        if (!char.IsAsciiDigit(scan.S[at])) return at;
        if (Digits.NumericDate(scan, at, MonthFirst, out var end, out var date, out var other))
        {
            scan.AddDate(at, end, date, other: other);
            return end;
        }
        if (Digits.Clock(scan, at, out end, out var minutes)) { scan.AddTime(at, end, minutes); return end; }
        var figure = Digits.Read(scan, at, Style);
        if (figure.IsIdentifier) scan.AddText(FactKind.Identifier, at, figure.End, "v:" + scan.S.AsSpan(at, figure.End - at).ToString());
        else scan.Add(new Quantity
        {
            Start = at, End = figure.End, Value = figure.Value, Other = figure.Other, IsOdd = figure.IsOdd, Strength = Strength.Strong,
            Unit = scan.S[figure.End] == '%' ? Units.Get("percent") : null
        });
        return figure.End;
    }

    protected override int ReadWord(Scan scan, int at)
    {
        if (Scan.IsLatin(scan.S[at])) return at;
        var end = at + 1;
        while (char.IsLetter(scan.S[end]) && !Scan.IsLatin(scan.S[end])) end++;
        return end;
    }
}

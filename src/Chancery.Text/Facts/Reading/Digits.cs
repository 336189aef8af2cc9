namespace Chancery.Text.Facts.Reading;

/// <summary>How a language writes figures.</summary>
internal sealed record DigitStyle(char DecimalMark, string GroupMarks)
{
    public static readonly DigitStyle Point = new('.', ",");
}

internal struct Figure
{
    public int End;
    public Amount Value;
    public Amount? Other;
    public bool IsOdd;

    /// <summary>No separators at all.</summary>
    public bool IsPlain;
    public int Digits;

    /// <summary>More than one point: 1.2.3.</summary>
    public bool IsIdentifier;
}

/// <summary>Figures in digits, and the forms made of figures alone: numeric dates, clock times, telephone numbers.</summary>
internal static class Digits
{
    public static int Run(char[] s, int at)
    {
        while (char.IsAsciiDigit(s[at])) at++;
        return at;
    }

    /// <summary>Reads the figure that begins at <paramref name="at"/>, which is a digit.</summary>
    public static Figure Read(Scan scan, int at, DigitStyle style)
    {
        var s = scan.S;
        var first = Run(s, at);
        var figure = new Figure { End = first, Digits = first - at, IsPlain = true };
        var whole = s.AsSpan(at, first - at);
        var mark = s[first];
        if (mark is ',' or '.' or '’' or '\u00A0' or ' ' && char.IsAsciiDigit(s[first + 1]))
        {
            var own = style.GroupMarks.Contains(mark, StringComparison.Ordinal) || mark == '\u00A0' || mark == '’';
            var groups = Groups(s, at, first, mark, out var end);
            if (groups > 0 && (own || mark is '.' or ',' || groups > 1))
            {
                var joined = Joined(s, at, end);
                if (own || groups > 1)
                {
                    figure = new() { End = end, Value = Amount.Of(joined, []), Digits = joined.Length, IsOdd = !own };
                    var (a, b) = (s[end], s[end + 1]);
                    if ((a == style.DecimalMark || a is '.' or ',' && a != mark) && char.IsAsciiDigit(b) && a != mark)
                    {
                        var stop = Run(s, end + 1);
                        // 1,234.56, but not the list 1,234,56 nor the version 1,234.5.6.
                        figure.End = stop;
                        figure.IsOdd |= a != style.DecimalMark;
                        figure.Value = Amount.Of(joined, s.AsSpan(end + 1, stop - end - 1));
                    }
                    return figure;
                }
                // One group behind the other language's mark: 227.000 in English, 227,000 in German.
                var asGroup = Amount.Of(joined, []);
                var asDecimal = Amount.Of(whole, s.AsSpan(first + 1, end - first - 1));
                var zeros = s.AsSpan(first + 1, end - first - 1).IndexOfAnyExcept('0') < 0;
                return zeros || mark != style.DecimalMark
                    ? new() { End = end, Value = asGroup, Other = asDecimal, IsOdd = true, Digits = joined.Length }
                    : new() { End = end, Value = asDecimal, Other = asGroup, Digits = whole.Length };
            }
            if (mark is '.' or ',' && char.IsAsciiDigit(s[first + 1]))
            {
                if (mark == ',' && style.DecimalMark == '.' && IndianGroups(s, at, first, out end))
                    return new() { End = end, Value = Amount.Of(Joined(s, at, end), []), Digits = end - at };
                var stop = Run(s, first + 1);
                if (mark == '.' && s[stop] == '.' && char.IsAsciiDigit(s[stop + 1]))
                {
                    while (s[stop] == '.' && char.IsAsciiDigit(s[stop + 1])) stop = Run(s, stop + 1);
                    return new() { End = stop, IsIdentifier = true };
                }
                // 1,3,5-7 is a list in any language.
                var listed = mark == ',' && s[stop] == ',' && char.IsAsciiDigit(s[stop + 1]) || mark == ',' && at > 1 && s[at - 1] == ',' && char.IsAsciiDigit(s[at - 2])
                    || mark == ',' && style.DecimalMark != ',' && (stop - first != 3 || first - at > 3)
                    && !(s[stop] == '%' || (s[stop] == ' ' ? s[stop + 1] : s[stop]) is '%' or 'p' or 'm' or 'c' or 'k' or 'g');
                if (!listed)
                {
                    return new()
                    {
                        End = stop, Value = Amount.Of(whole, s.AsSpan(first + 1, stop - first - 1)), Digits = whole.Length,
                        IsOdd = mark != style.DecimalMark,
                    };
                }
            }
        }
        figure.Value = Amount.Of(whole, []);
        var half = s[first] switch { '½' => 0.5m, '¼' => 0.25m, '¾' => 0.75m, _ => 0 };
        if (half > 0) { figure.Value += half; figure.End++; figure.IsPlain = false; }
        return figure;
    }

    // How many groups of exactly three digits follow, each behind the mark.
    private static int Groups(char[] s, int at, int first, char mark, out int end)
    {
        end = first;
        if (first - at > 3 || s[at] == '0') return 0;
        var groups = 0;
        while (s[end] == mark && char.IsAsciiDigit(s[end + 1]))
        {
            var stop = Run(s, end + 1);
            if (stop - end - 1 != 3) return mark is ' ' or '\u00A0' || groups > 0 && mark == ',' ? groups : 0;
            end = stop;
            groups++;
        }
        return groups;
    }

    private static bool IndianGroups(char[] s, int at, int first, out int end)
    {
        end = first;
        if (first - at > 2 || s[at] == '0') return false;
        var pairs = 0;
        while (s[end] == ',')
        {
            var stop = Run(s, end + 1);
            if (stop - end == 3) { pairs++; end = stop; continue; }
            if (stop - end != 4 || pairs == 0) return false;
            end = stop;
            return s[end] != ',' || !char.IsAsciiDigit(s[end + 1]);
        }
        return false;
    }

    private static char[] Joined(char[] s, int at, int end)
    {
        var joined = new char[end - at];
        var length = 0;
        for (var i = at; i < end; i++) if (char.IsAsciiDigit(s[i])) joined[length++] = s[i];
        return joined.AsSpan(0, length).ToArray();
    }

    /// <summary>1–31 and the like without a sign of being something else; at most <paramref name="most"/> digits.</summary>
    public static bool Small(char[] s, int at, int most, out int value, out int end)
    {
        value = 0;
        end = Run(s, at);
        if (end == at || end - at > most) return false;
        for (var i = at; i < end; i++) value = value * 10 + (s[i] - '0');
        return true;
    }

    /// <summary>2016-02-23, 2016. 2. 23., 23.02.2016, 02/23/2016, with a weekday in brackets left to the caller.</summary>
    public static bool NumericDate(Scan scan, int at, bool monthFirst, out int end, out PartialDate date, out PartialDate? other,
        bool yearLeads = false)
    {
        (end, date, other) = (at, default, null);
        var s = scan.S;
        var one = Run(s, at);
        if (one - at is not (1 or 2 or 4)) return false;
        var mark = s[one];
        if (mark is not ('-' or '/' or '.')) return false;
        var p = one + 1;
        if (mark == '.' && Scan.IsSpace(s[p])) p++;
        var two = Run(s, p);
        if (two - p is not (1 or 2) || s[two] != mark) return false;
        var q = two + 1;
        if (mark == '.' && Scan.IsSpace(s[q])) q++;
        else if (mark == '.' && p > one + 1) return false;
        var three = Run(s, q);
        if (three - q is not (1 or 2 or 4)) return false;
        Small(s, at, 4, out var a, out _);
        Small(s, p, 2, out var b, out _);
        Small(s, q, 4, out var c, out _);
        if (one - at == 4)
        {
            if (three - q > 2 || a is < 1000 or > 2999 || b is < 1 or > 12 || c is < 1 or > 31) return false;
            date = new(a, b, c);
        }
        else
        {
            if (three - q == 2 && mark == '-') return false;
            if (three - q == 2 && (one - at != 2 || two - p != 2)) return false;
            // 16. 2. 23. is written from the year down.
            if (mark == '.' && Scan.IsSpace(s[one + 1]) && three - q <= 2)
            {
                if (one - at != 2 || s[three] != '.' || b is < 1 or > 12 || c is < 1 or > 31 || !yearLeads) return false;
                date = new(a + (a < 70 ? 2000 : 1900), b, c);
                end = three;
                return true;
            }
            if (three - q == 1) return false;
            var year = three - q == 4 ? c : c + (c < 70 ? 2000 : 1900);
            if (year is < 1000 or > 2999) return false;
            PartialDate? dayFirst = a is >= 1 and <= 31 && b is >= 1 and <= 12 ? new(year, b, a) : null;
            PartialDate? monthLeads = mark != '.' && b is >= 1 and <= 31 && a is >= 1 and <= 12 ? new(year, a, b) : null;
            if (dayFirst is null && monthLeads is null) return false;
            var (likely, less) = monthFirst ? (monthLeads, dayFirst) : (dayFirst, monthLeads);
            date = likely ?? less!.Value;
            other = likely is not null && less is not null && less != likely ? less : null;
        }
        if (char.IsAsciiDigit(s[three]) || s[three] == mark && char.IsAsciiDigit(s[three + 1])) return false;
        end = three;
        return true;
    }

    /// <summary>15:00, 9:30, 10:30:15.</summary>
    public static bool Clock(Scan scan, int at, out int end, out int minutes)
    {
        (end, minutes) = (at, 0);
        var s = scan.S;
        if (!Small(s, at, 2, out var hour, out var colon) || hour > 24 || s[colon] != ':') return false;
        if (!Small(s, colon + 1, 2, out var minute, out end) || end - colon != 3 || minute > 59) return false;
        if (s[end] == ':' && Small(s, end + 1, 2, out var second, out var stop) && stop - end == 3 && second < 60) end = stop;
        if (s[end] == ':' && char.IsAsciiDigit(s[end + 1])) return false;
        minutes = hour * 60 + minute;
        return true;
    }

    /// <summary>+82 2-797-1765, (02) 797-1765, 010-1234-5678: a plus or a leading nought, groups, nine digits or more.</summary>
    public static bool Phone(Scan scan, int at, out int end, out string key)
    {
        (end, key) = (at, "");
        var s = scan.S;
        var plus = s[at] == '+';
        if (!plus && s[at] is not ('0' or '(') || s[at] == '0' && s[at + 1] == '.') return false;
        if (at > 0 && (char.IsLetterOrDigit(s[at - 1]) || s[at - 1] is '.' or ',' or '/')) return false;
        Span<char> digits = stackalloc char[24];
        var (count, groups, i) = (0, 0, at + (plus ? 1 : 0));
        if (s[at] == '(' && !(s[at + 1] is '0' or '+' && char.IsAsciiDigit(s[at + 2]))) return false;
        if (s[at] == '(') { i++; if (s[i] == '+') i++; }
        while (count < 20)
        {
            if (char.IsAsciiDigit(s[i]))
            {
                if (i == at || !char.IsAsciiDigit(s[i - 1])) groups++;
                digits[count++] = s[i++];
                end = i;
                continue;
            }
            var next = i;
            if (s[next] == ')') next++;
            if (s[next] is '-' or '.' or ' ' or '\u00A0') next++;
            if (s[next] == '(') next++;
            if (next == i || !char.IsAsciiDigit(s[next])) break;
            i = next;
        }
        if (count is < 9 or > 15 || groups < 2 && !plus || groups > 6) return false;
        if (s[end] == ')' && s[at] == '(') end++;
        // +82 2 … and 02 … are one number: the country's code and the nought are no part of the key.
        key = "p:" + digits.Slice(Math.Max(0, count - 8), Math.Min(8, count)).ToString();
        return true;
    }

    /// <summary>2/3 and 1/2; not 24/7, not 9/11 and not a date.</summary>
    public static bool Fraction(Scan scan, int at, out int end)
    {
        var s = scan.S;
        if (scan.At(at, "9/11")) { end = at; return false; }
        if (!Small(s, at, 3, out var a, out end) || s[end] != '/' || a == 0 || at > 0 && s[at - 1] is '/' or '.' or '-') return false;
        if (!Small(s, end + 1, 3, out var b, out end) || b <= a || Scan.IsLatin(s[end]) || char.IsAsciiDigit(s[end]) || s[end] is '/' or '.' or '-' && char.IsLetterOrDigit(s[end + 1])) return false;
        scan.AddFraction(at, end, a, b);
        return true;
    }
}

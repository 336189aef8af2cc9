namespace Chancery.Text.Facts.Reading;

/// <summary>The parts that dates are made of: day, month, year, weekday, and what joins them.</summary>
internal abstract partial class SpacedReader
{
    // Behind a dash, a tilde, or a word for "to".
    private int RangeMark(Scan scan, int at, bool and = false)
    {
        var s = scan.S;
        if (s[at] is '-' or '–' or '~') return scan.SkipSpace(at + 1);
        var p = scan.SkipSpace(at);
        if (p == at) return at;
        if (s[p] is '-' or '–' or '~' && Scan.IsSpace(s[p + 1])) return p + 2;
        return Table.Match(scan, p, out var end) is { } term && (term.Is(Role.To) || and && term.Is(Role.And)) && Scan.IsSpace(s[end]) ? end + 1 : at;
    }

    private DayOfWeek? WeekdayAfter(Scan scan, ref int end)
    {
        var s = scan.S;
        var p = end;
        if (s[p] == ',') p++;
        p = scan.SkipSpace(p);
        var bracket = s[p] == '(';
        if (bracket) p++;
        if (p == end || !char.IsLetter(s[p])) return null;
        if (Table.Match(scan, p, out var stop) is not { Weekday: >= 0 } term) return null;
        if (s[stop] == '.') stop++;
        if (bracket) { if (s[stop] != ')') return null; stop++; }
        else if (term.Is(Role.Cautious) || char.IsAsciiDigit(s[scan.SkipSpace(stop)])) return null;
        end = stop;
        return (DayOfWeek)term.Weekday;
    }

    private bool Month(Scan scan, int at, out int month, out int end, out Term? term)
    {
        month = 0;
        term = Table.Match(scan, at, out end);
        if (term is not { Month: > 0 }) return false;
        month = term.Month;
        if (scan.S[end] == '.' && end - at <= 5) end++;
        return true;
    }

    private bool Day(Scan scan, int at, out int day, out int end)
    {
        var s = scan.S;
        (day, end) = (0, at);
        if (char.IsAsciiDigit(s[at]))
        {
            if (!Digits.Small(s, at, 2, out day, out end) || day is < 1 or > 31) return false;
            if (s[end] == ':' || s[end] is '.' or ',' && char.IsAsciiDigit(s[end + 1]) || s[end] == '%') return false;
            end = OrdinalEnd(scan, end) is var past && past > end ? past : PointMakesOrdinal && s[end] == '.' ? end + 1 : end;
            return !char.IsLetterOrDigit(s[end]);
        }
        if (Table.Match(scan, at, out var stop) is not { Ordinal: > 0 } term)
        {
            if (Table.Match(scan, at, out stop) is not { Number: >= 20 } tens || scan.S[stop] is not ('-' or ' ')) return false;
            if (Table.Match(scan, stop + 1, out var both) is not { Ordinal: > 0 and < 10 } unit) return false;
            (day, end) = ((int)tens.Number!.Value + unit.Ordinal, both);
            return day <= 31;
        }
        (day, end) = (term.Ordinal, stop);
        return day <= 31;
    }

    private bool Year(Scan scan, int at, out int year, out int end)
    {
        var s = scan.S;
        (year, end) = (0, at);
        var p = s[at] == ',' ? at + 1 : at;
        p = scan.SkipSpace(p);
        p = SkipWord(scan, p, Role.Of) is var of && of > p ? scan.SkipSpace(of) : p;
        if (p == at || !Digits.Small(s, p, 4, out year, out end) || end - p != 4 || year is < 1000 or > 2999)
        {
            end = at;
            return false;
        }
        if (s[end] is ':' or '%' || s[end] is '.' or ',' && char.IsAsciiDigit(s[end + 1]) || Scan.IsLatin(s[end])) { end = at; return false; }
        end = YearWord(scan, end);
        return true;
    }

    // 2016 г., 2016-cı il, 2016 yılı: the word belongs to the year.
    private int YearWord(Scan scan, int at)
    {
        var p = OrdinalEnd(scan, at);
        var next = scan.S[p] == '’' ? p : scan.SkipSpace(p);
        if (next == p || Table.Match(scan, next, out var end) is not { } term || !term.Is(Role.YearWord)) return p;
        return scan.S[end] == '.' && end - next <= 2 ? end + 1 : end;
    }

    private int DateGlue(Scan scan, int at)
    {
        var s = scan.S;
        var p = s[at] == '-' && char.IsLetter(s[at + 1]) ? at + 1 : scan.SkipSpace(at);
        if (p == at) return at;
        var of = SkipWord(scan, p, Role.Of);
        return of > p ? scan.SkipSpace(of) : p;
    }
}

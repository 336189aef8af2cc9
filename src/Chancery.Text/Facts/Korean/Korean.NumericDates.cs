using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Dates in figures and points: 2016. 2. 23., 6·25, (화) behind a date.</summary>
internal sealed partial class KoreanReader
{
    private static int WeekdayOf(char c) => c switch { '일' => 0, '월' => 1, '화' => 2, '수' => 3, '목' => 4, '금' => 5, '토' => 6, _ => -1 };

    // (화), (화요일), 화요일
    private static DayOfWeek? WeekdayAfter(Scan scan, ref int end)
    {
        var s = scan.S;
        var p = scan.SkipSpace(end);
        var bracket = s[p] is '(' or '[';
        if (bracket) p++;
        else if (s[p] == ',') p = scan.SkipSpace(p + 1);
        var day = WeekdayOf(s[p]);
        if (day < 0) return null;
        var stop = scan.At(p + 1, "요일") ? p + 3 : p + 1;
        if (!bracket && stop == p + 1) return null;
        if (bracket)
        {
            if (s[stop] is not (')' or ']')) return null;
            stop++;
        }
        end = stop;
        return (DayOfWeek)day;
    }

    // 월요일부터 금요일까지, 월~금, 화·목요일; 월-일 is month and day.
    private static int Weekdays(Scan scan, int at)
    {
        var s = scan.S;
        var first = WeekdayOf(s[at]);
        if (first < 0 || at > 0 && IsRange(s[at - 1])) return at;
        var isFull = scan.At(at + 1, "요일");
        var end = isFull ? at + 3 : at + 1;
        var p = scan.SkipSpace(end);
        var mark = IsRange(s[p]) ? scan.SkipSpace(p + 1) : isFull && (scan.At(end, "부터") || scan.At(end, "에서")) ? scan.SkipSpace(end + 2) : 0;
        if (mark > 0)
        {
            var last = WeekdayOf(s[mark]);
            var stop = scan.At(mark + 1, "요일") ? mark + 3 : mark + 1;
            if (last < 0 || last == first || isFull && stop == mark + 1 || !Ends(s, stop)) return at;
            if (!isFull && stop == mark + 1 && s[p] != '~' && (s[at], s[mark]) is ('월', '일')) return at;
            scan.AddWeekdays(at, stop, (DayOfWeek)first, (DayOfWeek)last);
            return stop;
        }
        if (isFull || s[end] is not ('·' or ',' or 'ㆍ' or '・' or '/')) return at;
        var next = end;
        while (s[next] is '·' or ',' or 'ㆍ' or '・' or '/' && WeekdayOf(s[scan.SkipSpace(next + 1)]) >= 0) next = scan.SkipSpace(next + 1) + 1;
        if (!scan.At(next, "요일")) return at;
        for (var i = at; i < next; i++)
            if (WeekdayOf(s[i]) >= 0) scan.AddWeekday(i, i == next - 1 ? next + 2 : i + 1, (DayOfWeek)WeekdayOf(s[i]));
        return next + 2;
    }

    private bool ReadNumericDate(Scan scan, int at, out int end)
    {
        var s = scan.S;
        PartialDate date;
        if (Digits.NumericDate(scan, at, false, out end, out date, out var other, yearLeads: true))
        {
            if (s[end] == '.' && !char.IsAsciiDigit(s[end + 1])) end++;
        }
        else if (ShortDate(scan, at, out end, out date)) other = null;
        else return false;
        var weekday = WeekdayAfter(scan, ref end);
        PartialDate? until = null;
        var p = scan.SkipSpace(end);
        if (IsRange(s[p]))
        {
            p = scan.SkipSpace(p + 1);
            if (Digits.NumericDate(scan, p, false, out var stop, out var last, out _) || ShortDate(scan, p, out stop, out last, date.Month is not null))
            {
                if (s[stop] == '.') stop++;
                WeekdayAfter(scan, ref stop);
                (until, end, other) = (last.Year is null ? last with { Year = date.Year } : last, stop, null);
            }
            else if (date.Day is not null && Digits.Small(s, p, 2, out var day, out stop) && day is >= 1 and <= 31 && s[stop] == '.' && day > date.Day)
            {
                stop++;
                WeekdayAfter(scan, ref stop);
                (until, end, other) = (date with { Day = day }, stop, null);
            }
        }
        end = TrimPoint(scan, at, end);
        scan.AddDate(at, end, date, until, weekday, other);
        if (s[end] == 'T' && Digits.Clock(scan, end + 1, out var clock, out var minutes))
        {
            scan.AddTime(end + 1, clock, minutes);
            end = s[clock] == 'Z' ? clock + 1 : clock;
        }
        return true;
    }

    // A point that ends the sentence as well stays with the date: 2016. 2. 23.
    private static int TrimPoint(Scan scan, int at, int end) => scan.S[end - 1] == '.' && !scan.S.AsSpan(at, end - at).Contains(' ') ? end - 1 : end;

    // 2. 23.(화) needs its weekday; 2016. 2. its year.
    private static bool ShortDate(Scan scan, int at, out int end, out PartialDate date, bool sure = false)
    {
        var s = scan.S;
        (end, date) = (at, default);
        if (!Digits.Small(s, at, 4, out var first, out var mark) || s[mark] != '.') return false;
        var p = scan.SkipSpace(mark + 1);
        if (!Digits.Small(s, p, 2, out var second, out end)) return false;
        if (mark - at == 4)
        {
            if (p == mark + 1 || first is < 1900 or > 2100 || second is < 1 or > 12 || s[end] != '.' || char.IsAsciiDigit(s[end + 1])) return false;
            end++;
            date = new(first, second);
            return true;
        }
        if (mark - at > 2 || first is < 1 or > 12 || second is < 1 or > 31) return false;
        var point = s[end] == '.';
        if (point) end++;
        var probe = end;
        if (!(sure && point) && !(s[scan.SkipSpace(end)] == '(' && WeekdayAfter(scan, ref probe) is not null)) return false;
        date = new(null, first, second);
        return true;
    }

    private int ReadYear(Scan scan, int start, int year, int end)
    {
        var s = scan.S;
        if (IsRange(s[end]))
        {
            // ’16~’18년
            var p = s[end + 1] == '’' ? end + 2 : end + 1;
            if (!Digits.Small(s, p, 4, out var last, out var stop) || s[stop] != '년') return start;
            if (last < 100) last += year / 100 * 100;
            scan.AddDate(start, stop + 1, new(year), new(last));
            return stop + 1;
        }
        if (scan.At(end, "년대"))
        {
            scan.AddDate(start, end + 2, new(year, IsDecade: true));
            return end + 2;
        }
        return Dated(scan, start, year, end + 1, out var next) ? next : start;
    }

    // 6·25, 3·1절, 5.18 민주화운동: an event that is called by its day.
    private static bool Event(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (!Digits.Small(s, at, 2, out var month, out var mark) || month is < 1 or > 12) return false;
        var dot = s[mark] is '·' or 'ㆍ' or '・' or '•' or '\u119E' or '᛫';
        if (!dot && s[mark] != '.') return false;
        if (!Digits.Small(s, mark + 1, 2, out var day, out end) || day is < 1 or > 31 || s[end] is '.' or '·') return false;
        var known = (month, day) is (6, 25) or (3, 1) or (5, 18) or (4, 19) or (8, 15) or (12, 12) or (10, 26) or (9, 11) or (4, 3) or (5, 16) or (6, 10) or (12, 3)
            or (6, 15) or (10, 4) or (4, 27);
        var p = scan.SkipSpace(end);
        if (!(known && dot) && !(IsEventWord(scan, p) && (known || s[p] != '절'))) return false;
        scan.AddDate(at, end, new(null, month, day), strength: Strength.Weak);
        return true;
    }

    private static bool IsEventWord(Scan scan, int at)
    {
        foreach (var word in (ReadOnlySpan<string>)["전쟁", "사변", "절", "운동", "혁명", "테러", "항쟁", "민주", "광복", "선언", "합의", "사태", "사건", "참사", "쿠데타", "공동선언", "계엄"])
            if (scan.At(at, word)) return true;
        return false;
    }
}

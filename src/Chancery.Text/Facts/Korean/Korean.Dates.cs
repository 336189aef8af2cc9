using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Dates with 년, 월 and 일: 2016년 2월 23일(화), 23~25일, 지난 23일.</summary>
internal sealed partial class KoreanReader
{
    /// <summary>A figure or a Sino numeral with 년, 월 or 일 behind it.</summary>
    private static bool Part(Scan scan, int at, char marker, out int value, out int end)
    {
        var s = scan.S;
        (value, end) = (0, at);
        int p;
        if (char.IsAsciiDigit(s[at]))
        {
            if (!Digits.Small(s, at, 4, out value, out p)) return false;
        }
        else
        {
            // 유월 and 시월 are said so.
            if (marker == '월' && (scan.At(at, "유월") || scan.At(at, "시월"))) { (value, end) = (s[at] == '유' ? 6 : 10, at + 2); return true; }
            if (!Sino.Has(s[at]) || s[at] is '만' or '억' or '조' or '영' or '공') return false;
            var q = new Quantity();
            var (hidden, mark) = (-1, at);
            // 이십일일: the last sign is the marker.
            while (Sino.Has(s[mark]) && mark - at < 12) mark++;
            if (marker == '일' && s[mark - 1] == '일' && mark - at > 1) hidden = mark - 1;
            if (hidden > 0) s[hidden] = '\u0001';
            var read = Sino.Read(scan, at, DigitStyle.Point, true, ref q);
            if (hidden > 0) s[hidden] = '일';
            if (read <= 0 || !q.Value.IsWholeIn(1, 2999)) return false;
            (value, p) = ((int)q.Value.Value, q.End);
        }
        p = scan.SkipSpace(p) is var over && s[over] == marker ? over : p;
        if (s[p] != marker) return false;
        end = p + 1;
        return true;
    }

    private bool ReadDate(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (!char.IsAsciiDigit(s[at]) && !Sino.Has(s[at]) && s[at] is not ('유' or '시')) return false;
        if (char.IsAsciiDigit(s[at]))
        {
            var digits = Digits.Run(s, at);
            if (digits - at > 4) return false;
            // 2014~2016년, 1990년대, 2016년
            if (digits - at == 4 && Digits.Small(s, at, 4, out var year, out _) && year is >= 1000 and <= 2999)
            {
                var p = scan.SkipSpace(digits);
                if (IsRange(s[p]) && Digits.Small(s, scan.SkipSpace(p + 1), 4, out var last, out var stop) && s[stop = scan.SkipSpace(stop)] == '년' && s[stop + 1] is not ('간' or '대'))
                {
                    if (last < 100) last += year / 100 * 100;
                    if (last <= year || scan.SkipSpace(stop + 1) is var next && char.IsAsciiDigit(s[next]) && Part(scan, next, '월', out _, out _)) return false;
                    end = stop + 1;
                    scan.AddDate(at, end, new(year), new(last));
                    return true;
                }
                if (s[digits] == '년' || s[p] == '년' && Ends(s, p + 1))
                {
                    p = s[digits] == '년' ? digits : p;
                    if (s[p + 1] == '간') return false;
                    if (s[p + 1] == '대' && year % 10 == 0)
                    {
                        end = p + 2;
                        scan.AddDate(at, end, new(year, IsDecade: true));
                        return true;
                    }
                    return Dated(scan, at, year, p + 1, out end);
                }
                return false;
            }
            if (digits - at == 2 && scan.At(digits, "년대") && s[digits - 1] == '0' && Digits.Small(s, at, 2, out var tens, out _) && tens >= 20)
            {
                end = digits + 2;
                scan.AddDate(at, end, new(1900 + tens, IsDecade: true));
                return true;
            }
            if (scan.At(digits, "년 ") && Digits.Small(s, at, 2, out var two, out _) && Part(scan, digits + 2, '월', out _, out _) && digits - at == 2)
                return Dated(scan, at, two + (two < 70 ? 2000 : 1900), digits + 1, out end);
        }
        else if (Part(scan, at, '년', out var named, out var past) && named >= 1000) return Dated(scan, at, named, past, out end);
        if (Part(scan, at, '월', out var month, out var after) && month is >= 1 and <= 12)
        {
            if (!char.IsAsciiDigit(s[at]) && !Part(scan, scan.SkipSpace(after), '일', out _, out _) && (!Ends(s, after) || after - at < 2 || s[at] is '일' or '이' or '구' or '사' && after - at == 2)) return false;
            return MonthDay(scan, at, null, month, after, out end);
        }
        // 2~3월, 3-5월
        if (char.IsAsciiDigit(s[at]) && Digits.Small(s, at, 2, out var from, out var tilde) && IsRange(s[tilde]) && from is >= 1 and <= 12
            && Part(scan, scan.SkipSpace(tilde + 1), '월', out var to, out end) && to > from && to <= 12 && !char.IsAsciiDigit(s[scan.SkipSpace(end)]))
        {
            scan.AddDate(at, end, new(null, from), new(null, to));
            return true;
        }
        return DayOnly(scan, at, out end);
    }

    // Behind a year: a month, a month and a day, or nothing. 2016년, 2016년 2월, 2016년 2월 23일
    private bool Dated(Scan scan, int start, int year, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (s[end] == '도' && !IsHangul(s[end + 1])) end++;
        var p = scan.SkipSpace(at);
        if (Part(scan, p, '월', out var month, out var past) && month is >= 1 and <= 12) return MonthDay(scan, start, year, month, past, out end);
        PartialDate? until = null;
        // 2014년부터 2016년까지, 2014년~2016년
        var link = Link(scan, at, out var strong);
        if (link > at && char.IsAsciiDigit(s[link]) && Part(scan, link, '년', out var last, out var stop) && last > year && last < 3000
            && s[stop] is not ('간' or '대') && !(strong && Part(scan, scan.SkipSpace(stop), '월', out _, out _))) (until, end) = (new(last), stop);
        scan.AddDate(start, end, new(year), until);
        return true;
    }

    private static int Link(Scan scan, int at, out bool isMark)
    {
        var s = scan.S;
        var p = scan.SkipSpace(at);
        isMark = IsRange(s[p]);
        if (isMark) return scan.SkipSpace(p + 1);
        if (scan.At(at, "부터") || scan.At(at, "에서")) return scan.SkipSpace(at + 2);
        return at;
    }

    private bool MonthDay(Scan scan, int start, int? year, int month, int at, out int end)
    {
        var s = scan.S;
        end = at;
        var p = scan.SkipSpace(at);
        DayOfWeek? weekday = null;
        PartialDate date = new(year, month);
        PartialDate? until = null;
        if (Part(scan, p, '일', out var day, out var past) && day is >= 1 and <= 31 && !(s[past] == '간' && p > at))
        {
            (date, end) = (new(year, month, day), past);
            weekday = WeekdayAfter(scan, ref end);
        }
        else if (Digits.Small(s, p, 2, out day, out past) && day is >= 1 and <= 31 && (IsRange(s[past]) || s[past] is '·' or ',' or 'ㆍ' || s[past] == '(' && WeekdayOf(s[past + 1]) >= 0))
        {
            // 2월 23~25일, 2월 23(화)~25일(목), 2월 23·24일
            var mark = past;
            if (s[mark] == '(') { weekday = WeekdayAfter(scan, ref mark); if (weekday is null || !IsRange(s[mark])) mark = -1; }
            if (mark > 0)
            {
                var next = scan.SkipSpace(mark + 1);
                if (IsRange(s[mark]) && Part(scan, next, '일', out var last, out var stop) && last > day && last <= 31)
                {
                    (date, until, end) = (new(year, month, day), new(year, month, last), stop);
                    WeekdayAfter(scan, ref end);
                }
                else if (!IsRange(s[mark]) && Part(scan, next, '일', out last, out stop) && last <= 31 && last > day)
                {
                    // Two days, two facts.
                    scan.AddDate(start, past, new(year, month, day));
                    WeekdayAfter(scan, ref stop);
                    scan.AddDate(next, stop, new(year, month, last));
                    end = stop;
                    return true;
                }
                else if (IsRange(s[mark]) && Part(scan, next, '월', out var lastMonth, out stop) && lastMonth <= 12
                    && Part(scan, scan.SkipSpace(stop), '일', out last, out stop) && last <= 31)
                {
                    (date, until, end) = (new(year, month, day), new(year, lastMonth, last), stop);
                    WeekdayAfter(scan, ref end);
                }
            }
        }
        if (until is null)
        {
            var link = Link(scan, end, out _);
            if (link > end) Until(scan, date, link, ref until, ref end);
        }
        scan.AddDate(start, end, date, until, weekday);
        return true;
    }

    // 부터 25일까지, ~3월 3일, ~2017년 1월 2일
    private static void Until(Scan scan, PartialDate date, int at, ref PartialDate? until, ref int end)
    {
        var s = scan.S;
        var p = at;
        if (!char.IsAsciiDigit(s[p])) return;
        var year = date.Year;
        if (Part(scan, p, '년', out var y, out var past) && y >= 1000) (year, p) = (y, scan.SkipSpace(past));
        int? month = null;
        if (Part(scan, p, '월', out var m, out past) && m is >= 1 and <= 12) (month, p) = (m, past);
        var dayAt = scan.SkipSpace(p);
        if (date.Day is not null && Part(scan, month is null ? p : dayAt, '일', out var day, out past) && day is >= 1 and <= 31 && s[past] != '간')
        {
            PartialDate last = new(year, month ?? date.Month, day);
            if (month is null && day <= date.Day) return;
            (until, end) = (last, past);
            WeekdayAfter(scan, ref end);
        }
        else if (date.Day is null && month is not null && !(Part(scan, dayAt, '일', out _, out _))) (until, end) = (new(year, month), p);
    }

    // 지난 23일, 오는 5일 are days; 15일간, 7일 동안 are periods; 15일 alone may be either.
    private bool DayOnly(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (!char.IsAsciiDigit(s[at]) || !Digits.Small(s, at, 2, out var day, out var mark) || day is < 1 or > 31) return false;
        int? last = null;
        var p = mark;
        if (IsRange(s[p]) && Digits.Small(s, p + 1, 2, out var second, out var stop) && second > day && second <= 31) (last, p) = (second, stop);
        if (s[p] != '일') return false;
        end = p + 1;
        foreach (var word in (ReadOnlySpan<string>)["간", "동안", " 동안", "씩", "짜리", " 연속", " 이내", " 이상", "정", "차", " 전", " 후", " 뒤", " 만에", "만에", " 안에", "치", "째", " 내", "마다", " 미만", " 이하", "분", "여", " 넘", " 가량", " 정도"])
            if (scan.At(end, word)) { end = at; return false; }
        var weekday = WeekdayAfter(scan, ref end);
        var certain = weekday is not null || at >= 3 && (Before(scan, at, "지난") || Before(scan, at, "오는") || Before(scan, at, "다음달") || Before(scan, at, "이달"))
            || scan.At(end, " 오전") || scan.At(end, " 오후") || scan.At(end, " 밤") || scan.At(end, "자 ");
        if (!certain) { end = at; return false; }
        var date = new PartialDate(null, null, day);
        scan.AddDate(at, end, date, last is { } l ? date with { Day = l } : null, weekday);
        return true;
    }

    private static bool Before(Scan scan, int at, string word)
    {
        var end = Scan.IsSpace(scan.S[at - 1]) ? at - 1 : at;
        return end >= word.Length && scan.At(end - word.Length, word);
    }
}
